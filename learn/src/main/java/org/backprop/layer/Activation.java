package org.backprop.layer;

import org.backprop.graph.Node;
import org.backprop.tensor.Shape;

/** A function of each value between two layers (softmax: of each row). */
public interface Activation extends Layer {

  /** The function, as graph; of x's shape. */
  Node of(Node x);

  /**
   * Whether it cuts one half off, so that weights before it are drawn by He's rule, not Xavier's.
   */
  default boolean rectifies() {
    return false;
  }

  @Override
  default Node apply(Node x, Construction construction) {
    return construction.hidden(of(x));
  }

  @Override
  default Shape output(Shape row) {
    return row;
  }
}
