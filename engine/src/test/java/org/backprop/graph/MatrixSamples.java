package org.backprop.graph;

import java.util.stream.Stream;
import org.backprop.sample.Operands;
import org.backprop.tensor.Shape;

/** Factors and solutions of well conditioned matrices, one and several of them. */
final class MatrixSamples {
  private MatrixSamples() {}

  static Stream<Node> of(Op op, Operands operands) {
    var shapes = Stream.of(Shape.of(3, 3), Shape.of(1, 1), Shape.of(2, 4, 4), Shape.of(0, 0));
    return op instanceof Cholesky
        ? shapes.map(shape -> Node.of(op, wellConditioned(operands.real(shape))))
        : shapes.flatMap(shape ->
            Stream.of(
                    new TriangularSolve(true, false),
                    new TriangularSolve(true, true),
                    new TriangularSolve(false, false),
                    new TriangularSolve(false, true))
                .map(solve ->
                    Node.of(
                        solve,
                        wellConditioned(operands.real(shape)),
                        operands.real(shape.with(-1, 2)))));
  }

  /** A fraction of a matrix, and more on its diagonal. */
  static Node wellConditioned(Node x) {
    var diagonal = Node.select(Matrices.diagonal(x), x.constant(4), x.zeros());
    return x.times(0.2).plus(diagonal);
  }
}
