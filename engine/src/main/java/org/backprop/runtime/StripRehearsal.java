package org.backprop.runtime;

import java.util.Objects;
import org.backprop.codegen.StripCopy;
import org.backprop.tensor.DType;
import org.backprop.tensor.Storage;

/** Copies a few rows of strips. */
final class StripRehearsal implements Rehearsal {
  private static final int ROWS = 16;

  private final StripCopy copy;
  private final int length;
  private final Storage from;
  private final Storage vector;
  private final Storage scalar;

  StripRehearsal(StripCopy copy, DType dtype) {
    this.copy = copy;
    this.length = ROWS * copy.columns();
    this.from = Storage.allocate(dtype, copy.strips() * length);
    this.vector = Storage.allocate(dtype, copy.strips() * length);
    this.scalar = Storage.allocate(dtype, copy.strips() * length);
    for (var i = 0; i < copy.strips() * length; i++) {
      from.set(i, i);
    }
  }

  @Override
  public void call() {
    run(-1);
  }

  @Override
  public void vector() {
    run(ROWS);
  }

  private void run(int rows) {
    var row = copy.strips() * copy.columns();
    switch (from.array()) {
      case float[] floats -> copy.run(floats, 0, row, (float[]) vector.array(), 0, length, rows);
      case double[] doubles ->
          copy.run(doubles, 0, row, (double[]) vector.array(), 0, length, rows);
      default -> throw new AssertionError(from);
    }
  }

  @Override
  public int operations() {
    return 2 * ROWS * StripCopy.VECTORS;
  }

  @Override
  public void scalar() {
    var columns = copy.columns();
    for (var i = 0; i < copy.strips() * length; i++) {
      var row = i % length / columns;
      var strip = i / length;
      scalar.copy(i, from, (row * copy.strips() + strip) * columns + i % columns);
    }
  }

  @Override
  public boolean agrees() {
    vector();
    scalar();
    return Objects.deepEquals(vector.array(), scalar.array());
  }
}
