package org.backprop.engine;

import java.util.HashMap;
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

  /**
   * The function of the remaining values when some are fixed, such as a trained model's parameters:
   * these are copied to the program's memory once, not at each call.
   *
   * @param fixed values that must not change
   */
  default Evaluator with(Map<Node, Tensor> fixed) {
    return given -> {
      var all = new HashMap<>(fixed);
      all.putAll(given);
      return evaluate(all);
    };
  }
}
