package org.backprop.runtime;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.graph.Contract;
import org.backprop.plan.Layout;
import org.backprop.tensor.DType;
import org.backprop.tensor.Storage;

/**
 * The plan for one matrix product {@code [rows, terms]} times {@code [terms, columns]} of a fixed
 * shape, cut into parts that may run in any order and on any thread.
 *
 * <p>Element {@code [i, k]} of the left operand is {@code a[a0 + i * aRow + k * aK]}, element
 * {@code [k, j]} of the right one is {@code b[b0 + k * bK + j]}, and element {@code [i, j]} of the
 * value {@code c[c0 + i * cRow + j]}. Unless there is only one column, rows of the right operand
 * and of the value are padded: they are read and written up to the next multiple of {@value
 * #PADDING} columns.
 *
 * <p>The order of additions is that of {@link Contract}; neither the parts nor the width of the
 * vectors change a bit.
 *
 * <p>Vectors that lie across two cache lines cost a tenth of the speed or more. They do not if the
 * operands start {@link #ALIGNED_BYTES} into an array that itself starts with a page, as G1's
 * largest arrays do, and if the strides are multiples of {@value #PADDING}.
 */
public final class MatrixKernel {
  /** The rows of the right operand and of the value have room for a multiple of this. */
  public static final int PADDING = 16;

  /** The best offset of an operand in its array, in bytes: the array's header fills the line. */
  public static final int ALIGNED_BYTES = 48;

  /** The most parts of a product. */
  public static final int MOST_PARTS = MatrixParts.THREADS;

  /** The most rows of a block. */
  public static final int BLOCK_ROWS = 48;

  /** From here on two threads that share rows do not disturb each other. */
  private static final int WIDE_BYTES = 4096;

  /** What a core's second cache holds beside some strips. */
  private static final int NEAR_BYTES = 1 << 18;

  private static final int FINISHED_ROWS = 32;
  private static final int DEEP = 4;

  private final DType dtype;
  private final int bits;
  private final int rows;
  private final int columns;
  private final int terms;
  private final int lanes;
  private final MatrixTiling tiling;
  private final MatrixParts parts;
  private final Map<Tile.Layout, Tile[]> tiles = new ConcurrentHashMap<>();
  private final int partialRow;
  private final Object partials;

  /** What is done with each block of the value as soon as it is final. */
  @FunctionalInterface
  public interface Finish {
    /** Nothing. */
    Finish NONE = (row0, row1, column0, column1) -> {};

    /** The rows from {@code row0} to {@code row1} and columns from {@code column0} are final. */
    void block(int row0, int row1, int column0, int column1);
  }

  private MatrixKernel(DType dtype, int rows, int columns, int terms, int bits, boolean inPanels) {
    this.dtype = dtype;
    this.bits = bits;
    this.rows = rows;
    this.columns = columns;
    this.terms = terms;
    this.lanes = Tiles.lanes(dtype, bits);
    this.tiling =
        MatrixTiling.of(
            bits, rows, Math.ceilDiv(columns, lanes), inPanels ? Layout.PANEL / lanes : 0);
    var ownColumns = inPanels || columns * dtype.bytes() >= WIDE_BYTES;
    var grid = MatrixParts.of(tiling.rows(), tiling.strips(), lanes, terms, ownColumns);
    var blocks = Math.ceilDiv(terms, Contract.BLOCK);
    var deep = columns > 1 && blocks >= DEEP && grid.count() > 0 && grid.count() <= 2;
    this.parts = deep ? MatrixParts.deep(tiling.rows(), tiling.strips(), blocks) : grid;
    this.partialRow = Math.ceilDiv(columns, PADDING) * PADDING;
    this.partials =
        Storage.allocate(dtype, deep ? Math.multiplyExact(blocks * rows, partialRow) : 0).array();
  }

  /** The plan for a product of floats or doubles with vectors of {@code bits}, or 0 for scalars. */
  public static MatrixKernel of(DType dtype, int rows, int columns, int terms, int bits) {
    return new MatrixKernel(dtype, rows, columns, terms, bits, false);
  }

  /** The same where the right operand or the value lies in panels. */
  public static MatrixKernel inPanels(DType dtype, int rows, int columns, int terms, int bits) {
    return new MatrixKernel(dtype, rows, columns, terms, bits, true);
  }

  /** The number of parts, which depends on the shape alone. */
  public int parts() {
    return parts.count();
  }

  /**
   * Whether the parts leave partial sums: then {@link #sum} must follow when all have run, only one
   * thread may do it, and only one product at a time can use this plan.
   */
  public boolean hasSum() {
    return parts.depths() > 1;
  }

  /** The tiles that it is computed with, if the left operand lies like this. */
  public Set<Tile> needed(Tile.Layout layout) {
    if (columns == 1) {
      return Set.of();
    }
    var all = tiles(layout);
    var needed = new LinkedHashSet<Tile>();
    for (var row = 0; row < tiling.rows().pieces(); row++) {
      for (var strip = 0; strip < tiling.strips().pieces(); strip++) {
        needed.add(all[2 * tiling.rows().kind(row) + tiling.strips().kind(strip)]);
      }
    }
    return needed;
  }

  /**
   * Computes one part of the value, in the arrays of the kernel's type.
   *
   * @param blockwise whether each block is written where the first one was, {@link #BLOCK_ROWS} at
   *     most, because nobody needs it once it is finished; for at most {@link Contract#BLOCK} terms
   */
  public void run(
      int part,
      Object a,
      int a0,
      int aRow,
      int aK,
      Object b,
      int b0,
      int bK,
      int bPanel,
      Object c,
      int c0,
      int cRow,
      int cPanel,
      boolean blockwise,
      Finish finish) {
    if (columns == 1) {
      var from = tiling.rows().start(parts.firstTile(part));
      var to = tiling.rows().start(parts.lastTile(part));
      MatrixVector.run(from, to, terms, a, a0, aRow, aK, b, b0, bK, c, c0, cRow);
      finish.block(from, to, 0, 1);
      return;
    }
    if (hasSum()) {
      for (var block = parts.firstBlock(part); block < parts.lastBlock(part); block++) {
        var k = block * Contract.BLOCK;
        block(
            part,
            k,
            a,
            a0 + k * aK,
            aRow,
            aK,
            b,
            b0 + k * bK,
            bK,
            bPanel,
            partials,
            block * rows * partialRow,
            partialRow,
            Layout.PANEL,
            false,
            false,
            Finish.NONE);
      }
      return;
    }
    for (var k = 0; k < Math.max(terms, 1); k += Contract.BLOCK) {
      var last = k + Contract.BLOCK >= terms;
      block(
          part,
          k,
          a,
          a0 + k * aK,
          aRow,
          aK,
          b,
          b0 + k * bK,
          bK,
          bPanel,
          c,
          c0,
          cRow,
          cPanel,
          k > 0,
          blockwise,
          last ? finish : Finish.NONE);
    }
  }

  /** Adds the partial sums that the parts left, in ascending order. */
  public void sum(Object c, int c0, int cRow, Finish finish) {
    var blocks = Math.ceilDiv(terms, Contract.BLOCK);
    for (var row = 0; row < rows; row++) {
      MatrixSum.rows(
          partials, row * partialRow, rows * partialRow, blocks, c, c0 + row * cRow, columns);
    }
    finish.block(0, rows, 0, columns);
  }

  /** One block of terms: some strips at a time, and so many rows as stay near for all of them. */
  private void block(
      int part,
      int k,
      Object a,
      int a0,
      int aRow,
      int aK,
      Object b,
      int b0,
      int bK,
      int bPanel,
      Object c,
      int c0,
      int cRow,
      int cPanel,
      boolean add,
      boolean blockwise,
      Finish finish) {
    var depth = Math.min(Contract.BLOCK, terms - k);
    var chosen = tiles(Tile.Layout.of(aRow, aK));
    var strips = tiling.strips();
    var first = parts.firstStrip(part);
    var last = parts.lastStrip(part);
    var packs = packs(part, bK, depth);
    var panel = packs ? MatrixPanel.of(dtype) : b;
    var rowBytes = Math.max(1, depth) * dtype.bytes();
    var height = Math.max(1, NEAR_BYTES / rowBytes / Math.max(1, tiling.rows().largest()));
    for (var from = first; from < last; from += MatrixPanel.STRIPS) {
      var to = Math.min(from + MatrixPanel.STRIPS, last);
      if (packs) {
        MatrixPanel.pack(
            dtype,
            b,
            b0 + place(strips.start(from) * lanes, bPanel),
            bK,
            panel,
            depth,
            strips,
            from,
            to,
            lanes);
      }
      for (var tile = parts.firstTile(part); tile < parts.lastTile(part); tile += height) {
        var lastTile = Math.min(tile + height, parts.lastTile(part));
        for (var strip = from; strip < to; strip++) {
          var column = strips.start(strip) * lanes;
          var rightK = packs ? strips.largest() * lanes : bK;
          strip(
              tile,
              lastTile,
              strip,
              depth,
              chosen,
              a,
              a0,
              aRow,
              aK,
              panel,
              packs
                  ? MatrixPanel.start(dtype, strip - from, depth, rightK)
                  : b0 + place(column, bPanel),
              rightK,
              c,
              c0 + place(column, blockwise && cPanel != Layout.PANEL ? 0 : cPanel),
              cRow,
              add,
              blockwise,
              finish);
        }
      }
    }
  }

  /** Where a column lies, if so many elements lie between panels. */
  private static int place(int column, int panel) {
    return column / Layout.PANEL * panel + column % Layout.PANEL;
  }

  /** Whether a strip pays for a copy whose rows follow each other. */
  private boolean packs(int part, int bK, int depth) {
    var height =
        tiling.rows().start(parts.lastTile(part)) - tiling.rows().start(parts.firstTile(part));
    return bits != Tiles.SCALAR
        && height >= MatrixPanel.LEAST_ROWS
        && depth >= MatrixPanel.LEAST_DEPTH
        && bK * dtype.bytes() >= MatrixPanel.LEAST_STRIDE_BYTES;
  }

  private void strip(
      int firstTile,
      int lastTile,
      int strip,
      int depth,
      Tile[] chosen,
      Object a,
      int a0,
      int aRow,
      int aK,
      Object b,
      int b0,
      int bK,
      Object c,
      int c0,
      int cRow,
      boolean add,
      boolean blockwise,
      Finish finish) {
    var cut = tiling.rows();
    var column = tiling.strips().start(strip) * lanes;
    var end = Math.min(columns, tiling.strips().start(strip + 1) * lanes);
    var kind = tiling.strips().kind(strip);
    var unfinished = cut.start(firstTile);
    for (var i = firstTile; i < lastTile; i++) {
      var row = cut.start(i);
      var tile = chosen[2 * cut.kind(i) + kind];
      var at = c0 + (blockwise ? row - unfinished : row) * cRow;
      if (dtype == DType.FLOAT32) {
        tile.run(
            (float[]) a,
            a0 + row * aRow,
            aRow,
            aK,
            (float[]) b,
            b0,
            bK,
            (float[]) c,
            at,
            cRow,
            depth,
            add);
      } else {
        tile.run(
            (double[]) a,
            a0 + row * aRow,
            aRow,
            aK,
            (double[]) b,
            b0,
            bK,
            (double[]) c,
            at,
            cRow,
            depth,
            add);
      }
      var done = cut.start(i + 1);
      if (i + 1 == lastTile || done - unfinished >= FINISHED_ROWS) {
        finish.block(unfinished, done, column, end);
        unfinished = done;
      }
    }
  }

  private Tile[] tiles(Tile.Layout layout) {
    var known = tiles.get(layout);
    if (known == null) {
      known = tiling.tiles(layout, dtype, bits);
      tiles.put(layout, known);
    }
    return known;
  }
}
