package org.backprop.runtime;

import java.util.stream.IntStream;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Scratch;
import org.backprop.plan.Kernel;
import org.backprop.runtime.MatrixKernel.Finish;

/**
 * Runs a loop over each finished block of a product that is stored in panels: a block of whole
 * panel rows is one long row.
 */
final class PanelFinish implements Finish {
  private final Arena arena;
  private final Loop loop;
  private final int[] places;
  private final int panel;
  private final int columns;
  private final int[] moving;
  private final int[] starts;
  private final boolean[] blocks;

  /**
   * @param columns the columns of a panel
   * @param start the start of the part's rows of the value, or of its blocks
   * @param places the words that address the loop's operands; they change with each block
   */
  PanelFinish(Kernel.Matmul product, int columns, int start, Arena arena, Loop loop, int[] places) {
    this.columns = columns;
    var nest = product.after().orElseThrow();
    this.arena = arena;
    this.loop = loop;
    this.places = places;
    this.panel = product.c().panel();
    this.moving =
        IntStream.range(0, nest.places().size())
            .filter(i -> nest.places().get(i).column() == 1)
            .toArray();
    this.starts = new int[moving.length];
    this.blocks = new boolean[moving.length];
    for (var i = 0; i < moving.length; i++) {
      blocks[i] = ProductTask.isBlock(product, moving[i]);
      starts[i] = blocks[i] ? start : nest.places().get(moving[i]).start();
    }
  }

  @Override
  public void block(int row0, int row1, int column0, int column1) {
    var within = column0 % columns;
    var place = column0 / columns * panel + row0 * columns + within;
    for (var i = 0; i < moving.length; i++) {
      places[moving[i] * Loop.WORDS] = starts[i] + (blocks[i] ? within : place);
    }
    var rows = row1 - row0;
    var width = column1 - column0;
    if (width == columns) {
      loop.run(arena, places, 0, 1, 0, rows * columns, Scratch.UNUSED);
    } else {
      loop.run(arena, places, 0, rows, 0, width, Scratch.UNUSED);
    }
  }
}
