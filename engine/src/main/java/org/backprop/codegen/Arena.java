package org.backprop.codegen;

import java.lang.reflect.Array;
import java.util.Map;
import org.backprop.tensor.DType;

/**
 * The memory of a compiled program: one array for each type, in which all values of that type are
 * stored. Truth values are bytes of 0 or 1.
 *
 * <p>Arrays of floats and doubles are at least long enough for G1 to allocate each as a humongous
 * object. Such an array starts at a page boundary and is never moved, so that no vector crosses a
 * cache line; crossing one halves the speed of loops and costs products a tenth.
 */
public final class Arena {
  /** The number of elements after the last that vectors may read and discard. */
  private static final int SLACK = 64;

  /** Half of the largest region that G1 chooses: a 2048th of the heap, rounded up. */
  private static final int HALF_REGION =
      1
          << Math.clamp(
              63 - Long.numberOfLeadingZeros(Runtime.getRuntime().maxMemory() >> 11), 19, 24);

  final float[] floats;
  final double[] doubles;
  final int[] ints;
  final long[] longs;
  final byte[] bytes;
  final byte[] truths;

  public Arena(Map<DType, Integer> sizes) {
    floats = new float[aligned(sizes, DType.FLOAT32)];
    doubles = new double[aligned(sizes, DType.FLOAT64)];
    ints = new int[size(sizes, DType.INT32)];
    longs = new long[size(sizes, DType.INT64)];
    bytes = new byte[size(sizes, DType.UINT8)];
    truths = new byte[size(sizes, DType.BOOL)];
  }

  private static int aligned(Map<DType, Integer> sizes, DType dtype) {
    return sizes.containsKey(dtype) ? Math.max(size(sizes, dtype), HALF_REGION / dtype.bytes()) : 0;
  }

  /** Copies all values of another arena of equal size. */
  public void copy(Arena other) {
    for (var dtype : DType.values()) {
      var from = other.array(dtype);
      System.arraycopy(from, 0, array(dtype), 0, Array.getLength(from));
    }
  }

  private static int size(Map<DType, Integer> sizes, DType dtype) {
    return Math.addExact(sizes.getOrDefault(dtype, 0), SLACK);
  }

  /** The array of a type. */
  public Object array(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> floats;
      case FLOAT64 -> doubles;
      case INT32 -> ints;
      case INT64 -> longs;
      case UINT8 -> bytes;
      case BOOL -> truths;
    };
  }

  /** The name of the field that holds the array of a type, here and in {@link Scratch}. */
  static String field(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "floats";
      case FLOAT64 -> "doubles";
      case INT32 -> "ints";
      case INT64 -> "longs";
      case UINT8 -> "bytes";
      case BOOL -> "truths";
    };
  }
}
