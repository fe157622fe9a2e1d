package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SupportTest {
  @ParameterizedTest
  @CsvSource({
    "REAL, true, true, true, true",
    "POSITIVE, false, false, true, true",
    "COUNTS, false, true, true, false",
    "BINARY, false, true, true, false",
    "CLASSES, false, true, true, false"
  })
  void a_support_contains_its_values(
      Support support, boolean minusOne, boolean zero, boolean one, boolean half) {
    assertEquals(minusOne, support.contains(-1));
    assertEquals(zero, support.contains(0));
    assertEquals(one, support.contains(1));
    assertEquals(half, support.contains(0.5));
  }

  @ParameterizedTest
  @EnumSource
  void no_support_contains_what_is_no_number(Support support) {
    assertFalse(support.contains(Double.NaN));
    assertFalse(support.contains(Double.POSITIVE_INFINITY));
    assertFalse(support.words().isBlank());
  }
}
