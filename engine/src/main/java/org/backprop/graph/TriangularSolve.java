package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * The solution X of {@code T X = B} with matrices T {@code [..., n, n]} and B {@code [..., n, m]},
 * by substitution: T is the lower or the upper triangle of the first operand, or the transpose of
 * it. Elements outside of the triangle are not read.
 */
public record TriangularSolve(boolean lower, boolean transposed) implements Op.Product {
  @Override
  public String name() {
    return "triangularSolve";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var a = inputs.get(0);
    var b = inputs.get(1);
    Matrices.requireSquare(a);
    if (a.dtype() != b.dtype()
        || a.shape().rank() != b.shape().rank()
        || !a.shape().with(-1, 1).equals(b.shape().with(-1, 1))) {
      throw new ShapeException(a + " times a matrix is not of " + b);
    }
    return b;
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var a = Storage.of(inputs.get(0));
    var n = type.shape().dim(-2);
    var m = type.shape().dim(-1);
    var x = new double[type.shape().size()];
    System.arraycopy(inputs.get(1).toDoubles(), 0, x, 0, x.length);
    for (var matrix = 0; matrix * n * m < x.length; matrix++) {
      for (var column = 0; column < m; column++) {
        substitute(a, matrix * n * n, n, x, matrix * n * m + column, m);
      }
    }
    return Tensor.of(type.shape(), x).to(type.dtype());
  }

  /** Solves for one column, whose elements are some strides apart. */
  private void substitute(Storage a, int start, int n, double[] x, int column, int stride) {
    var forward = lower != transposed;
    for (var step = 0; step < n; step++) {
      var i = forward ? step : n - 1 - step;
      var rest = x[column + i * stride];
      for (var k = 0; k < step; k++) {
        var j = forward ? k : n - 1 - k;
        rest -= a.get(start + (transposed ? j * n + i : i * n + j)) * x[column + j * stride];
      }
      x[column + i * stride] = rest / a.get(start + i * n + i);
    }
  }

  /** With {@code C = T^-T cotangent}, the cotangent of B is C and that of T is -C X^T. */
  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var a = node.input(0);
    var right = Node.of(new TriangularSolve(lower, !transposed), a, cotangent);
    into.add(1, right);
    var left =
        transposed
            ? Matrices.product(node, right.transposed())
            : Matrices.product(right, node.transposed());
    into.addWhere(Matrices.triangle(a, lower), true, 0, left.negated());
  }
}
