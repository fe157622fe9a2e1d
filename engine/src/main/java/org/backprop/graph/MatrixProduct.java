package org.backprop.graph;

import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Plain loops for {@code [batch, rows, summed]} times {@code [batch, summed, columns]}. */
record MatrixProduct(int batches, int rows, int summed, int columns) {

  Tensor of(Tensor a, Tensor b) {
    var shape = Shape.of(batches, rows, columns);
    var single = a.dtype() == DType.FLOAT32;
    var out = single ? new float[shape.size()] : new double[shape.size()];
    for (var row = 0; row < batches * rows; row++) {
      for (var k = 0; k < summed; k += Contract.BLOCK) {
        var end = Math.min(k + Contract.BLOCK, summed);
        switch (out) {
          case float[] c -> floats((float[]) a.array(), (float[]) b.array(), c, row, k, end);
          case double[] c -> doubles((double[]) a.array(), (double[]) b.array(), c, row, k, end);
          default -> throw new IllegalStateException();
        }
      }
    }
    return Tensor.wrap(a.dtype(), shape, out);
  }

  private void floats(float[] a, float[] b, float[] c, int row, int start, int end) {
    var block = new float[columns];
    for (var k = start; k < end; k++) {
      chain(a[row * summed + k], b, (row / rows * summed + k) * columns, block);
    }
    for (var j = 0; j < columns; j++) {
      c[row * columns + j] = start == 0 ? block[j] : c[row * columns + j] + block[j];
    }
  }

  private static void chain(float a, float[] b, int from, float[] block) {
    for (var j = 0; j < block.length; j++) {
      block[j] = Math.fma(a, b[from + j], block[j]);
    }
  }

  private void doubles(double[] a, double[] b, double[] c, int row, int start, int end) {
    var block = new double[columns];
    for (var k = start; k < end; k++) {
      chain(a[row * summed + k], b, (row / rows * summed + k) * columns, block);
    }
    for (var j = 0; j < columns; j++) {
      c[row * columns + j] = start == 0 ? block[j] : c[row * columns + j] + block[j];
    }
  }

  private static void chain(double a, double[] b, int from, double[] block) {
    for (var j = 0; j < block.length; j++) {
      block[j] = Math.fma(a, b[from + j], block[j]);
    }
  }
}
