package org.backprop.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;

/**
 * The features of training rows, standardised by their weighted means and standard deviations
 * (divided by n).
 *
 * @param means the mean of each feature
 * @param scales the standard deviation of each, 1 for a constant
 */
@SuppressWarnings("ArrayRecordComponent") // read as arrays; two are never compared
record StandardizedRows(Dataset data, double[] means, double[] scales) {
  private static final int ROWS_AT_ONCE = 2048;
  private static final int MOST_PARTS = 16;
  private static final double OPERATIONS_OF_A_PART = 1e7;

  static StandardizedRows of(Dataset data) {
    var features = data.features();
    var means = new double[features];
    var scales = new double[features];
    IntStream.range(0, features)
        .parallel()
        .forEach(j -> {
          means[j] = mean(data, j);
          scales[j] = deviation(data, j, means[j]);
        });
    return new StandardizedRows(data, means, scales);
  }

  /** The value of a feature as the model has it: pixels are scaled to 0 ... 1. */
  private static double value(Dataset data, int row, int feature) {
    var value = data.x().at(row * data.features() + feature);
    return data.x().dtype() == DType.UINT8 ? value / 255 : value;
  }

  private static double mean(Dataset data, int feature) {
    var mean = 0.0;
    var weights = 0.0;
    for (var row = 0; row < data.rows(); row++) {
      var weight = data.weights().at(row);
      if (weight > 0) {
        weights += weight;
        mean += (value(data, row, feature) - mean) * (weight / weights);
      }
    }
    return mean;
  }

  private static double deviation(Dataset data, int feature, double mean) {
    var squares = 0.0;
    var weights = 0.0;
    var varies = false;
    for (var row = 0; row < data.rows(); row++) {
      var value = value(data, row, feature);
      var weight = data.weights().at(row);
      squares += weight * (value - mean) * (value - mean);
      weights += weight;
      varies |= weight > 0 && value != value(data, 0, feature);
    }
    return varies && squares > 0 ? Math.sqrt(squares / weights) : 1;
  }

  /** A standardised feature of a row; exactly 0 where the feature is constant. */
  double at(int row, int feature) {
    return (value(data, row, feature) - means[feature]) / scales[feature];
  }

  /** The largest change of a row's linear predictor by a step of weights and biases. */
  double largestChange(Vector step, int outputs) {
    return IntStream.range(0, data.rows())
        .parallel()
        .filter(row -> data.weights().at(row) > 0)
        .mapToDouble(row ->
            IntStream.range(0, outputs)
                .mapToDouble(k -> change(step, outputs, row, k))
                .max()
                .orElse(0))
        .max()
        .orElse(0);
  }

  private double change(Vector step, int outputs, int row, int output) {
    var features = means.length;
    var sum = step.values()[features * outputs + output];
    for (var j = 0; j < features; j++) {
      sum += value(data, row, j) * step.values()[j * outputs + output];
    }
    return Math.abs(sum);
  }

  /** The features whose standardised weights a step changes by more than a tenth of the most. */
  List<Integer> moving(Vector step, int outputs) {
    var changes = new double[means.length];
    for (var i = 0; i < means.length * outputs; i++) {
      var change = Math.abs(step.values()[i] * scales[i / outputs]);
      changes[i / outputs] = Math.max(changes[i / outputs], change);
    }
    var least = 0.1 * Arrays.stream(changes).max().orElse(0);
    return IntStream.range(0, changes.length).filter(j -> changes[j] > least).boxed().toList();
  }

  /**
   * A matrix R with {@code R'R = X'X / n}, by QR factorisations of parts of the rows, which the
   * shape alone decides.
   *
   * @param stride takes each row whose number is a multiple of it
   * @return its columns, as many as there are features
   */
  double[][] reduced(int stride) {
    var rows = Math.ceilDiv(data.rows(), stride);
    var operations = rows * Math.pow(data.features(), 2);
    var parts = Math.clamp((long) (operations / OPERATIONS_OF_A_PART), 1, MOST_PARTS);
    var reduced =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> reduced(stride, start(part, rows, parts), start(part + 1, rows, parts)))
            .toArray(double[][][]::new);
    var all = reduced[0];
    for (var part = 1; part < parts; part++) {
      all = PivotedQr.of(stacked(all, reduced[part]), 0).reduced();
    }
    var total = IntStream.range(0, rows).mapToDouble(i -> data.weights().at(i * stride)).sum();
    for (var column : all) {
      Arrays.setAll(column, i -> column[i] / Math.sqrt(total));
    }
    return all;
  }

  private static int start(int part, int rows, int parts) {
    return (int) ((long) part * rows / parts);
  }

  private double[][] reduced(int stride, int from, int to) {
    var atOnce = Math.max(ROWS_AT_ONCE, 4 * data.features());
    var reduced = new double[data.features()][0];
    for (var start = from; start < to; start += atOnce) {
      var block = block(stride, start, Math.min(to, start + atOnce));
      reduced = PivotedQr.of(stacked(reduced, block), 0).reduced();
    }
    return reduced;
  }

  private double[][] block(int stride, int from, int to) {
    var block = new double[data.features()][to - from];
    for (var i = from; i < to; i++) {
      var row = i * stride;
      var factor = Math.sqrt(data.weights().at(row));
      for (var j = 0; j < block.length; j++) {
        block[j][i - from] = factor * at(row, j);
      }
    }
    return block;
  }

  private static double[][] stacked(double[][] above, double[][] below) {
    var columns = new double[above.length][];
    for (var j = 0; j < columns.length; j++) {
      columns[j] = Arrays.copyOf(above[j], above[j].length + below[j].length);
      System.arraycopy(below[j], 0, columns[j], above[j].length, below[j].length);
    }
    return columns;
  }
}
