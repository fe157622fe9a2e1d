package org.backprop.minimize;

import org.backprop.graph.Node;
import org.backprop.tensor.DType;

/** {@code sum 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2}, with its derivatives in closed form. */
record Rosenbrock(Node x, Node value) {
  static Rosenbrock of(int n) {
    var x = Node.input("x", DType.FLOAT64, n);
    var left = x.slice(0, 0, n - 1);
    var right = x.slice(0, 1, n);
    var valley = right.minus(left.squared()).squared().times(100);
    return new Rosenbrock(x, valley.plus(left.oneMinus().squared()).sum());
  }

  Objective objective() {
    return Objective.of(value, x);
  }

  /** The usual start: -1.2 and 1 in turn. */
  double[] start() {
    var start = new double[x.shape().size()];
    for (var i = 0; i < start.length; i++) {
      start[i] = i % 2 == 0 ? -1.2 : 1;
    }
    return start;
  }

  static double[][] hessian(double... x) {
    var n = x.length;
    var hessian = new double[n][n];
    for (var i = 0; i < n - 1; i++) {
      hessian[i][i] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
      hessian[i + 1][i + 1] += 200;
      hessian[i][i + 1] = -400 * x[i];
      hessian[i + 1][i] = -400 * x[i];
    }
    return hessian;
  }
}
