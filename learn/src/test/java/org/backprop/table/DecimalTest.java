package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
  private static void assertComesBack(String text) {
    var code = Decimal.of(text);
    assertNotEquals(Decimal.NONE, code, text);
    assertEquals(text, Decimal.text(code));
    assertEquals(Double.parseDouble(text), Decimal.number(code), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.00",
        "7",
        "-12.50",
        "0.1",
        "0.050",
        "100",
        "0.00000000000000001",
        "3.1415926535897",
        "9007199254740992",
        "9007199254740.992",
        "-9.007199254740992"
      })
  void text_and_number_of_an_ordinary_decimal_come_back(String text) {
    assertComesBack(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "+1",
        ".5",
        "-.5",
        "5.",
        "007",
        "-01",
        "00.5",
        "1e5",
        "1E-3",
        "1_0",
        "0x1p3",
        "1d",
        "1.2.3",
        "--1",
        "1-",
        "1 2",
        " 1",
        "NaN",
        "NA",
        "Infinity",
        "?",
        "\u0661",
        "9007199254740993",
        "-0.12345678901234567",
        "18446744073709551617",
        "99999999999999999999",
        "0.000000000000000001",
        "123456789012345678901234567890"
      })
  void what_could_not_come_back_is_none(String text) {
    assertEquals(Decimal.NONE, Decimal.of(text));
  }

  @Test
  void random_decimals_come_back() {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 200_000; i++) {
      var mantissa = random.nextLong(1L << 53) >> random.nextInt(54);
      var digits = Long.toString(mantissa);
      var decimals = random.nextInt(18);
      var text = (random.nextBoolean() ? "-" : "") + placed(digits, decimals);
      assertComesBack(text);
    }
  }

  private static String placed(String digits, int decimals) {
    if (decimals == 0) {
      return digits;
    }
    var padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    var point = padded.length() - decimals;
    return padded.substring(0, point) + "." + padded.substring(point);
  }

  @Test
  void only_the_given_part_of_the_buffer_is_read() {
    var buffer = "91.258".toCharArray();
    assertEquals("1.25", Decimal.text(Decimal.of(buffer, 1, 5)));
  }
}
