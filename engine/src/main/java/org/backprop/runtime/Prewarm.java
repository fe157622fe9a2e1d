package org.backprop.runtime;

import java.util.stream.Stream;
import org.backprop.codegen.ClassGeneration;
import org.backprop.codegen.Tile;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;

/** Warms up vector code before a program requests it. */
public final class Prewarm {
  private static final int ROWS = 64;
  private static final int WIDE = 128;
  private static final int NARROW = 10;

  private Prewarm() {}

  /**
   * Requests the tiles of products that most networks have: wide and narrow ones, with and without
   * a transposed left operand.
   */
  public static void ofNetworks(DType dtype, TargetMachine machine) {
    if (machine.vectorBits() > 0 && ClassGeneration.ofProcess().isAllowed()) {
      Stream.of(Tile.LeftLayout.ROWS, Tile.LeftLayout.COLUMNS)
          .forEach(layout -> WarmUp.ofProcess().prepare(() -> tiles(layout, dtype, machine)));
    }
  }

  private static void tiles(Tile.LeftLayout layout, DType dtype, TargetMachine machine) {
    var bits = machine.vectorBits();
    Stream.of(WIDE, NARROW)
        .map(columns -> MatrixKernel.of(layout, dtype, ROWS, columns, ROWS, machine))
        .flatMap(kernel -> kernel.needed().stream())
        .forEach(tile ->
            WarmUp.ofProcess().request(tile, () -> new TileCase(tile, layout, dtype, bits)));
  }
}
