package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and derivatives against mpmath. */
class ElementwiseOracleTest {
  static List<String> lines() throws IOException {
    var stream =
        Objects.requireNonNull(
            ElementwiseOracleTest.class.getResourceAsStream(
                "/oracles/elementwise_derivatives.csv"));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    }
  }

  private static Node function(String name, Node x) {
    return switch (name) {
      case "gelu" -> Compositions.gelu(x);
      case "silu" -> Compositions.silu(x);
      default ->
          Node.of(
              Ops.ALL.stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow(), x);
    };
  }

  @ParameterizedTest
  @MethodSource("lines")
  void value_and_both_derivatives_are_right_to_the_last_digits(String line) {
    var fields = List.of(line.split(",", -1));
    var x = Node.input("x", DType.FLOAT64);
    var value = function(fields.get(0), x);
    var first = Gradients.of(value, x);
    var nodes = List.of(value, first, Gradients.of(first, x));
    var given = Map.of(x, Tensor.scalar(DType.FLOAT64, Double.parseDouble(fields.get(1))));
    for (var results :
        List.of(new Interpreter(nodes).evaluate(given), Engine.evaluate(nodes, given))) {
      for (var i = 0; i < 3; i++) {
        var expected = Double.parseDouble(fields.get(2 + i));
        assertEquals(expected, results.get(i).item(), 1e-12 * Math.abs(expected) + 1e-15, line);
      }
    }
  }

  @Test
  void all_fifteen_functions_are_compared() throws IOException {
    var functions =
        lines().stream().map(line -> line.substring(0, line.indexOf(','))).distinct().toList();
    assertEquals(15, functions.size(), functions.toString());
    assertEquals(211, lines().size());
  }
}
