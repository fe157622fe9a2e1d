package org.backprop.layer;

import org.backprop.graph.Node;

/**
 * One step from the features to the output pre-activation; {@code toString} is how it is written.
 */
public sealed interface Layer extends Part permits Dense, Activation, Dropout, Residual {

  /**
   * The layer's value for {@code x}, {@code [rows, inputs]}; parameters are asked for as needed.
   */
  Node apply(Node x, Construction construction);

  /** The width of the value for inputs of this width. */
  int outputs(int inputs);
}
