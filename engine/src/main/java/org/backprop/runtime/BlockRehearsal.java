package org.backprop.runtime;

import java.util.Objects;
import org.backprop.codegen.TransposedBlock;
import org.backprop.tensor.DType;
import org.backprop.tensor.Storage;

/** Turns two small blocks that lie side by side. */
final class BlockRehearsal implements Rehearsal {
  private static final int BLOCKS = 2;

  private final TransposedBlock block;
  private final int size;
  private final Storage from;
  private final Storage vector;
  private final Storage scalar;

  BlockRehearsal(TransposedBlock block, DType dtype) {
    this.block = block;
    this.size = block.lanes();
    var length = BLOCKS * size * size;
    this.from = Storage.allocate(dtype, length);
    this.vector = Storage.allocate(dtype, length);
    this.scalar = Storage.allocate(dtype, length);
    for (var i = 0; i < length; i++) {
      from.set(i, i);
    }
  }

  @Override
  public void call() {
    run(-1);
  }

  @Override
  public void vector() {
    run(BLOCKS);
  }

  private void run(int count) {
    var width = BLOCKS * size;
    switch (from.array()) {
      case float[] floats -> block.run(floats, 0, width, (float[]) vector.array(), 0, size, count);
      case double[] doubles ->
          block.run(doubles, 0, width, (double[]) vector.array(), 0, size, count);
      default -> throw new AssertionError(from);
    }
  }

  @Override
  public int operations() {
    return BLOCKS * size * (2 + Integer.numberOfTrailingZeros(size));
  }

  @Override
  public void scalar() {
    for (var row = 0; row < size; row++) {
      for (var column = 0; column < BLOCKS * size; column++) {
        scalar.copy(column * size + row, from, row * BLOCKS * size + column);
      }
    }
  }

  @Override
  public boolean agrees() {
    vector();
    scalar();
    return Objects.deepEquals(vector.array(), scalar.array());
  }
}
