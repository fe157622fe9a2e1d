package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogScaleTest {
  private static double[] powersOfTen(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToDouble(p -> Math.pow(10, p)).toArray();
  }

  @Test
  void values_are_those_of_asinh() {
    var scale = new LogScale(2);
    assertEquals(0, scale.apply(0));
    assertEquals(0.8813735870195430, scale.apply(2), 1e-15); // ln(1 + sqrt(2))
    assertEquals(-0.8813735870195430, scale.apply(-2), 1e-15);
    assertEquals(5e-21, scale.apply(1e-20), 1e-35);
    assertEquals(2.998222950297970, scale.apply(20), 4e-15); // asinh(10)
  }

  @Test
  void the_largest_numbers_stay_finite_and_in_order() {
    var scale = new LogScale(Double.MIN_VALUE);
    assertEquals(
        Math.log(2) + Math.log(Double.MAX_VALUE) - Math.log(Double.MIN_VALUE),
        scale.apply(Double.MAX_VALUE),
        1e-12);
    assertTrue(scale.apply(1e300) < scale.apply(1e301));
    assertEquals(-scale.apply(1e300), scale.apply(-1e300));
    assertEquals(Math.log(2e307), new LogScale(1).apply(1e307), 1e-12);
  }

  @Test
  void two_orders_of_magnitude_suit_it() {
    assertTrue(LogScale.suits(powersOfTen(-3, 6)));
    assertTrue(LogScale.suits(Arrays.stream(powersOfTen(0, 6)).map(x -> -x).toArray()));
    assertFalse(LogScale.suits(DoubleStream.iterate(1, x -> x + 1).limit(1000).toArray()));
    assertFalse(LogScale.suits(new double[] {0, 0, 0, 1}));
    assertFalse(LogScale.suits(new double[0]));
  }

  @Test
  void the_unit_is_a_small_magnitude_of_the_numbers() {
    assertEquals(1, LogScale.of(new double[] {0, 0, 0}).unit());
    assertEquals(1e-2, LogScale.of(powersOfTen(-3, 6)).unit(), 1e-17);
    assertEquals(
        11, LogScale.of(DoubleStream.iterate(-100, x -> x + 1).limit(101).toArray()).unit());
  }
}
