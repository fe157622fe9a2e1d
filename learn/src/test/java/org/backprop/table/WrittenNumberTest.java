package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenNumberTest {
  private static WrittenNumber read(String text, DecimalMark mark) {
    return WrittenNumber.of(text, mark).orElseThrow(() -> new AssertionError(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1,200 | 1200",
        "1,234,567.50 | 1234567.50",
        "1 200 | 1200",
        "1\u00A0200\u00A0000 | 1200000",
        "1\u2009200 | 1200",
        "1\u202F200 | 1200",
        "1\u2007200 | 1200",
        "1'200.5 | 1200.5",
        "1\u2019200 | 1200",
        "1,00,000 | 100000",
        "12,34,567.8 | 1234567.8",
        "\u22123.5 | -3.5",
        "\u20133.5 | -3.5",
        "+7 | 7",
        "12- | -12",
        "(1,234.50) | -1234.50",
        "($5) | -5",
        "-$5 | -5",
        "$-5 | -5",
        "$1,200.00 | 1200.00",
        "US$ 12 | 12",
        "\u20AC 12 | 12",
        "12 \u20AC | 12",
        "12\u00A0\u20AC | 12",
        "\u00A35 | 5",
        "\u20B91,00,000 | 100000",
        "EUR 12.5 | 12.5",
        "12.5 USD | 12.5",
        "CHF 1'200.- | 1200",
        "12% | 12",
        "12 % | 12",
        "-1.5% | -1.5",
        "1.5E+03 | 1.5e+03",
        "1e3 | 1e3",
        "2.5e\u22123 | 2.5e-3",
        ".5 | .5",
        "5. | 5",
        "\uFF11\uFF12 | 12",
        "\u0661\u0662\u066B\u0665 | 12.5",
        "-inf | -inf",
        "\u2212\u221E | -Infinity",
      })
  void numbers_with_a_decimal_point_are_read(String text, String plain) {
    assertEquals(plain, read(text, DecimalMark.POINT).plain());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1.200,50 | 1200.50",
        "1.234.567 | 1234567",
        "1 200,5 | 1200.5",
        "0,500 | 0.500",
        "1,5e3 | 1.5e3",
        "1.250,00 \u20AC | 1250.00",
        "1'200,5 | 1200.5",
        "12,5 % | 12.5",
        "(3,5) | -3.5",
        "5,- | 5",
        "1,200 | 1.200",
      })
  void numbers_with_a_decimal_comma_are_read(String text, String plain) {
    assertEquals(plain, read(text, DecimalMark.COMMA).plain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",200",
        ",,",
        "',',",
        "",
        "-",
        "x",
        "1x",
        "1.2.3",
        "1,2",
        "0,123",
        "12,34",
        "1,2345",
        "1,200,00",
        "1,200 300",
        "5 kg",
        "3 m",
        "--1",
        "-1-",
        "(-1)",
        "$",
        "%",
        "$5$",
        "5%%",
        "E5",
        "1e",
        "1,200e3",
        "10.0.0.1",
        "2024-01-01",
        "()",
        "1 2",
        "12 34 567 8",
        "0x1p3",
        "1_0",
        "ABC 5"
      })
  void other_texts_are_none(String text) {
    assertTrue(WrittenNumber.of(text, DecimalMark.POINT).isEmpty(), text);
  }

  @Test
  void the_unit_is_kept_beside_the_number() {
    assertEquals("$", read("-$5", DecimalMark.POINT).unit());
    assertEquals("EUR", read("5 EUR", DecimalMark.POINT).unit());
    assertEquals("%", read("5\uFF05", DecimalMark.POINT).unit());
    assertEquals("", read("5", DecimalMark.POINT).unit());
  }
}
