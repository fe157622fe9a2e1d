package org.backprop.runtime;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.backprop.codegen.StripCopy;
import org.backprop.codegen.Tiles;
import org.backprop.codegen.TransposedBlock;
import org.backprop.tensor.DType;
import org.backprop.tensor.storage.Storage;

/** Warm-up of a copy: some numbers to other indices. */
final class CopyCase implements WarmUpCase {
  private static final int BLOCKS = 2;
  private static final int ROWS = 16;

  private final VectorCopy code;
  private final int count;
  private final int operations;
  private final IntUnaryOperator source;
  private final Storage from;
  private final Storage vector;
  private final Storage scalar;

  /** Vector code that copies a number of rows or blocks. */
  @FunctionalInterface
  private interface VectorCopy {
    void run(Object from, Object to, int count);
  }

  /**
   * @param source the index from which each number comes
   */
  private CopyCase(
      DType dtype,
      int length,
      VectorCopy code,
      int count,
      int operations,
      IntUnaryOperator source) {
    this.code = code;
    this.count = count;
    this.operations = operations;
    this.source = source;
    this.from = Storage.allocate(dtype, length);
    this.vector = Storage.allocate(dtype, length);
    this.scalar = Storage.allocate(dtype, length);
    for (var i = 0; i < length; i++) {
      from.set(i, i);
    }
  }

  /** Transposes two small adjacent blocks. */
  static CopyCase of(TransposedBlock block, DType dtype) {
    var size = block.lanes();
    var width = BLOCKS * size;
    return new CopyCase(
        dtype,
        size * width,
        (from, to, count) -> block.run(from, 0, width, to, 0, size, count),
        BLOCKS,
        width * (2 + Integer.numberOfTrailingZeros(size)),
        i -> i % size * width + i / size);
  }

  /** Copies a few rows of strips. */
  static CopyCase of(StripCopy copy, DType dtype, int bits) {
    var columns = copy.columns();
    var vectors = copy.strips() * columns / Tiles.lanes(dtype, bits);
    var strip = ROWS * columns;
    var row = copy.strips() * columns;
    return new CopyCase(
        dtype,
        copy.strips() * strip,
        (from, to, count) -> copy.run(from, 0, row, to, 0, strip, count),
        ROWS,
        2 * ROWS * vectors,
        i -> i % strip / columns * row + i / strip * columns + i % columns);
  }

  @Override
  public void call() {
    code.run(from.array(), vector.array(), -1);
  }

  @Override
  public void vector() {
    code.run(from.array(), vector.array(), count);
  }

  @Override
  public int operations() {
    return operations;
  }

  @Override
  public void scalar() {
    for (var i = 0; i < scalar.length(); i++) {
      scalar.copy(i, from, source.applyAsInt(i));
    }
  }

  @Override
  public boolean agrees() {
    vector();
    scalar();
    return Objects.deepEquals(vector.array(), scalar.array());
  }
}
