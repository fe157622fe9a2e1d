package org.backprop.engine;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/** Computes nodes from inputs and variables; safe for use by many threads at once. */
@FunctionalInterface
public interface Evaluator {
  /**
   * The value of each node.
   *
   * @throws IllegalArgumentException if a value is missing or of another type
   */
  List<Tensor> evaluate(Map<Node, Tensor> given);
}
