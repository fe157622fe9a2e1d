package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SupportTest {
  static Stream<Arguments> values() {
    return Stream.of(
        arguments(Support.REAL, true, true, true, true),
        arguments(Support.POSITIVE, false, false, true, true),
        arguments(Support.COUNTS, false, true, true, false),
        arguments(Support.BINARY, false, true, true, false),
        arguments(Support.CLASSES, false, true, true, false),
        arguments(new Support("between 0 and 1", y -> y > 0 && y < 1), false, false, false, true));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_support_contains_its_values(
      Support support, boolean minusOne, boolean zero, boolean one, boolean half) {
    assertEquals(minusOne, support.contains(-1));
    assertEquals(zero, support.contains(0));
    assertEquals(one, support.contains(1));
    assertEquals(half, support.contains(0.5));
    assertFalse(support.contains(Double.NaN));
    assertFalse(support.contains(Double.POSITIVE_INFINITY));
    assertFalse(support.words().isBlank());
  }
}
