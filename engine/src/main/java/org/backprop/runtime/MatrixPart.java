package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.StripCopy;
import org.backprop.codegen.Tile;
import org.backprop.graph.Contract;
import org.backprop.plan.TargetMachine;
import org.backprop.runtime.MatrixKernel.Finish;
import org.backprop.tensor.DType;

/**
 * Some rows and columns of a product's value, or some terms of all of it, with the operands. It may
 * be computed any number of times, by one thread at a time.
 */
public final class MatrixPart {
  private final MatrixKernel kernel;
  private final TargetMachine machine;
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
  private final Optional<StripCopy> copy;

  MatrixPart(
      MatrixKernel kernel,
      int part,
      MatrixOperand a,
      MatrixOperand b,
      MatrixOperand c,
      boolean blockwise,
      Finish finish) {
    this.kernel = kernel;
    this.machine = kernel.machine();
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
    this.copy = kernel.copy(b.row());
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

  /** Computes one block of terms, some strips at a time. */
  private void block(int block) {
    var packs = packs(kernel.depth(block));
    for (var strip = firstStrip; strip < lastStrip; ) {
      var end = Math.min(lastStrip, kernel.endOfGroup(strip));
      if (packs) {
        pack(block, strip, end);
      }
      inTurn(block, strip, end, packs);
      strip = end;
    }
  }

  /**
   * Computes some strips: as many rows at a time as stay in the cache for all of them; then
   * finishes these.
   */
  private void inTurn(int block, int from, int to, boolean packs) {
    var rowBytes = Math.max(1, kernel.depth(block)) * dtype.bytes();
    var most = Math.min(machine.matmuls().blockRows(), machine.caches().near() / rowBytes);
    var height = Math.max(1, most / Math.max(1, rows.largest()));
    for (var tile = firstTile; tile < lastTile; tile += height) {
      var nextTile = Math.min(tile + height, lastTile);
      for (var strip = from; strip < to; ) {
        var end = Math.min(to, kernel.endOfPanel(strip));
        strips(block, from, strip, end, tile, nextTile, packs);
        strip = end;
      }
    }
  }

  /** Computes some strips of some rows, which are final if the block is the last one. */
  private void strips(
      int block, int packed, int from, int to, int tile, int nextTile, boolean packs) {
    for (var strip = from; strip < to; strip++) {
      if (packs) {
        var start =
            machine.caches().firstElement(dtype) + kernel.depth(block) * columns(packed, strip);
        var row = columns(strip, strip + 1);
        strip(block, strip, tile, nextTile, MatrixPanel.of(dtype, machine), start, row);
      } else {
        strip(block, strip, tile, nextTile, b.array(), right(block, strip), b.row());
      }
    }
    if (!kernel.hasSum() && block + 1 == lastBlock) {
      var column = strips.start(from) * kernel.lanes();
      var end = Math.min(kernel.columns(), strips.start(to) * kernel.lanes());
      finish.block(rows.start(tile), rows.start(nextTile), column, end);
    }
  }

  /** The number of columns from one strip to another, rounded up to whole vectors. */
  private int columns(int from, int to) {
    return (strips.start(to) - strips.start(from)) * kernel.lanes();
  }

  /** The start of a strip of the right operand in a block of terms. */
  private int right(int block, int strip) {
    return b.column(strips.start(strip) * kernel.lanes(), panel())
        + block * Contract.BLOCK * b.row();
  }

  /** Whether strips are copied. */
  private boolean packs(int depth) {
    var height = rows.start(lastTile) - rows.start(firstTile);
    return !kernel.isScalar() && MatrixPanel.pays(dtype, height, depth, b.row());
  }

  private void pack(int block, int from, int to) {
    var depth = kernel.depth(block);
    for (var strip = from; strip < to; ) {
      var at = depth * columns(from, strip);
      var right = right(block, strip);
      if (isCopiedAtOnce(strip, to)) {
        MatrixPanel.copy(dtype, machine, copy.get(), b.array(), right, b.row(), at, depth);
        strip += copy.get().strips();
      } else {
        var width = columns(strip, strip + 1);
        MatrixPanel.copy(dtype, machine, b.array(), right, b.row(), at, depth, width);
        strip++;
      }
    }
  }

  private boolean isCopiedAtOnce(int from, int to) {
    if (copy.isEmpty() || to - from < copy.get().strips()) {
      return false;
    }
    var last = from + copy.get().strips();
    return columns(last - 1, last) == copy.get().columns();
  }

  /** Computes some tiles of a strip, given its right operand. */
  private void strip(
      int block, int strip, int firstTile, int lastTile, Object right, int right0, int rightRow) {
    var value = values[block];
    var add = !kernel.hasSum() && block > 0;
    var depth = kernel.depth(block);
    var column = strips.start(strip) * kernel.lanes();
    var left0 = a.start() + block * Contract.BLOCK * a.column();
    var value0 = isOnePanel() ? value.start() + column % panel() : value.column(column, panel());
    var row0 = blockwise ? rows.start(firstTile) : 0;
    for (var i = firstTile; i < lastTile; i++) {
      var row = rows.start(i);
      var tile = (add ? addingTiles : tiles)[2 * rows.kind(i) + strips.kind(strip)];
      var left = left0 + row * a.row();
      var at = value0 + (row - row0) * value.row();
      run(tile, left, right, right0, rightRow, value.array(), at, value.row(), depth);
    }
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

  /** Whether the value's buffer holds a block of one panel only. */
  private boolean isOnePanel() {
    return blockwise && c.panel() != 0;
  }

  /** The columns of a panel. */
  private int panel() {
    return machine.matmuls().panel();
  }
}
