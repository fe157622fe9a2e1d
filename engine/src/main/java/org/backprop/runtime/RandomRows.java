package org.backprop.runtime;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Arrays of rows of random numbers, of any of the types that loops compute with. */
final class RandomRows {
  private RandomRows() {}

  /** Writes random numbers of both signs. */
  static void fill(Object array, SplittableRandom random) {
    switch (array) {
      case float[] floats -> {
        for (var i = 0; i < floats.length; i++) {
          floats[i] = (float) random.nextDouble(-2, 2);
        }
      }
      case double[] doubles -> Arrays.setAll(doubles, _ -> random.nextDouble(-2, 2));
      case int[] ints -> Arrays.setAll(ints, _ -> random.nextInt(-99, 99));
      case long[] longs -> Arrays.setAll(longs, _ -> random.nextLong(-99, 99));
      case byte[] bytes -> random.nextBytes(bytes);
      default -> throw new AssertionError(array);
    }
  }

  /** Makes floats at a fixed distance very large. */
  static void enlarge(Object array, int distance) {
    for (var i = 0; i < Array.getLength(array); i += distance) {
      if (array instanceof float[] floats) {
        floats[i] *= 1e30f;
      } else if (array instanceof double[] doubles) {
        doubles[i] *= 1e30;
      }
    }
  }

  /**
   * Whether the first columns of all rows have the same bits; the padding of the rows may differ.
   */
  static boolean haveSameBits(Object one, Object other, int stride, int columns) {
    for (var start = 0; start + stride <= Array.getLength(one); start += stride) {
      if (!sameBits(one, other, start, start + columns)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(Object one, Object other, int start, int end) {
    return switch (one) {
      case float[] a -> Arrays.equals(a, start, end, (float[]) other, start, end);
      case double[] a -> Arrays.equals(a, start, end, (double[]) other, start, end);
      case int[] a -> Arrays.equals(a, start, end, (int[]) other, start, end);
      case long[] a -> Arrays.equals(a, start, end, (long[]) other, start, end);
      case byte[] a -> Arrays.equals(a, start, end, (byte[]) other, start, end);
      default -> throw new AssertionError(one);
    };
  }
}
