package org.backprop.graph;

import java.util.Arrays;
import java.util.List;
import org.backprop.tensor.Tensor;

/**
 * The lower triangle L with {@code L L^T = A} of symmetric positive definite matrices A {@code
 * [..., n, n]}. Of a matrix that is not symmetric it is that of {@code (A + A^T) / 2}; of one that
 * is not positive definite, all elements are NaN.
 */
public record Cholesky() implements Op.Product {
  @Override
  public String name() {
    return "cholesky";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    Matrices.requireSquare(inputs.getFirst());
    return inputs.getFirst();
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var a = inputs.getFirst().toDoubles();
    var n = type.shape().dim(-1);
    var factor = new double[a.length];
    for (var start = 0; start < a.length; start += n * n) {
      factor(a, factor, start, n);
    }
    return Tensor.of(type.shape(), factor).to(type.dtype());
  }

  private static void factor(double[] a, double[] l, int start, int n) {
    for (var i = 0; i < n; i++) {
      for (var j = 0; j <= i; j++) {
        var rest = (a[start + i * n + j] + a[start + j * n + i]) / 2;
        for (var k = 0; k < j; k++) {
          rest -= l[start + i * n + k] * l[start + j * n + k];
        }
        if (i == j && !(rest > 0)) {
          Arrays.fill(l, start, start + n * n, Double.NaN);
          return;
        }
        l[start + i * n + j] = i == j ? Math.sqrt(rest) : rest / l[start + j * n + j];
      }
    }
  }

  /**
   * {@code (S + S^T) / 2} where {@code S = L^-T P L^-1} and P is the lower triangle of {@code L^T
   * cotangent}, its diagonal halved (Murray, Differentiation of the Cholesky decomposition, 2016).
   */
  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var triangle = Matrices.triangle(node, true);
    var lower = Node.select(triangle, cotangent, cotangent.zeros());
    var product = Matrices.product(node.transposed(), lower);
    var halved = Node.select(Matrices.diagonal(node), product.times(0.5), product);
    var p = Node.select(triangle, halved, product.zeros());
    var solve = new TriangularSolve(true, true);
    var s = Node.of(solve, node, Node.of(solve, node, p.transposed()).transposed());
    into.add(0, s.plus(s.transposed()).times(0.5));
  }
}
