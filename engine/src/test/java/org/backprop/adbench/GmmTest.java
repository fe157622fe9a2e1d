package org.backprop.adbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.backprop.engine.Options;
import org.backprop.graph.Compositions;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADBench's mixture of Gaussians with a Wishart prior: -log p of the points. */
class GmmTest {
  private static Problem problem() {
    var file = new NumberFile("gmm.txt");
    int d = file.whole();
    int k = file.whole();
    int n = file.whole();
    var alphas = Node.input("alphas", DType.FLOAT64, k);
    var means = Node.input("means", DType.FLOAT64, k, d);
    var icf = Node.input("icf", DType.FLOAT64, k, d * (d + 1) / 2);
    var x = Node.input("x", DType.FLOAT64, n, d);
    var values =
        Map.of(
            alphas, file.tensor(k),
            means, file.tensor(k, d),
            icf, file.tensor(k, d * (d + 1) / 2),
            x, file.tensor(n, d));
    var gamma = file.number();
    var m = file.whole();
    var logDiagonal = icf.slice(1, 0, d);
    var centred = spread(x, 1, n, k, d).minus(spread(means, 0, n, k, d));
    var scaled = Node.of(new Contract("kab", "nkb", "nka"), factors(icf, d, k), centred);
    var terms =
        scaled.squared().sum(2).times(-0.5).plus(spread(alphas.plus(logDiagonal.sum(1)), 0, n, k));
    var value =
        Compositions.logsumexp(terms)
            .sum()
            .minus(Compositions.logsumexp(alphas).times(n))
            .plus(prior(icf, d, k, gamma, m))
            .minus(n * d / 2.0 * Math.log(2 * Math.PI));
    return new Problem(value, List.of(alphas, means, icf), values);
  }

  private static Node spread(Node node, int axis, int... dims) {
    return node.unreduce(Shape.of(dims), List.of(axis));
  }

  /** The lower triangular factors [k, d, d]: exp(q) on the diagonal, l below, by columns. */
  private static Node factors(Node icf, int d, int k) {
    var indices = new int[d * d];
    var next = d + 1;
    for (var column = 0; column < d; column++) {
      indices[column * d + column] = 1 + column;
      for (var row = column + 1; row < d; row++) {
        indices[row * d + column] = next++;
      }
    }
    var entries = icf.transposed();
    var zeros = Node.constant(Tensor.zeros(DType.FLOAT64, Shape.of(1, k)));
    var size = icf.shape().dim(1);
    var table =
        Node.concatenate(
            0, List.of(zeros, entries.slice(0, 0, d).exp(), entries.slice(0, d, size)));
    var chosen = table.gather(Node.constant(Tensor.of(Shape.of(d * d), indices)));
    return chosen.reshape(d, d, k).permute(2, 0, 1);
  }

  private static Node prior(Node icf, int d, int k, double gamma, int m) {
    var degrees = d + m + 1;
    var q = icf.slice(1, 0, d);
    var l = icf.slice(1, d, icf.shape().dim(1));
    var squares = q.exp().squared().sum().plus(l.squared().sum());
    var logGamma = Node.scalar(DType.FLOAT64, d * (d - 1) / 4.0 * Math.log(Math.PI));
    for (var j = 1; j <= d; j++) {
      logGamma = logGamma.plus(Node.scalar(DType.FLOAT64, (degrees + 1 - j) / 2.0).lgamma());
    }
    var constant = degrees * d * (Math.log(gamma) - 0.5 * Math.log(2));
    return squares
        .times(0.5 * gamma * gamma)
        .minus(q.sum().times(m))
        .minus(logGamma.negated().plus(constant).times(k));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void objective_and_gradient(boolean interpret) {
    var expected = new NumberFile("gmm_gradient.txt").rest();
    assertEquals(18, expected.length);
    problem().check(Options.defaults().withInterpret(interpret), 8.073804080049758, 1e-8, expected);
  }
}
