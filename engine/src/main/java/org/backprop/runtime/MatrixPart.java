package org.backprop.runtime;

import org.backprop.codegen.Tile;
import org.backprop.graph.Contract;
import org.backprop.plan.Layout;
import org.backprop.runtime.MatrixKernel.Finish;
import org.backprop.tensor.DType;

/**
 * Some rows and columns of a product's value, or some terms of all of it, with the operands. It may
 * be computed again and again, by one thread at a time.
 */
public final class MatrixPart {
  /** What a core's second cache holds beside some strips. */
  private static final int NEAR_BYTES = 1 << 18;

  private static final int FINISHED_ROWS = 32;

  private final MatrixKernel kernel;
  private final DType dtype;
  private final MatrixOperand a;
  private final MatrixOperand b;
  private final MatrixOperand c;
  private final boolean blockwise;
  private final Finish finish;
  private final MatrixCut rows;
  private final MatrixCut strips;
  private final int firstTile;
  private final int lastTile;
  private final int firstStrip;
  private final int lastStrip;
  private final int firstBlock;
  private final int lastBlock;
  private final Tile[] tiles;
  private final Tile[] addingTiles;
  private final MatrixOperand[] values;
  private final MatrixVector column;

  MatrixPart(
      MatrixKernel kernel,
      int part,
      MatrixOperand a,
      MatrixOperand b,
      MatrixOperand c,
      boolean blockwise,
      Finish finish) {
    this.kernel = kernel;
    this.dtype = kernel.dtype();
    this.a = a;
    this.b = b;
    this.c = c;
    this.blockwise = blockwise;
    this.finish = finish;
    this.rows = kernel.tiling().rows();
    this.strips = kernel.tiling().strips();
    var cut = kernel.cut();
    this.firstTile = cut.firstTile(part);
    this.lastTile = cut.lastTile(part);
    this.firstStrip = cut.firstStrip(part);
    this.lastStrip = cut.lastStrip(part);
    this.firstBlock = kernel.hasSum() ? cut.firstBlock(part) : 0;
    this.lastBlock = kernel.hasSum() ? cut.lastBlock(part) : kernel.blocks();
    this.tiles = kernel.isColumn() ? new Tile[0] : kernel.tiles(false);
    var adds = !kernel.isColumn() && !kernel.hasSum() && lastBlock > 1;
    this.addingTiles = adds ? kernel.tiles(true) : tiles;
    this.column = new MatrixVector(kernel.terms(), kernel.laneTile(), a, b, c);
    this.values = new MatrixOperand[lastBlock];
    for (var block = firstBlock; block < lastBlock; block++) {
      values[block] = kernel.hasSum() ? kernel.partial(block) : c;
    }
  }

  public void run() {
    if (kernel.isColumn()) {
      var from = rows.start(firstTile);
      var to = rows.start(lastTile);
      column.run(from, to);
      finish.block(from, to, 0, 1);
      return;
    }
    for (var block = firstBlock; block < lastBlock; block++) {
      block(block);
    }
  }

  /** Adds the partial sums that all parts of the same operands left. */
  void sum() {
    kernel.sum(c, finish);
  }

  /** One block of terms: some strips at a time, and so many rows as stay near for all of them. */
  private void block(int block) {
    var depth = kernel.depth(block);
    var rowBytes = Math.max(1, depth) * dtype.bytes();
    var height = Math.max(1, NEAR_BYTES / rowBytes / Math.max(1, rows.largest()));
    var packs = packs(depth);
    var group = MatrixPanel.strips(strips.largest());
    for (var strip = firstStrip; strip < lastStrip; strip += group) {
      var end = Math.min(strip + group, lastStrip);
      if (packs) {
        var from = right(block, strip);
        MatrixPanel.pack(dtype, b.array(), from, b.row(), depth, columns(strip, end));
      }
      for (var tile = firstTile; tile < lastTile; tile += height) {
        strips(block, strip, end, tile, Math.min(tile + height, lastTile), packs);
      }
    }
  }

  private void strips(int block, int from, int to, int tile, int lastTile, boolean packs) {
    if (packs) {
      var panel = MatrixPanel.of(dtype);
      for (var strip = from; strip < to; strip++) {
        var start = MatrixPanel.start(dtype) + columns(from, strip);
        strip(block, strip, tile, lastTile, panel, start, columns(from, to));
      }
    } else {
      for (var strip = from; strip < to; strip++) {
        strip(block, strip, tile, lastTile, b.array(), right(block, strip), b.row());
      }
    }
  }

  /** The columns from one strip to another, with those that fill the last vector. */
  private int columns(int from, int to) {
    return (strips.start(to) - strips.start(from)) * kernel.lanes();
  }

  /** Where a strip of the right operand starts in a block of terms. */
  private int right(int block, int strip) {
    return b.column(strips.start(strip) * kernel.lanes()) + block * Contract.BLOCK * b.row();
  }

  /** Whether a strip pays for a copy whose rows follow each other. */
  private boolean packs(int depth) {
    return !kernel.isScalar()
        && rows.start(lastTile) - rows.start(firstTile) >= MatrixPanel.LEAST_ROWS
        && depth >= MatrixPanel.LEAST_DEPTH
        && b.row() * dtype.bytes() >= MatrixPanel.LEAST_STRIDE_BYTES;
  }

  /** Some tiles of a strip, whose right operand is given. */
  private void strip(
      int block, int strip, int firstTile, int lastTile, Object right, int right0, int rightRow) {
    var value = values[block];
    var add = !kernel.hasSum() && block > 0;
    var last = !kernel.hasSum() && block + 1 == lastBlock;
    var depth = kernel.depth(block);
    var column = strips.start(strip) * kernel.lanes();
    var end = Math.min(kernel.columns(), strips.start(strip + 1) * kernel.lanes());
    var left0 = a.start() + block * Contract.BLOCK * a.column();
    var value0 = isOneStrip() ? value.start() + column % Layout.PANEL : value.column(column);
    var unfinished = rows.start(firstTile);
    for (var i = firstTile; i < lastTile; i++) {
      var row = rows.start(i);
      var tile = (add ? addingTiles : tiles)[2 * rows.kind(i) + strips.kind(strip)];
      var left = left0 + row * a.row();
      var at = value0 + (blockwise ? row - unfinished : row) * value.row();
      run(tile, left, right, right0, rightRow, value.array(), at, value.row(), depth);
      var done = rows.start(i + 1);
      if (i + 1 == lastTile || isBlock(done - unfinished)) {
        if (last) {
          finish.block(unfinished, done, column, end);
        }
        unfinished = done;
      }
    }
  }

  /** Whether so many rows are worth to be finished, or there is no room for another tile's. */
  private boolean isBlock(int done) {
    return done >= FINISHED_ROWS || done + rows.largest() > MatrixKernel.BLOCK_ROWS;
  }

  private void run(
      Tile tile,
      int left,
      Object right,
      int right0,
      int rightRow,
      Object value,
      int at,
      int row,
      int depth) {
    if (dtype == DType.FLOAT32) {
      tile.run(
          (float[]) a.array(),
          left,
          a.row(),
          a.column(),
          (float[]) right,
          right0,
          rightRow,
          (float[]) value,
          at,
          row,
          depth);
    } else {
      tile.run(
          (double[]) a.array(),
          left,
          a.row(),
          a.column(),
          (double[]) right,
          right0,
          rightRow,
          (double[]) value,
          at,
          row,
          depth);
    }
  }

  /** Whether there is room for a block of one panel only. */
  private boolean isOneStrip() {
    return blockwise && c.panel() != Layout.PANEL;
  }
}
