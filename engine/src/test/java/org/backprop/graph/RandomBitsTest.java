package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.backprop.engine.Engine;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomBitsTest {
  /** The known answers that come with the Random123 library: words 0 and 1 of each. */
  @ParameterizedTest
  @CsvSource({
    "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
    "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
    "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
  })
  void threefry_gives_the_published_numbers(
      String key0, String key1, String counter0, String counter1, String out0, String out1) {
    assertEquals(
        words(out0, out1), RandomBits.threefry(words(key0, key1), words(counter0, counter1)));
  }

  private static long words(String low, String high) {
    return Long.parseUnsignedLong(high + low, 16);
  }

  private static Node bits(int stream, int columns, long seed, long step, long... rows) {
    return Compositions.randomBits(
        Node.constant(Tensor.of(Shape.SCALAR, seed)),
        Node.constant(Tensor.of(Shape.SCALAR, step)),
        Node.constant(Tensor.of(Shape.of(rows.length), rows)),
        stream,
        columns);
  }

  private static Tensor value(Node node) {
    return Engine.evaluate(node, Map.of());
  }

  @Test
  void a_row_has_the_same_bits_in_any_batch() {
    var three = value(bits(0, 4, 1, 2, 7, 8, 9).slice(0, 1, 2));
    assertEquals(three, value(bits(0, 4, 1, 2, 8)));
  }

  @Test
  void seeds_steps_streams_and_rows_differ() {
    var one = value(bits(0, 4, 1, 2, 7));
    assertNotEquals(one, value(bits(1, 4, 1, 2, 7)));
    assertNotEquals(one, value(bits(0, 4, 2, 2, 7)));
    assertNotEquals(one, value(bits(0, 4, 1, 3, 7)));
    assertNotEquals(one, value(bits(0, 4, 1, 2, 6)));
  }

  @Test
  void uniform_and_normal_numbers_have_their_moments() {
    var rows = LongStream.range(0, 1000).toArray();
    var uniform = value(Compositions.uniform(bits(0, 100, 5, 1, rows))).toDoubles();
    assertEquals(0.5, Arrays.stream(uniform).average().orElseThrow(), 0.005);
    assertEquals(1 / 3.0, Arrays.stream(uniform).map(u -> u * u).average().orElseThrow(), 0.005);
    assertEquals(0, Arrays.stream(uniform).min().orElseThrow(), 1e-4);
    var normal = bits(1, 100, 5, 1, rows);
    var numbers = value(Compositions.normal(normal, bits(2, 100, 5, 1, rows))).toDoubles();
    assertEquals(0, Arrays.stream(numbers).average().orElseThrow(), 0.02);
    assertEquals(1, Arrays.stream(numbers).map(z -> z * z).average().orElseThrow(), 0.03);
    assertEquals(3, Arrays.stream(numbers).map(z -> z * z * z * z).average().orElseThrow(), 0.2);
  }

  @Test
  void uniform_numbers_fill_the_unit_interval_evenly() {
    var rows = LongStream.range(0, 1000).toArray();
    var counts = new int[20];
    for (var u : value(Compositions.uniform(bits(3, 100, 9, 4, rows))).toDoubles()) {
      assertEquals(Math.rint(u * (1 << 23)), u * (1 << 23), "a multiple of 2^-23: " + u);
      counts[(int) (u * 20)]++;
    }
    var chi = Arrays.stream(counts).mapToDouble(n -> (n - 5000.0) * (n - 5000) / 5000).sum();
    // The 0.001 and 0.999 quantiles of chi-squared with 19 degrees of freedom.
    assertTrue(chi > 5.4 && chi < 43.8, "chi squared " + chi + " of " + Arrays.toString(counts));
  }

  @Test
  void streams_columns_and_rows_are_not_correlated() {
    var rows = LongStream.range(0, 10_000).toArray();
    var u = value(Compositions.uniform(bits(0, 2, 9, 4, rows))).toDoubles();
    var other = value(Compositions.uniform(bits(1, 2, 9, 4, rows))).toDoubles();
    var streams = 0.0;
    var neighbours = 0.0;
    for (var i = 0; i < u.length - 1; i++) {
      streams += 12 * (u[i] - 0.5) * (other[i] - 0.5) / u.length;
      neighbours += 12 * (u[i] - 0.5) * (u[i + 1] - 0.5) / u.length;
    }
    // Four standard errors of a correlation of 20,000 pairs.
    assertEquals(0, streams, 0.028);
    assertEquals(0, neighbours, 0.028);
  }
}
