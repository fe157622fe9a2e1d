package org.backprop.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.Tensor;

/** The ways to evaluate nodes: interpreted, simplified or not, and compiled, scalar or vector. */
public final class EveryEvaluator {
  private EveryEvaluator() {}

  /** The values of nodes, by the name of the way. */
  public static Map<String, List<Tensor>> values(List<Node> nodes, Map<Node, Tensor> given) {
    var values = new LinkedHashMap<String, List<Tensor>>();
    values.put("interpreted", new Interpreter(nodes).evaluate(given));
    values.put("evaluated once", Engine.evaluate(nodes, given));
    var simplified = Engine.evaluator(nodes, Options.defaults().withInterpret(true));
    values.put("simplified", simplified.evaluate(given));
    for (var width : List.of(0, Widths.OF_MACHINE.getLast())) {
      var options = Options.defaults().withThreads(1).withScalarFirst(false).withVectorBits(width);
      var compiled = Engine.evaluator(nodes, options);
      values.put("compiled, " + width + " bits", compiled.evaluate(given));
    }
    return values;
  }
}
