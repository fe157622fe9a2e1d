package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CellTextTest {
  @ParameterizedTest
  @CsvSource({
    "1e5, 100000",
    "+3, 3",
    "-3.50, -3.5",
    ".5, 0.5",
    "5., 5",
    "1E-3, 0.001",
    "2e+2, 200",
    "0.1, 0.1",
    "123456789012345678, 123456789012345678",
    "Inf, Infinity",
    "-Inf, -Infinity",
    "1e999, Infinity"
  })
  void numbers_are_read_in_every_usual_form(String text, double expected) {
    assertEquals(expected, CellText.number(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "x", "1x", "1e", "1e+", "1d", "1f", "0x1p3", "1.2.3", "1,5", "--1", "1 2"
      })
  void anything_else_is_no_number(String text) {
    assertFalse(CellText.isNumber(text));
  }

  @Test
  void short_and_long_numbers_are_rounded_as_java_does() {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 100_000; i++) {
      var digits = Long.toString(random.nextLong(1_000_000_000_000_000_000L) >> random.nextInt(60));
      var point = random.nextInt(digits.length() + 1);
      var text = digits.substring(0, point) + "." + digits.substring(point);
      assertEquals(Double.parseDouble(text), CellText.number(text), text);
    }
  }

  @Test
  void negative_zero_keeps_its_sign() {
    assertEquals(-0.0, CellText.number("-0"));
  }

  @Test
  void a_number_with_a_point_or_exponent_is_not_plainly_whole() {
    assertTrue(CellText.isPlainWhole("3"));
    assertTrue(CellText.isPlainWhole("-3"));
    assertFalse(CellText.isPlainWhole("3.0"));
    assertFalse(CellText.isPlainWhole("3e2"));
    assertFalse(CellText.isPlainWhole("+"));
    assertFalse(CellText.isPlainWhole(""));
  }

  @Test
  void the_ways_to_write_a_number_have_one_canonical_name() {
    assertEquals("1", CellText.canonical(CellText.number("+1.0")));
    assertEquals("2.5", CellText.canonical(2.5));
    assertEquals("1.0E20", CellText.canonical(1e20));
  }
}
