package org.backprop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A matrix product c {@code [m, n]} = a {@code [m, k]} times b {@code [k, n]}, all row-major; as in
 * {@code float32 64x10x128 NT, 1 thread}, where T says that the operand lies transposed.
 */
public record Product(
    String type, int m, int n, int k, boolean transposedA, boolean transposedB, int threads) {
  private static final int[] SQUARES = {64, 128, 256, 512, 1024, 2048, 4096};
  private static final int[] QUICK = {64, 256, 1024};

  /** Of networks, and with a vector or an outer product. */
  private static final int[][] SKINNY = {
    {64, 128, 784},
    {784, 128, 64},
    {64, 10, 128},
    {1, 1024, 1024},
    {1024, 1, 1024},
    {1024, 1024, 1},
    {100_000, 8, 50}
  };

  /** From its name. */
  public static Product parse(String name) {
    var parts = name.split("[ ,x]+");
    return new Product(
        parts[0],
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        parts[4].charAt(0) == 'T',
        parts[4].charAt(1) == 'T',
        Integer.parseInt(parts[5]));
  }

  /** All that are timed: with one thread, and with all. */
  static List<Product> all(boolean quick, int processors) {
    var all = new ArrayList<Product>();
    for (var type : List.of("float32", "float64")) {
      for (var size : quick ? QUICK : SQUARES) {
        for (var i = 0; i < 4; i++) {
          all.add(new Product(type, size, size, size, i > 1, i % 2 == 1, 1));
        }
        if (processors > 1) {
          all.add(new Product(type, size, size, size, false, false, processors));
        }
      }
      for (var s : SKINNY) {
        all.add(new Product(type, s[0], s[1], s[2], false, false, 1));
      }
    }
    return all;
  }

  @Override
  public String toString() {
    var letters = (transposedA ? "T" : "N") + (transposedB ? "T" : "N");
    return "%s %dx%dx%d %s, %d thread%s"
        .formatted(type, m, n, k, letters, threads, threads == 1 ? "" : "s");
  }

  public boolean isDouble() {
    return type.equals("float64");
  }

  /** The leading dimension of a as it lies. */
  public int strideA() {
    return transposedA ? m : k;
  }

  /** The leading dimension of b as it lies. */
  public int strideB() {
    return transposedB ? k : n;
  }

  /** Multiplications and additions. */
  double operations() {
    return 2.0 * m * n * k;
  }

  /** Element (i, j) of the product of these operands as they lie. */
  double at(double[] a, double[] b, int i, int j) {
    var sum = 0.0;
    for (var l = 0; l < k; l++) {
      var left = a[transposedA ? l * strideA() + i : i * strideA() + l];
      sum += left * b[transposedB ? j * strideB() + l : l * strideB() + j];
    }
    return sum;
  }

  /** Random numbers between -1/2 and 1/2, the same for everyone. */
  static double[] numbers(int count, long seed) {
    return new SplittableRandom(seed).doubles(count, -0.5, 0.5).map(x -> (float) x).toArray();
  }

  static float[] floats(double[] values) {
    var floats = new float[values.length];
    for (var i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
