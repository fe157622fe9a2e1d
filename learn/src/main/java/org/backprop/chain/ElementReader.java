package org.backprop.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.chain.Terms.Factor;
import org.backprop.chain.Terms.Term;
import org.backprop.engine.Engine;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Sum;
import org.backprop.graph.Walk;
import org.backprop.notation.Form;
import org.backprop.notation.Notation;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Takes an element of a value apart: matrix products and sums into their terms. */
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
    return new Terms(name, element, local.map(node -> expand(node, indices)).orElse(whole));
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
    return node.label().isPresent() ? List.of(whole(node, at)) : expand(node, at);
  }

  private List<Term> expand(Node node, int... at) {
    return switch (Notation.of(node)) {
      case Form.Same(var x) -> terms(x, within(node, x.shape(), at));
      case Form.Plus(var a, var b) -> joined(terms(a, at), terms(b, at));
      case Form.Minus(var a, var b) -> joined(terms(a, at), negated(terms(b, at)));
      case Form.Negative(var x) -> negated(terms(x, at));
      case Form.Times(var a, var b) -> product(terms(a, at), terms(b, at));
      case Form.MatrixForm product -> matrixProduct(node, product, at);
      case Form.Call _ when node.op() instanceof Sum sum && sum.axes().size() == 1 ->
          sum(node.input(0), sum.axes().getFirst(), at);
      default -> List.of(whole(node, at));
    };
  }

  private static List<Term> joined(List<Term> a, List<Term> b) {
    var all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static List<Term> negated(List<Term> terms) {
    var sign = new Term(List.of(new Factor("-1", -1, "", List.of())));
    return terms.stream().map(sign::times).toList();
  }

  private static List<Term> product(List<Term> a, List<Term> b) {
    return a.stream().flatMap(left -> b.stream().map(left::times)).toList();
  }

  private List<Term> matrixProduct(Node node, Form.MatrixForm form, int... at) {
    var left = form.left();
    var right = form.right();
    var inner = left.shape().dim(form.leftTransposed() ? 0 : left.shape().rank() - 1);
    var row = left.shape().rank() == 1 ? new int[0] : new int[] {at[0]};
    var column = right.shape().rank() == 1 ? new int[0] : new int[] {at[node.shape().rank() - 1]};
    return IntStream.range(0, inner)
        .mapToObj(k ->
            inOrder(
                terms(left, pair(row, k, form.leftTransposed())),
                terms(right, pair(column, k, !form.rightTransposed()))))
        .flatMap(List::stream)
        .toList();
  }

  private List<Term> inOrder(List<Term> left, List<Term> right) {
    return orientation == Orientation.ROWS ? product(left, right) : product(right, left);
  }

  /** The indices of {@code k} and the one that is given, which comes second if {@code kFirst}. */
  private static int[] pair(int[] other, int k, boolean kFirst) {
    return other.length == 0
        ? new int[] {k}
        : kFirst ? new int[] {k, other[0]} : new int[] {other[0], k};
  }

  private List<Term> sum(Node x, int axis, int... at) {
    return IntStream.range(0, x.shape().dim(axis))
        .mapToObj(k -> terms(x, inserted(axis, k, at)))
        .flatMap(List::stream)
        .toList();
  }

  private static int[] inserted(int axis, int k, int... at) {
    var indices = new int[at.length + 1];
    System.arraycopy(at, 0, indices, 0, axis);
    indices[axis] = k;
    System.arraycopy(at, axis, indices, axis + 1, at.length - axis);
    return indices;
  }

  /** The indices in what is broadcast, or has other axes of size 1. */
  private static int[] within(Node node, Shape x, int... at) {
    return node.op() instanceof Broadcast ? aligned(x, at) : withoutOnes(node.shape(), x, at);
  }

  /** Broadcasting aligns the last axes. */
  private static int[] aligned(Shape x, int... at) {
    var indices = new int[x.rank()];
    Arrays.setAll(indices, axis -> x.dim(axis) == 1 ? 0 : at[axis + at.length - x.rank()]);
    return indices;
  }

  private static int[] withoutOnes(Shape node, Shape x, int... at) {
    var kept = IntStream.range(0, at.length).filter(axis -> node.dim(axis) != 1).iterator();
    var indices = new int[x.rank()];
    for (var axis = 0; axis < indices.length; axis++) {
      indices[axis] = x.dim(axis) == 1 ? 0 : at[kept.nextInt()];
    }
    return indices;
  }

  /** One number that is not taken apart: an element of a step, or of an expression. */
  private Term whole(Node node, int... at) {
    var value = Engine.evaluate(node, given).get(at);
    var label = node.label();
    var name =
        label.orElseGet(() ->
            RuleReader.of(node).expression().map(it -> "(" + it.text() + ")").orElse("(...)"));
    var place = node.shape().rank() == 0 ? "" : place(name, node.shape(), at);
    return new Term(List.of(new Factor(name + place, value, label.orElse(""), boxed(at))));
  }

  /** As in {@code [0,1]}; a single row's values have one index. */
  private String place(String name, Shape shape, int... at) {
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
