package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NineDigitsTest {
  private static String text(double value) {
    var text = new StringBuilder();
    NineDigits.append(text, value);
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0.3333333432674408, 0.333333343",
    "3750, 3750",
    "1.5e-9, 1.5E-9",
    "0, 0",
    "-0.0, 0",
    "0.000001, 0.000001",
    "-0.0000123456789123, -0.0000123456789",
    "999999999.9999999, 1000000000",
    "0.99999999949, 0.999999999",
    "0.9999999996, 1",
    "123456789.5, 123456790",
    "2500000000.7, 2500000000",
    "1e300, 1" // and 300 zeros
  })
  void numbers_have_nine_digits_and_no_zeros_at_the_end(double value, String expected) {
    assertEquals(expected, value == 1e300 ? text(value).substring(0, 1) : text(value));
  }

  @Test
  void what_is_no_number_keeps_its_name() {
    assertEquals("NaN", text(Double.NaN));
    assertEquals("-Infinity", text(Double.NEGATIVE_INFINITY));
  }

  @Test
  void every_number_is_rounded_as_its_exact_decimal() {
    var random = new SplittableRandom(11);
    for (var i = 0; i < 20_000; i++) {
      var size = random.nextDouble() * Math.pow(10, random.nextInt(-6, 10));
      var value = i % 3 == 0 ? Math.rint(size * 1000) / 1000 : i % 3 == 1 ? (float) size : -size;
      if (Math.abs(value) >= 1e-6) {
        var exact = new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros();
        assertEquals(exact.toPlainString(), text(value));
      }
    }
  }
}
