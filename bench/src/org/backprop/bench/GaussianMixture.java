package org.backprop.bench;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * ADBench's mixture of Gaussians with a Wishart prior of gamma 1 and m 0: the log density of the
 * points by the logarithms of the weights, the means, and the factors of the inverse covariances,
 * {@code [K, d (d + 1) / 2]}: the logarithms of the diagonal, then the columns below it.
 */
final class GaussianMixture {
  private final int n;
  private final int d;
  private final int k;
  private final Node alphas;
  private final Node means;
  private final Node factors;
  private final Node logDiagonal;

  private GaussianMixture(int n, int d, int k) {
    this.n = n;
    this.d = d;
    this.k = k;
    this.alphas = Node.input("alphas", DType.FLOAT64, k);
    this.means = Node.input("means", DType.FLOAT64, k, d);
    this.factors = Node.input("factors", DType.FLOAT64, k, d * (d + 1) / 2);
    this.logDiagonal = factors.slice(1, 0, d);
  }

  static Objective.Graph graph(Objective.Numbers numbers, int n, int d, int k) {
    var of = new GaussianMixture(n, d, k);
    var x = Node.input("x", DType.FLOAT64, n, d);
    var values =
        Map.of(
            of.alphas, numbers.tensor(k),
            of.means, numbers.tensor(k, d),
            of.factors, numbers.tensor(k, d * (d + 1) / 2),
            x, numbers.tensor(n, d));
    return new Objective.Graph(
        of.objective(x), List.of(of.alphas, of.means, of.factors), values);
  }

  private Node objective(Node x) {
    var centred = spread(x, 1, n, k, d).minus(spread(means, 0, n, k, d));
    var scaled = triangles().contract("kab,nkb->nka", centred);
    var terms =
        scaled.squared().sum(2).times(-0.5).plus(spread(alphas.plus(logDiagonal.sum(1)), 0, n, k));
    return Compositions.logsumexp(terms)
        .sum()
        .minus(Compositions.logsumexp(alphas).times(n))
        .plus(prior())
        .minus(n * d / 2.0 * Math.log(2 * Math.PI));
  }

  private static Node spread(Node node, int axis, int... dims) {
    return node.unreduce(Shape.of(dims), List.of(axis));
  }

  /** The lower triangles {@code [K, d, d]}. */
  private Node triangles() {
    var places = new int[d * d]; // in a table of zero, the diagonal and the columns below it
    var next = d + 1;
    for (var column = 0; column < d; column++) {
      places[column * d + column] = 1 + column;
      for (var row = column + 1; row < d; row++) {
        places[row * d + column] = next++;
      }
    }
    var below = factors.transposed().slice(0, d, d * (d + 1) / 2);
    var zeros = Node.constant(Tensor.zeros(DType.FLOAT64, Shape.of(1, k)));
    var table = Node.concatenate(0, List.of(zeros, logDiagonal.transposed().exp(), below));
    var entries = table.gather(Node.constant(Tensor.of(Shape.of(d * d), places)));
    return entries.reshape(d, d, k).permute(2, 0, 1);
  }

  private Node prior() {
    var below = factors.slice(1, d, d * (d + 1) / 2);
    var squares = logDiagonal.exp().squared().sum().plus(below.squared().sum());
    var degrees = d + 1;
    var logGamma = Node.scalar(DType.FLOAT64, d * (d - 1) / 4.0 * Math.log(Math.PI));
    for (var j = 1; j <= d; j++) {
      logGamma = logGamma.plus(Node.scalar(DType.FLOAT64, (degrees + 1 - j) / 2.0).lgamma());
    }
    var constant = -degrees * d * 0.5 * Math.log(2);
    return squares.times(0.5).minus(logGamma.negated().plus(constant).times(k));
  }
}
