package org.backprop.prepare;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.table.Idx;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * What training takes: inputs, targets, and how much each row counts.
 *
 * @param x {@code [rows, features]}, of a float type or {@code UINT8}
 * @param y {@code [rows, outputs]}, of a float type
 * @param weights {@code [rows]}, of y's type, none negative
 */
public record Dataset(Tensor x, Tensor y, Tensor weights) {

  /** Checks that the three have as many rows. */
  public Dataset {
    checkRank("x", "[rows, features]", x, 2);
    checkRank("y", "[rows, outputs]", y, 2);
    checkRank("weights", "[rows]", weights, 1);
    var rows = x.shape().dim(0);
    if (y.shape().dim(0) != rows || weights.shape().dim(0) != rows) {
      throw new DataException(
          "x has %s, y has %s and weights %s; give each row all three."
              .formatted(Counted.of(rows, "row"), y.shape().dim(0), weights.shape().dim(0)));
    }
  }

  /** Rows that all count the same. */
  public static Dataset of(Tensor x, Tensor y) {
    var rows = x.shape().rank() == 0 ? 0 : x.shape().dim(0);
    return new Dataset(x, y, Tensor.filled(y.dtype(), Shape.of(rows), 1));
  }

  /**
   * Rows from arrays, in {@code FLOAT64}.
   *
   * @throws DataException if rows differ in length or a number is not finite
   */
  public static Dataset of(double[][] x, double[][] y) {
    return of(matrix("x", x), matrix("y", y));
  }

  /** Rows from a stream of anything that tells its inputs and its targets. */
  public static <T> Dataset of(
      Stream<T> rows, Function<? super T, double[]> x, Function<? super T, double[]> y) {
    var all = rows.toList();
    return of(
        all.stream().map(x).toArray(double[][]::new), all.stream().map(y).toArray(double[][]::new));
  }

  /**
   * Rows with the class of each, from 0 to {@code classes - 1}; y is one-hot.
   *
   * @throws DataException if a label is outside that range
   */
  public static Dataset ofClasses(double[][] x, int[] labels, int classes) {
    return of(matrix("x", x), oneHot(DType.FLOAT64, labels, classes));
  }

  /**
   * Rows with the class of each, one of the classes; y is one-hot, in the order of the classes.
   *
   * @param labels names, or objects such as the constants of an enum
   * @throws DataException if a label is none of the classes
   */
  public static Dataset ofClasses(double[][] x, List<?> labels, List<?> classes) {
    var places = labels.stream().mapToInt(classes::indexOf).toArray();
    for (var row = 0; row < places.length; row++) {
      if (places[row] < 0) {
        throw new DataException(
            "The label of row %s is %s, which is none of the classes %s; correct it or add the class."
                .formatted(row, labels.get(row), classes));
      }
    }
    return ofClasses(x, places, classes.size());
  }

  /** Images as they are stored, {@code UINT8 [rows, pixels]}, with one-hot labels. */
  public static Dataset ofImages(Idx.Images images, Idx.Labels labels, int classes) {
    if (images.count() != labels.count()) {
      throw new DataException(
          "%s have %s; give the two files that belong together."
              .formatted(Counted.of(images.count(), "image"), Counted.of(labels.count(), "label")));
    }
    return of(images.pixels(), oneHot(DType.FLOAT32, labels.toArray(), classes));
  }

  public int rows() {
    return x.shape().dim(0);
  }

  /** The number of inputs a row. */
  public int features() {
    return x.shape().dim(1);
  }

  /** The number of targets a row. */
  public int outputs() {
    return y.shape().dim(1);
  }

  /** The weighted mean of each target. */
  public double[] weightedMean() {
    var mean = new double[outputs()];
    var total = 0.0;
    for (var row = 0; row < rows(); row++) {
      total += weights.at(row);
    }
    for (var i = 0; i < y.size(); i++) {
      mean[i % mean.length] += y.at(i) * (weights.at(i / mean.length) / total);
    }
    return mean;
  }

  /** Some of the rows, in the order given. */
  public Dataset select(int[] rows) {
    return new Dataset(x.rows(rows), y.rows(rows), weights.rows(rows));
  }

  /** The same rows, counting as much as these weights say. */
  public Dataset withWeights(double... each) {
    for (var row = 0; row < each.length; row++) {
      if (!(each[row] >= 0) || Double.isInfinite(each[row])) {
        throw new DataException(
            "The weight of row %s is %s; weights are finite and not negative."
                .formatted(row, each[row]));
      }
    }
    return new Dataset(x, y, Tensor.of(Shape.of(each.length), each).to(y.dtype()));
  }

  /** The same rows with all float tensors in the given precision; images stay bytes. */
  public Dataset to(DType precision) {
    return new Dataset(
        x.dtype().isFloat() ? x.to(precision) : x, y.to(precision), weights.to(precision));
  }

  private static void checkRank(String name, String expected, Tensor tensor, int rank) {
    if (tensor.shape().rank() != rank) {
      throw new DataException(
          "%s has shape %s; a dataset needs %s.".formatted(name, tensor.shape(), expected));
    }
  }

  private static Tensor matrix(String name, double[][] rows) {
    for (var row = 0; row < rows.length; row++) {
      checkRow(name, row, rows[row], rows[0].length);
    }
    return Tensor.matrix(rows);
  }

  private static void checkRow(String name, int row, double[] numbers, int width) {
    if (numbers.length != width) {
      throw new DataException(
          "Row %s of %s has %s numbers where row 0 has %s; give every row as many."
              .formatted(row, name, numbers.length, width));
    }
    for (var column = 0; column < width; column++) {
      if (!Double.isFinite(numbers[column])) {
        throw new DataException(
            "Row %s, column %s of %s is %s; replace it by a finite number or leave the row out."
                .formatted(row, column, name, numbers[column]));
      }
    }
  }

  private static Tensor oneHot(DType dtype, int[] labels, int classes) {
    var shape = Shape.of(labels.length, classes);
    var y = Tensor.builder(dtype, shape);
    for (var row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new DataException(
            "The label of row %s is %s; with %s classes labels are 0 to %s."
                .formatted(row, labels[row], classes, classes - 1));
      }
      y.set(row * classes + labels[row], 1);
    }
    return y.build();
  }

  /** As in {@code 150 rows, x FLOAT32[150, 4], y FLOAT32[150, 3]}. */
  @Override
  public String toString() {
    return Stream.of(x, y)
        .map(tensor -> tensor.dtype() + tensor.shape().toString())
        .reduce(Counted.of(rows(), "row"), (text, next) -> text + ", " + next);
  }
}
