package org.backprop.likelihood;

import java.util.List;
import java.util.function.BinaryOperator;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.simplify.Simplify;

/**
 * A likelihood in canonical form, {@code log p(y | eta) = eta . y - A(eta) + log h(y)}, given by
 * its log-partition A and its base measure h.
 *
 * <p>The output unit is the derivative of A, and the loss's derivative by eta is therefore {@code
 * y_hat - y}, the delta rule; neither is written anywhere.
 */
public interface ExponentialFamily extends Likelihood {

  /** A(eta): one number per row, or one per output, to be summed over the outputs. */
  Node logPartition(Node eta);

  /** log h(y), likewise. */
  Node logBase(Node y);

  @Override
  default Node logDensity(Node eta, Node y) {
    requireShapes(eta, y);
    if (logPartition(eta).shape().rank() == eta.shape().rank()) {
      return simplified(this::terms, eta, y).negated().sum(-1);
    }
    return eta.times(y).sum(-1).minus(logPartition(eta)).plus(logBase(y));
  }

  @Override
  default Node mean(Node eta) {
    return simplified((any, _) -> Gradients.of(logPartition(any).sum(), any), eta, eta);
  }

  /** Another shape would be broadcast to a number that counts several times. */
  private void requireShapes(Node eta, Node y) {
    var partition = logPartition(eta).shape();
    var base = logBase(y).shape();
    if (!(partition.equals(eta.shape()) || partition.equals(eta.shape().without(-1)))
        || !base.equals(partition)) {
      throw new IllegalArgumentException(
          "logPartition of %s has the shape %s and logBase %s; both must be %s, or %s with one number for each row"
              .formatted(name(), partition, base, eta.shape(), eta.shape().without(-1)));
    }
  }

  private Node terms(Node eta, Node y) {
    return logPartition(eta).minus(eta.times(y)).minus(logBase(y));
  }

  /** A form of any eta and y is simplified before these two come in, which stay as they are. */
  private static Node simplified(BinaryOperator<Node> form, Node eta, Node y) {
    var anyEta = Node.input("eta", eta.dtype(), eta.shape().dims());
    var anyY = Node.input("y", y.dtype(), y.shape().dims());
    var simple = Simplify.of(List.of(form.apply(anyEta, anyY)));
    return Walk.rebuild(simple, node -> node == anyEta ? eta : node == anyY ? y : node).getFirst();
  }
}
