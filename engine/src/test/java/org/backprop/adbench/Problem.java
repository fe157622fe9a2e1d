package org.backprop.adbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/** An objective, the parameters that its gradient is taken by, and all values. */
record Problem(Node objective, List<Node> parameters, Map<Node, Tensor> values) {
  /** Objective and gradients, evaluated with options. */
  List<Tensor> evaluate(Options options) {
    var nodes = new ArrayList<Node>(List.of(objective));
    nodes.addAll(Gradients.of(objective, parameters));
    return Engine.evaluator(nodes, options).evaluate(values);
  }

  /** Compares with ADBench's numbers, each to 1e-8 relative to the larger of it and 1. */
  void check(Options options, double objective, double digits, double... gradient) {
    var found = evaluate(options);
    assertEquals(objective, found.getFirst().item(), digits);
    var i = 0;
    for (var tensor : found.subList(1, found.size())) {
      for (var value : tensor.toDoubles()) {
        var tolerance = 1e-8 * Math.max(1, Math.abs(gradient[i]));
        assertEquals(gradient[i], value, tolerance, "element " + i);
        i++;
      }
    }
    assertEquals(gradient.length, i);
  }
}
