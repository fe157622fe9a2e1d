package org.backprop.rewrite;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The entry of a rule in a table test.
 *
 * @param rule what the rule does
 * @param graphs nodes that the rule replaces
 * @param changes how it changes a value, each with the case and the reason
 */
public record RuleCase(
    String rule, List<Function<Operands, Stream<Node>>> graphs, Map<Change, String> changes) {

  /** A rule that keeps every bit of the values of these graphs. */
  public static RuleCase of(String rule, Graph... graphs) {
    return new RuleCase(
        rule,
        Arrays.stream(graphs)
            .<Function<Operands, Stream<Node>>>map(graph -> s -> Stream.of(graph.of(s)))
            .toList(),
        Map.of());
  }

  /** A rule on constants, tried on each pair of edge values. */
  public static RuleCase ofNumbers(String rule, NumberGraph... graphs) {
    return new RuleCase(
        rule,
        Arrays.stream(graphs)
            .<Function<Operands, Stream<Node>>>map(graph -> s -> s.pairs(graph))
            .toList(),
        Map.of());
  }

  /** The same rule, which makes this change. */
  public RuleCase but(Change change, String reason) {
    var all = new EnumMap<Change, String>(Change.class);
    all.putAll(changes);
    all.put(change, reason);
    return new RuleCase(rule, graphs, all);
  }

  /** What is wrong with the rules, given a case for each in their order. */
  public static List<String> faults(String what, List<Rule> rules, List<RuleCase> cases) {
    if (rules.size() != cases.size()) {
      return List.of(
          "%s has %s rules and %s cases: each rule needs one"
              .formatted(what, rules.size(), cases.size()));
    }
    return IntStream.range(0, rules.size())
        .boxed()
        .flatMap(i -> new RuleCheck(rules.get(i), cases.get(i)).faults().stream())
        .toList();
  }

  /** A graph of operands that take all edge values. */
  @FunctionalInterface
  public interface Graph {
    Node of(Operands operands);
  }

  /** A graph of two numbers. */
  @FunctionalInterface
  public interface NumberGraph {
    Node of(Operands operands, double a, double b);
  }

  /** Makes the operands of a graph, in one type. */
  public record Operands(DType dtype, Map<String, Node> inputs) {
    public Node x(int... dims) {
      return input("x", dtype, dims);
    }

    public Node y(int... dims) {
      return input("y", dtype, dims);
    }

    public Node z(int... dims) {
      return input("z", dtype, dims);
    }

    /** A truth value. */
    public Node c() {
      return input("c", DType.BOOL);
    }

    private Node input(String name, DType type, int... dims) {
      return inputs.computeIfAbsent(name, _ -> Node.input(name, type, dims));
    }

    public Node number(double value) {
      return Node.scalar(dtype, value);
    }

    /** A constant of several numbers. */
    public Node vector(double... values) {
      var vector = Tensor.builder(dtype, Shape.of(values.length));
      IntStream.range(0, values.length).forEach(i -> vector.set(i, values[i]));
      return Node.constant(vector.build());
    }

    private Stream<Node> pairs(NumberGraph graph) {
      var numbers = EdgeValues.of(dtype);
      return Arrays.stream(numbers)
          .boxed()
          .flatMap(a -> Arrays.stream(numbers).mapToObj(b -> graph.of(this, a, b)));
    }
  }
}
