package org.backprop.chain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.chain.Terms.Factor;
import org.backprop.chain.Terms.Term;
import org.backprop.engine.Engine;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** An element of a value as the sum of its terms, with numbers. */
final class ElementReader {
  private final Chain chain;
  private final Orientation orientation;
  private final Map<Node, Tensor> given = new HashMap<>();

  ElementReader(Chain chain, Orientation orientation) {
    this.chain = chain;
    this.orientation = orientation;
  }

  Terms of(Step step, Optional<Plan> plan, int... indices) {
    var value =
        step.value()
            .tensor()
            .orElseThrow(() -> new IllegalArgumentException(step.name() + " is not computed"));
    var element = value.get(indices);
    var name = step.name() + place(step.name(), value.shape(), indices);
    var local = plan.flatMap(Plan::local).filter(this::isComputed);
    var whole = List.of(new Term(List.of(new Factor(name, element, step.name(), boxed(indices)))));
    return new Terms(name, element, local.map(node -> terms(node, indices)).orElse(whole));
  }

  private static List<Integer> boxed(int... indices) {
    return Arrays.stream(indices).boxed().toList();
  }

  /** Puts in the numbers of the inputs; false where one is missing. */
  private boolean isComputed(Node local) {
    for (var input : Walk.sources(Input.class, List.of(local))) {
      var value = chain.value(input.label().orElseThrow()).tensor();
      if (value.isEmpty()) {
        return false;
      }
      given.put(input, value.get().to(input.dtype()));
    }
    return true;
  }

  private List<Term> terms(Node node, int... at) {
    return new ElementTerms(orientation).expand(node, at).stream().map(this::term).toList();
  }

  private Term term(ElementTerms.Product product) {
    var sign =
        product.negated() ? Stream.of(new Factor("-1", -1, "", List.of())) : Stream.<Factor>of();
    return new Term(Stream.concat(sign, product.factors().stream().map(this::factor)).toList());
  }

  /** An element of a step, or of an expression. */
  private Factor factor(ElementTerms.Element element) {
    var node = element.node();
    var at = element.indices().stream().mapToInt(it -> it).toArray();
    var value = Engine.evaluate(node, given).get(at);
    var label = node.label();
    var name = name(node);
    return new Factor(
        name + place(name, node.shape(), at), value, label.orElse(""), element.indices());
  }

  static String name(Node node) {
    return node.label()
        .orElseGet(() ->
            RuleReader.of(node).expression().map(it -> "(" + it.text() + ")").orElse("(...)"));
  }

  /** As in {@code [0,1]}; a single row's values have one index, a single number none. */
  private String place(String name, Shape shape, int... at) {
    if (at.length == 0) {
      return "";
    }
    var isRow = chain.rows() == 1 && shape.rank() == 2 && shape.dim(0) == 1 && !isParameter(name);
    var shown = isRow ? new int[] {at[1]} : orientation.indices(at);
    return Arrays.stream(shown)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private boolean isParameter(String name) {
    return chain.parameters().stream()
        .map(Operand::name)
        .anyMatch(it -> name.equals(it) || name.equals("dL/d" + it));
  }
}
