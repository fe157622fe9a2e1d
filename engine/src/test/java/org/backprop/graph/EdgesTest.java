package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.engine.EveryEvaluator;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions of one number and both derivatives at zeros, infinities, in tails, at tiny and at huge
 * numbers, against mpmath: interpreted and compiled, in both precisions.
 */
class EdgesTest {
  private record Edge(String function, double x, List<Double> expected) {
    static Edge of(String line) {
      var fields = List.of(line.split(",", -1));
      var numbers = fields.subList(1, 5).stream().map(Double::parseDouble).toList();
      return new Edge(fields.getFirst(), numbers.getFirst(), numbers.subList(1, 4));
    }

    boolean isOf(DType dtype) {
      return dtype == DType.FLOAT64 || (float) x == x;
    }
  }

  private static Map<String, List<Edge>> edges() throws IOException {
    var stream = Objects.requireNonNull(EdgesTest.class.getResourceAsStream("/oracles/edges.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(Edge::of).collect(Collectors.groupingBy(Edge::function));
    }
  }

  static Stream<Arguments> cases() throws IOException {
    return edges().keySet().stream()
        .sorted()
        .flatMap(name ->
            Stream.of(DType.FLOAT32, DType.FLOAT64).map(dtype -> Arguments.of(name, dtype)));
  }

  private static Node function(String name, Node x) {
    return switch (name) {
      case "elu" -> Compositions.elu(x, 1);
      case "gelu" -> Compositions.gelu(x);
      case "silu" -> Compositions.silu(x);
      case "logSigmoid" -> x.negated().softplus().negated();
      case "reciprocal" -> x.reciprocal();
      default ->
          Node.of(
              Ops.ALL.stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow(), x);
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void value_and_both_derivatives_at_edges(String name, DType dtype) throws IOException {
    var edges = edges().get(name).stream().filter(edge -> edge.isOf(dtype)).toList();
    var shape = Shape.of(edges.size());
    var x = Node.input("x", dtype, edges.size());
    var value = function(name, x);
    var first = Gradients.of(value.sum(), x);
    var second = Gradients.of(first.sum(), x);
    var at = Tensor.of(shape, edges.stream().mapToDouble(Edge::x).toArray()).to(dtype);
    var faults = new ArrayList<String>();
    EveryEvaluator.values(List.of(value, first, second), Map.of(x, at))
        .forEach((way, values) -> {
          for (var i = 0; i < edges.size(); i++) {
            for (var order = 0; order < 3; order++) {
              var expected = edges.get(i).expected().get(order);
              var actual = values.get(order).at(i);
              if (!isNear(expected, actual, dtype)) {
                faults.add(
                    "%s, derivative %s of %s at %s is %s, not %s"
                        .formatted(way, order, name, edges.get(i).x(), actual, expected));
              }
            }
          }
        });
    assertEquals("", String.join("\n", faults));
  }

  /** Within some units in the last place; of factors that are subnormal few digits are left. */
  private static boolean isNear(double expected, double actual, DType dtype) {
    var nearest = dtype == DType.FLOAT32 ? (float) expected : expected;
    if (nearest == actual || Double.isNaN(nearest)) {
      return Double.isNaN(nearest) == Double.isNaN(actual);
    }
    var isSingle = dtype == DType.FLOAT32;
    var relative = isSingle ? 1e-6 : 2e-15;
    var least = isSingle ? Float.MIN_VALUE : Double.MIN_VALUE;
    return Math.abs(actual - nearest) <= relative * Math.abs(nearest) + 100 * least;
  }
}
