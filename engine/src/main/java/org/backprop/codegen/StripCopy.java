package org.backprop.codegen;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.backprop.tensor.DType;

/**
 * Copies adjacent strips of a matrix, so that the rows of each strip become contiguous. All strips
 * of a row are read together: one page lookup serves a long piece as well as a short one.
 */
public abstract class StripCopy {
  private static final Map<StripKey, StripCopy> KNOWN = new ConcurrentHashMap<>();

  private final int strips;
  private final int columns;

  private record StripKey(DType dtype, int vectors, int strips, int bits) {}

  StripCopy(int strips, int columns) {
    this.strips = strips;
    this.columns = columns;
  }

  /**
   * The copy of strips of floats or doubles.
   *
   * @param vectors the vectors of a row of one strip
   * @param strips the number of strips
   * @param bits the width of vectors: 512, 256 or 128
   */
  public static StripCopy of(DType dtype, int vectors, int strips, int bits) {
    return KNOWN.computeIfAbsent(new StripKey(dtype, vectors, strips, bits), StripCopy::create);
  }

  private static StripCopy create(StripKey key) {
    var bytes = new StripCode(key.dtype, key.vectors, key.strips, key.bits).bytes();
    return Generated.instance(StripCopy.class, bytes);
  }

  /** How many strips are copied. */
  public final int strips() {
    return strips;
  }

  /** The columns of a strip. */
  public final int columns() {
    return columns;
  }

  /**
   * Element {@code [k, j]} of strip {@code s} is {@code from[from0 + k * row + s * columns + j]}
   * and becomes {@code to[to0 + s * strip + k * columns + j]}.
   *
   * <p>Zero or a negative number of rows copies nothing; HotSpot still counts the call.
   */
  public void run(float[] from, int from0, int row, float[] to, int to0, int strip, int rows) {
    throw new UnsupportedOperationException("this copy is not for float");
  }

  /** The same for arrays of either type. */
  public final void run(Object from, int from0, int row, Object to, int to0, int strip, int rows) {
    if (from instanceof float[] floats) {
      run(floats, from0, row, (float[]) to, to0, strip, rows);
    } else {
      run((double[]) from, from0, row, (double[]) to, to0, strip, rows);
    }
  }

  /** The same for doubles. */
  public void run(double[] from, int from0, int row, double[] to, int to0, int strip, int rows) {
    throw new UnsupportedOperationException("this copy is not for double");
  }
}
