package org.backprop.gradient;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/**
 * Derivatives of graphs as graphs: one reverse walk, in which no operation is named. The result can
 * be drawn, simplified, run, and differentiated again.
 */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradient of a scalar by each node of {@code wrt}, of that node's own shape; zeros where the
   * scalar does not depend on it.
   *
   * @throws ShapeException if {@code loss} has more than one element
   */
  public static List<Node> of(Node loss, List<Node> wrt) {
    if (loss.shape().size() != 1) {
      throw new ShapeException(
          "a gradient needs a scalar, but "
              + loss
              + " has "
              + loss.shape().size()
              + " elements; take its sum or mean, or ask for the Jacobian");
    }
    return vjp(List.of(loss), wrt, List.of(loss.constant(1)));
  }

  public static Node of(Node loss, Node wrt) {
    return of(loss, List.of(wrt)).getFirst();
  }

  /**
   * Cotangents of the outputs pulled back to each node of {@code wrt}: the vector-Jacobian product.
   *
   * @param cotangents one for each output, of its type
   */
  public static List<Node> vjp(List<Node> outputs, List<Node> wrt, List<Node> cotangents) {
    requireSameTypes(outputs, cotangents);
    wrt.forEach(Gradients::requireFloat);
    var walk = new ReverseWalk(outputs, wrt);
    for (var i = 0; i < outputs.size(); i++) {
      walk.add(outputs.get(i), Cotangent.of(cotangents.get(i)));
    }
    walk.run();
    return wrt.stream().map(walk::derivative).toList();
  }

  /**
   * How the outputs change when {@code wrt} moves along the tangents: the Jacobian-vector product.
   *
   * <p>Forward mode from the reverse walk: the product u^T J is linear in u, and its own pullback
   * of the tangents is J v (Townsend's trick).
   */
  public static List<Node> jvp(List<Node> outputs, List<Node> wrt, List<Node> tangents) {
    requireSameTypes(wrt, tangents);
    var dummies = outputs.stream().map(output -> output.zeros().detach()).toList();
    return vjp(vjp(outputs, wrt, dummies), dummies, tangents);
  }

  /** The Jacobian {@code [outputs, inputs]}, both counted row-major. */
  public static Node jacobian(Node output, Node wrt) {
    var rows =
        IntStream.range(0, output.shape().size())
            .mapToObj(i -> vjp(List.of(output), List.of(wrt), List.of(unit(output, i))))
            .map(row -> row.getFirst().reshape(1, wrt.shape().size()))
            .toList();
    return rows.isEmpty()
        ? Node.constant(Tensor.zeros(wrt.dtype(), Shape.of(0, wrt.shape().size())))
        : Node.concatenate(0, rows);
  }

  /**
   * The matrix of second derivatives of a scalar, {@code [n, n]} for a node of n elements. The
   * graph has n copies of the second pullback; for numbers alone, {@code Objective.hessian} of
   * package minimize runs one product with a vector n times.
   */
  public static Node hessian(Node loss, Node wrt) {
    return jacobian(of(loss, wrt), wrt);
  }

  /** The product of the Hessian with a vector of the node's shape, without building the Hessian. */
  public static Node hessianVectorProduct(Node loss, Node wrt, Node vector) {
    return vjp(List.of(of(loss, wrt)), List.of(wrt), List.of(vector)).getFirst();
  }

  private static Node unit(Node output, int i) {
    var values = new double[output.shape().size()];
    values[i] = 1;
    return Node.constant(Tensor.of(output.shape(), values).to(output.dtype()));
  }

  private static void requireSameTypes(List<Node> nodes, List<Node> vectors) {
    for (var i = 0; i < nodes.size(); i++) {
      requireFloat(nodes.get(i));
      if (vectors.size() != nodes.size() || !nodes.get(i).type().equals(vectors.get(i).type())) {
        throw new ShapeException(
            "each of " + nodes + " needs a vector of its own type, but got " + vectors);
      }
    }
  }

  private static void requireFloat(Node node) {
    if (!node.dtype().isFloat()) {
      throw new ShapeException(
          "there is no derivative by or of "
              + node
              + ": cast it to "
              + DType.FLOAT32
              + " or "
              + DType.FLOAT64);
    }
  }
}
