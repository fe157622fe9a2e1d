package org.backprop.runtime;

import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;

/**
 * The measured peak rates of one core of this machine.
 *
 * @param flops floating-point operations per second of a register tile on numbers in the nearest
 *     cache
 * @param bytes bytes per second that are read and written in copying a large array
 */
public record MachinePeak(double flops, double bytes) {
  private static final int VECTORS = 4;
  private static final int TERMS = 128;
  private static final int COPIED = 1 << 24;
  private static final long LONG_ENOUGH = 300_000_000;

  /** Takes half a second. */
  public static MachinePeak measure(TargetMachine machine) {
    return new MachinePeak(tile(machine), copy());
  }

  private static double tile(TargetMachine machine) {
    var bits = machine.vectorBits();
    var layout = Tile.LeftLayout.ROWS;
    var tiling = MatrixTiling.of(layout, machine, machine.matmuls().blockRows(), VECTORS, 0);
    var rows = tiling.rows().largest();
    var tile = Tiles.of(layout, DType.FLOAT32, rows, tiling.strips().largest(), bits, false);
    var a = new float[tile.rows() * TERMS];
    var b = new float[tile.columns() * TERMS];
    var c = new float[tile.rows() * tile.columns()];
    var operations = 2.0 * tile.rows() * tile.columns() * TERMS;
    return operations
        / best(() -> tile.run(a, 0, TERMS, 1, b, 0, tile.columns(), c, 0, tile.columns(), TERMS));
  }

  private static double copy() {
    var from = new byte[COPIED];
    var to = new byte[COPIED];
    return 2.0 * COPIED / best(() -> System.arraycopy(from, 0, to, 0, COPIED));
  }

  /** The shortest time in seconds. */
  private static double best(Runnable work) {
    var best = Long.MAX_VALUE;
    var end = System.nanoTime() + LONG_ENOUGH;
    while (System.nanoTime() < end) {
      var start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e9;
  }
}
