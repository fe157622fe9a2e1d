package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CodesTest {
  private static long[] values(Codes codes) {
    return IntStream.range(0, codes.size()).mapToLong(codes::get).toArray();
  }

  @Test
  void codes_of_any_size_come_back() {
    var narrow = new long[] {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
    assertArrayEquals(narrow, values(Codes.of(narrow)));
    for (var wide : new long[] {1L << 31, -(1L << 31) - 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      var codes = new long[] {7, wide, -3};
      assertArrayEquals(codes, values(Codes.of(codes.clone())));
      assertArrayEquals(
          new long[] {-3, 7}, values(Codes.of(codes.clone()).select(new int[] {2, 0})));
    }
    assertArrayEquals(new long[] {-1, 0}, values(Codes.of(narrow).select(new int[] {1, 0})));
    assertEquals(0, Codes.of(new long[0]).size());
  }

  @Test
  void a_negative_code_is_noticed_whatever_the_others_are() {
    assertFalse(Codes.of(0L, 5L, 1L << 40).hasNegative());
    assertTrue(Codes.of(0L, -5L, 1L << 40).hasNegative());
    assertFalse(Codes.of(0, 5).hasNegative());
    assertTrue(Codes.of(0, -1).hasNegative());
  }
}
