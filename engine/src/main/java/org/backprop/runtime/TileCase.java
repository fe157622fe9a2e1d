package org.backprop.runtime;

import java.util.Objects;
import java.util.SplittableRandom;
import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.tensor.DType;
import org.backprop.tensor.storage.Storage;

/** Warm-up of a tile: multiplies two small matrices of random numbers. */
final class TileCase implements WarmUpCase {
  /**
   * The number of terms. Cold terms are slow, but with a few HotSpot's profile says that the code
   * around the loop runs as often as the loop: it then keeps an address that each term needs out of
   * registers, and a product takes a sixth longer. A multiple of the lanes of a tile of lanes.
   */
  private static final int TERMS = 48;

  private final Tile tile;
  private final int operations;
  private final int row;
  private final int term;
  private final Storage a;
  private final Storage b;
  private final Storage value;
  private final Storage expected;

  TileCase(Tile tile, Tile.LeftLayout layout, DType dtype, int bits) {
    this.tile = tile;
    this.operations = (TERMS + 2) * tile.rows() * tile.columns() / Tiles.lanes(dtype, bits);
    this.row = layout == Tile.LeftLayout.COLUMNS ? 1 : TERMS * 2;
    this.term =
        switch (layout) {
          case ROWS -> 1;
          case COLUMNS -> tile.rows();
          case ANY -> 2;
        };
    var random = new SplittableRandom(1);
    var elements = tile.rows() * tile.columns();
    this.a = random(random, dtype, 2 * tile.rows() * TERMS);
    this.b = random(random, dtype, tile.columns() * TERMS);
    this.value = Storage.allocate(dtype, elements);
    this.expected = Storage.allocate(dtype, elements);
  }

  private static Storage random(SplittableRandom random, DType dtype, int length) {
    var storage = Storage.allocate(dtype, length);
    for (var i = 0; i < length; i++) {
      storage.set(i, random.nextDouble(-1, 1));
    }
    return storage;
  }

  @Override
  public void call() {
    run(-1);
  }

  @Override
  public void vector() {
    run(TERMS);
  }

  private void run(int terms) {
    var width = tile.columns();
    switch (value.array()) {
      case float[] c -> tile.run(floats(a), 0, row, term, floats(b), 0, width, c, 0, width, terms);
      case double[] c ->
          tile.run(doubles(a), 0, row, term, doubles(b), 0, width, c, 0, width, terms);
      default -> throw new AssertionError(value);
    }
  }

  private static float[] floats(Storage storage) {
    return (float[]) storage.array();
  }

  private static double[] doubles(Storage storage) {
    return (double[]) storage.array();
  }

  @Override
  public int operations() {
    return operations;
  }

  @Override
  public void scalar() {
    var width = tile.columns();
    for (var i = 0; i < tile.rows(); i++) {
      for (var j = 0; j < width; j++) {
        var at = i * width + j;
        switch (expected.array()) {
          case float[] c -> c[at] = element(floats(a), i * row, floats(b), j);
          case double[] c -> c[at] = element(doubles(a), i * row, doubles(b), j);
          default -> throw new AssertionError(expected);
        }
      }
    }
  }

  private float element(float[] left, int from, float[] right, int column) {
    var sum = 0f;
    for (var k = 0; k < TERMS; k++) {
      sum = Math.fma(left[from + k * term], right[k * tile.columns() + column], sum);
    }
    return sum;
  }

  private double element(double[] left, int from, double[] right, int column) {
    var sum = 0.0;
    for (var k = 0; k < TERMS; k++) {
      sum = Math.fma(left[from + k * term], right[k * tile.columns() + column], sum);
    }
    return sum;
  }

  @Override
  public boolean agrees() {
    for (var i = 0; i < value.length(); i++) {
      value.set(i, 0);
    }
    vector();
    scalar();
    return Objects.deepEquals(value.array(), expected.array());
  }
}
