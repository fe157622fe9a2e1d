package org.backprop.graph;

import java.util.stream.IntStream;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;

/** Linear algebra on the last two axes; leading axes count matrices. */
public final class Matrices {
  private Matrices() {}

  /**
   * The solution X of {@code A X = B} for symmetric positive definite A {@code [..., n, n]} and B
   * {@code [..., n, m]}, by Cholesky decomposition.
   */
  public static Node solve(Node a, Node b) {
    var l = a.cholesky();
    var forward = Node.of(new TriangularSolve(true, false), l, b);
    return Node.of(new TriangularSolve(true, true), l, forward);
  }

  /** The logarithm of the determinant of symmetric positive definite matrices, {@code [...]}. */
  public static Node logdet(Node a) {
    var l = a.cholesky();
    var diagonal = Node.select(diagonal(l), l, l.zeros()).sum(-1);
    return diagonal.log().sum(-1).times(2);
  }

  static void requireSquare(TensorType type) {
    var rank = type.shape().rank();
    if (rank < 2 || type.shape().dim(-1) != type.shape().dim(-2) || !type.dtype().isFloat()) {
      throw new ShapeException(type + " does not hold square matrices of a float type");
    }
  }

  /** The product of matrices, leading axes alike. */
  static Node product(Node a, Node b) {
    var batch = letters(a.shape().rank() - 2);
    return Node.of(new Contract(batch + "ik", batch + "kj", batch + "ij"), a, b);
  }

  private static String letters(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Character.toString('A' + i))
        .reduce("", String::concat);
  }

  /** Where the row is not above the column, or for an upper triangle not below it. */
  static Node triangle(Node a, boolean lower) {
    return lower ? index(a, -1).atMost(index(a, -2)) : index(a, -2).atMost(index(a, -1));
  }

  static Node diagonal(Node a) {
    return index(a, -1).equalTo(index(a, -2));
  }

  private static Node index(Node a, int axis) {
    return Node.of(new Iota(new TensorType(DType.INT32, a.shape()), a.shape().axis(axis)));
  }
}
