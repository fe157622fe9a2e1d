package org.backprop.runtime;

import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;

/**
 * The heights and widths of a product's tiles, the widths in vectors.
 *
 * <p>A tile must have at least 8 accumulators, to hide the latency of fused multiply-adds, and no
 * more than the machine has registers: 24 of 32, as HotSpot holds up to 4 vectors of the right
 * operand and 3 factors beside them, or 12 of the 16 of AVX2; 10 where the left operand's columns
 * are contiguous, because HotSpot then loads more factors ahead. Wide tiles need fewer loads, and
 * fewer registers for the addresses of the left operand's rows.
 *
 * <p>On Sapphire Rapids 6 times 4 is an eighth faster than 12 times 2 where rows are aligned, and a
 * quarter slower where they are not.
 */
record MatrixTiling(MatrixCut rows, MatrixCut strips) {
  /** The rows of a tile of one vector: the row addresses of more would not stay in registers. */
  private static final int NARROW_HEIGHT = 8;

  /**
   * The number of rows from which on a left operand is read from memory, not from a core's caches.
   */
  private static final int LONG = 1 << 14;

  /** The rows of a tile for such operands: more rows keep more cache misses in flight. */
  private static final int LONG_HEIGHT = 16;

  private static final int LONG_HEIGHT_OF_16_REGISTERS = 12;

  /**
   * The rows of a tile where rows are contiguous and need no address of their own: with fewer
   * tiles, each reads longer runs of a long left operand.
   */
  private static final int TALL_HEIGHT = 28;

  private static final int USUAL_TALL_HEIGHT = 24;

  /**
   * @param inPanel the vectors of a panel that no strip may leave; 0 if there are no panels
   */
  static MatrixTiling of(
      Tile.LeftLayout layout, TargetMachine machine, int rows, int vectors, int inPanel) {
    var bits = machine.vectorBits();
    var widest = machine.matmuls().tileVectors();
    if (inPanel > 0) {
      var width = bits == 256 ? 2 : Math.min(widest, inPanel);
      var rest = vectors % width;
      return new MatrixTiling(
          bits == Tiles.SCALAR ? MatrixCut.even(rows, 16) : heights(layout, bits, rows, width),
          new MatrixCut(width, vectors / width, rest, rest == 0 ? 0 : 1));
    }
    if (bits == Tiles.SCALAR) {
      return new MatrixTiling(MatrixCut.even(rows, 16), MatrixCut.even(vectors, 4));
    }
    var strips = MatrixCut.even(vectors, rows == 1 ? 8 : bits == 256 && rows > 3 ? 2 : widest);
    return new MatrixTiling(heights(layout, bits, rows, strips.largest()), strips);
  }

  private static MatrixCut heights(Tile.LeftLayout layout, int bits, int rows, int width) {
    var down = layout == Tile.LeftLayout.COLUMNS;
    if (bits == 256) {
      return width == 1
          ? down ? MatrixCut.even(rows, 12) : narrow(bits, rows)
          : MatrixCut.of(rows, down ? 5 : 6, 4);
    }
    return switch (width) {
      case 0, 1 -> bits == 512 && down ? tall(rows) : narrow(bits, rows);
      case 2 -> MatrixCut.of(rows, 12, 8);
      case 3 -> MatrixCut.of(rows, 8, 6);
      default -> MatrixCut.of(rows, 6, 4);
    };
  }

  private static MatrixCut narrow(int bits, int rows) {
    var height = bits == 512 ? LONG_HEIGHT : LONG_HEIGHT_OF_16_REGISTERS;
    return MatrixCut.even(rows, rows < LONG ? NARROW_HEIGHT : height);
  }

  private static MatrixCut tall(int rows) {
    return rows % NARROW_HEIGHT == 0
        ? MatrixCut.of(rows, USUAL_TALL_HEIGHT, NARROW_HEIGHT)
        : MatrixCut.even(rows, TALL_HEIGHT);
  }

  /** The tiles of both heights and both widths: those of a height stand together. */
  Tile[] tiles(Tile.LeftLayout layout, DType dtype, int bits, boolean adds) {
    var heights = new int[] {rows.first(), rows.second()};
    var widths = new int[] {strips.first(), strips.second()};
    var tiles = new Tile[4];
    for (var i = 0; i < 4; i++) {
      tiles[i] = Tiles.of(layout, dtype, heights[i / 2], widths[i % 2], bits, adds);
    }
    return tiles;
  }
}
