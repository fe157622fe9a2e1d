package org.backprop.minimize;

import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.backprop.engine.Evaluator;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A symmetric matrix of second derivatives at any point, with a row for each element of the
 * parameters. It is known by its product with a vector: one program, which is compiled once and run
 * once for each row of the matrix.
 */
public final class Curvature {
  private final ParameterSpace space;
  private final ParameterSpace directions;
  private final Evaluator product;

  Curvature(ParameterSpace space, ParameterSpace directions, Evaluator product) {
    this.space = space;
    this.directions = directions;
    this.product = product;
  }

  /**
   * The product of the matrix at a point with a vector.
   *
   * @throws IllegalArgumentException if one of them has another number of elements
   */
  public double[] times(double[] point, double... vector) {
    return product(product.with(space.tensors(point)), vector);
  }

  /** The matrix at a point, {@code FLOAT64[n, n]}. */
  public Tensor matrix(double... point) {
    var n = space.size();
    var values = new double[n * n];
    rows(point, (row, i) -> System.arraycopy(row, 0, values, i * n, n));
    return symmetric(n, values);
  }

  /** The diagonal of the matrix at a point, of which one row at a time is in memory. */
  public double[] diagonal(double... point) {
    var diagonal = new double[space.size()];
    rows(point, (row, i) -> diagonal[i] = row[i]);
    return diagonal;
  }

  /**
   * The inverse of the matrix at a point, {@code FLOAT64[n, n]}: the asymptotic covariance matrix
   * of maximum likelihood estimates, if the objective is {@code -log p} of all observations.
   *
   * @throws ArithmeticException if the matrix is not positive definite
   */
  public Tensor covariance(double... point) {
    var factor =
        factor(point)
            .orElseThrow(() ->
                new ArithmeticException(
                    "the matrix of second derivatives by "
                        + space
                        + " is not positive definite here: the point is no minimum, or the data do"
                        + " not determine all parameters"));
    return symmetric(space.size(), factor.inverse());
  }

  /**
   * The square roots of the diagonal of {@link #covariance}.
   *
   * @throws ArithmeticException if the matrix is not positive definite
   */
  public double[] standardErrors(double... point) {
    var covariance = covariance(point);
    return IntStream.range(0, space.size())
        .mapToDouble(i -> Math.sqrt(covariance.get(i, i)))
        .toArray();
  }

  /** The Cholesky factor of the matrix at a point, if it is positive definite. */
  Optional<CholeskyFactor> factor(double... point) {
    return CholeskyFactor.of(space.size(), matrix(point).toDoubles());
  }

  private void rows(double[] point, ObjIntConsumer<double[]> action) {
    var here = product.with(space.tensors(point));
    var unit = new double[space.size()];
    for (var i = 0; i < unit.length; i++) {
      unit[i] = 1;
      action.accept(product(here, unit), i);
      unit[i] = 0;
    }
  }

  private double[] product(Evaluator here, double... vector) {
    return space.flat(here.evaluate(directions.tensors(vector)));
  }

  /** The mean of a matrix and its transpose, which differ by rounding. */
  private static Tensor symmetric(int n, double[] values) {
    for (var i = 0; i < n; i++) {
      for (var j = 0; j < i; j++) {
        var mean = values[i * n + j] / 2 + values[j * n + i] / 2;
        values[i * n + j] = mean;
        values[j * n + i] = mean;
      }
    }
    return Tensor.of(Shape.of(n, n), values);
  }

  /** As in {@code second derivatives by 5 parameters}. */
  @Override
  public String toString() {
    return "second derivatives by "
        + space.size()
        + (space.size() == 1 ? " parameter" : " parameters");
  }
}
