package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.engine.EveryEvaluator;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Powers and their derivatives to second order where the base or the exponent is special. */
class PowEdgesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** a, b, and a^b with its derivatives by a, b, aa, ab and bb. */
  private static final double[][] LIMITS = {
    {0, 0, 1, 0, -INFINITY, 0, INFINITY, INFINITY},
    {0, 1, 0, 1, 0, 0, -INFINITY, 0},
    {0, 2, 0, 0, 0, 2, 0, 0},
    {0, 3, 0, 0, 0, 0, 0, 0},
    {0, 0.5, 0, INFINITY, 0, -INFINITY, -INFINITY, 0},
    {0, 1.5, 0, 0, 0, INFINITY, 0, 0},
    {0, -1, INFINITY, -INFINITY, -INFINITY, INFINITY, INFINITY, INFINITY},
    {-0.0, 2, 0, 0, 0, 2, 0, 0},
    {0x1p-120, 0, 1, 0, -120 * Math.log(2), 0, 0x1p120, 14400 * Math.log(2) * Math.log(2)},
    {2, 0, 1, 0, Math.log(2), 0, 0.5, Math.log(2) * Math.log(2)},
    {-2, 3, -8, 12, 0, -12, 0, 0},
    {-2, 0, 1, 0, 0, 0, 0, 0},
    {INFINITY, 2, INFINITY, INFINITY, INFINITY, 2, INFINITY, INFINITY},
    {INFINITY, 0, 1, 0, INFINITY, 0, 0, INFINITY},
    {INFINITY, -1, 0, 0, 0, 0, 0, 0},
    {INFINITY, 1, INFINITY, 1, INFINITY, 0, INFINITY, INFINITY},
  };

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void derivatives_are_the_limits_from_above(DType dtype) {
    var a = Node.input("a", dtype, LIMITS.length);
    var b = Node.input("b", dtype, LIMITS.length);
    var power = a.pow(b);
    var first = Gradients.of(power.sum(), List.of(a, b));
    var byA = Gradients.of(first.get(0).sum(), List.of(a, b));
    var byB = Gradients.of(first.get(1).sum(), List.of(a, b));
    var nodes =
        Stream.of(List.of(power), first, byA, byB.reversed()).flatMap(List::stream).toList();
    var given = Map.of(a, column(0, dtype), b, column(1, dtype));
    var faults = new ArrayList<String>();
    EveryEvaluator.values(nodes, given)
        .forEach((way, values) -> {
          for (var row = 0; row < LIMITS.length; row++) {
            for (var i = 0; i < 7; i++) {
              // The last two are a^b by b twice, and by b and then a.
              var expected = LIMITS[row][i < 5 ? 2 + i : i == 5 ? 7 : 6];
              var actual = values.get(i).at(row);
              if (!isNear(expected, actual, dtype)) {
                faults.add(
                    "%s: %s^%s, derivative %s is %s, not %s"
                        .formatted(way, LIMITS[row][0], LIMITS[row][1], i, actual, expected));
              }
            }
          }
        });
    assertEquals("", String.join("\n", faults));
  }

  private static Tensor column(int i, DType dtype) {
    return Tensor.of(
            Shape.of(LIMITS.length), Stream.of(LIMITS).mapToDouble(row -> row[i]).toArray())
        .to(dtype);
  }

  private static boolean isNear(double expected, double actual, DType dtype) {
    var relative = dtype == DType.FLOAT32 ? 1e-6 : 1e-15;
    return expected == actual || Math.abs(expected - actual) <= relative * Math.abs(expected);
  }
}
