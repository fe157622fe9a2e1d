package org.backprop.codegen;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.backprop.tensor.DType;

/** The register tiles of this process, each generated once. */
public final class Tiles {
  /** The width that stands for scalar code, which needs no vector module. */
  public static final int SCALAR = 0;

  private static final Map<TileKey, Tile> TILES = new ConcurrentHashMap<>();

  private Tiles() {}

  private record TileKey(
      Tile.LeftLayout layout, DType dtype, int rows, int vectors, int bits, boolean adds) {}

  /**
   * The number of elements that one vector of {@code bits} holds; scalar code computes 4 at a time.
   */
  public static int lanes(DType dtype, int bits) {
    return bits == SCALAR ? 4 : bits / 8 / dtype.bytes();
  }

  /** The tile of this many rows and vectors of 512, 256 or 128 bits, or {@link #SCALAR}. */
  public static Tile of(
      Tile.LeftLayout layout, DType dtype, int rows, int vectors, int bits, boolean adds) {
    if (!dtype.isFloat()) {
      throw new IllegalArgumentException("a product is of floats or doubles, not of " + dtype);
    }
    if (bits != 512 && bits != 256 && bits != 128 && bits != SCALAR) {
      throw new IllegalArgumentException("vectors have 512, 256 or 128 bits, not " + bits);
    }
    return TILES.computeIfAbsent(
        new TileKey(layout, dtype, rows, vectors, bits, adds), Tiles::create);
  }

  /**
   * The tile of one column whose rows are the lanes of a vector of this many bits. The rows of the
   * left operand must be contiguous, the terms a multiple of the lanes.
   */
  public static Tile ofLanes(DType dtype, int bits) {
    var key = new TileKey(Tile.LeftLayout.ROWS, dtype, lanes(dtype, bits), 0, bits, false);
    return TILES.computeIfAbsent(key, Tiles::create);
  }

  private static Tile create(TileKey key) {
    if (key.vectors == 0) {
      return Generated.instance(Tile.class, new LaneTileCode(key.dtype, key.bits).bytes());
    }
    var columns = key.vectors * lanes(key.dtype, key.bits);
    if (key.bits == SCALAR) {
      return key.dtype == DType.FLOAT32
          ? new TileFloats(key.rows, columns, key.adds)
          : new TileDoubles(key.rows, columns, key.adds);
    }
    var bytes =
        new TileCode(key.layout, key.dtype, key.rows, key.vectors, key.bits, key.adds).bytes();
    return Generated.instance(Tile.class, bytes);
  }
}
