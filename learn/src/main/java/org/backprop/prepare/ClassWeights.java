package org.backprop.prepare;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.backprop.tensor.Tensor;

/** Weights with which rare classes count as much as frequent ones. */
public final class ClassWeights {
  private ClassWeights() {}

  /** For each row {@code n / (k n_c)}: n rows, k classes that occur, n_c rows of its class. */
  public static double[] balanced(int[] labels) {
    var counts = new int[IntStream.of(labels).max().orElse(0) + 1];
    for (var label : labels) {
      counts[label]++;
    }
    var classes = Arrays.stream(counts).filter(count -> count > 0).count();
    return IntStream.of(labels)
        .mapToDouble(label -> (double) labels.length / ((double) classes * counts[label]))
        .toArray();
  }

  /** The same for a target as it is encoded: one-hot, or {@code [rows, 1]} of 0 and 1. */
  public static double[] balanced(Tensor y) {
    return balanced(labels(y));
  }

  /** The class of each row of a target as it is encoded. */
  public static int[] labels(Tensor y) {
    var rows = y.shape().dim(0);
    var width = y.shape().dim(1);
    var values = y.toDoubles();
    return IntStream.range(0, rows)
        .map(row -> width == 1 ? (int) values[row] : largest(values, row * width, width))
        .toArray();
  }

  private static int largest(double[] values, int start, int width) {
    return IntStream.range(0, width)
        .reduce(0, (best, i) -> values[start + i] > values[start + best] ? i : best);
  }
}
