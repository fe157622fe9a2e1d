package org.backprop.codegen;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.backprop.tensor.DType;

/** Adjacent square blocks of a matrix, each transposed in vector registers. */
public abstract class TransposedBlock {
  private static final Map<BlockKey, TransposedBlock> KNOWN = new ConcurrentHashMap<>();

  private final int lanes;

  private record BlockKey(DType dtype, int bits) {}

  TransposedBlock(int lanes) {
    this.lanes = lanes;
  }

  /** The block of floats or doubles for vectors of 512, 256 or 128 bits. */
  public static TransposedBlock of(DType dtype, int bits) {
    return KNOWN.computeIfAbsent(new BlockKey(dtype, bits), TransposedBlock::create);
  }

  /** The block as a constant of generated code. */
  static TransposedBlock constant(
      MethodHandles.Lookup lookup, String dtype, Class<?> type, int bits) {
    return of(DType.valueOf(dtype), bits);
  }

  private static TransposedBlock create(BlockKey key) {
    var bytes = new TransposeCode(key.dtype, key.bits).bytes();
    return Generated.instance(TransposedBlock.class, bytes);
  }

  /** The rows of a block, and its columns. */
  public final int lanes() {
    return lanes;
  }

  /**
   * Element {@code [i, j]} of a block is {@code from[from0 + i * fromRow + j]} and becomes {@code
   * to[to0 + j * toRow + i]}; the next block is to its right and is stored below.
   */
  public void run(float[] from, int from0, int fromRow, float[] to, int to0, int toRow, int count) {
    throw new UnsupportedOperationException("this block is not for float");
  }

  /** The same for arrays of either type. */
  public final void run(
      Object from, int from0, int fromRow, Object to, int to0, int toRow, int count) {
    if (from instanceof float[] floats) {
      run(floats, from0, fromRow, (float[]) to, to0, toRow, count);
    } else {
      run((double[]) from, from0, fromRow, (double[]) to, to0, toRow, count);
    }
  }

  /** The same for doubles. */
  public void run(
      double[] from, int from0, int fromRow, double[] to, int to0, int toRow, int count) {
    throw new UnsupportedOperationException("this block is not for double");
  }
}
