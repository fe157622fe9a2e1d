package org.backprop.engine;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.interpret.Interpreter;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.Tensor;

/** Compiles programs and evaluates nodes. */
public final class Engine {
  private Engine() {}

  /** The program simplified and compiled, its variables without values. */
  public static Executable compile(Program program) {
    return compile(program, Options.defaults());
  }

  /** As above, with options. */
  public static Executable compile(Program program, Options options) {
    var simplified = program.simplified();
    return new OneThread(
        options.interpret() ? new Interpreted(simplified) : new Compiled(simplified, options));
  }

  /** Nodes, simplified, as a function without state: any number of threads may call it. */
  public static Evaluator evaluator(List<Node> nodes) {
    return evaluator(nodes, Options.defaults());
  }

  /** As above, with options. */
  public static Evaluator evaluator(List<Node> nodes, Options options) {
    if (!options.interpret()) {
      return new CompiledEvaluator(nodes, options);
    }
    var interpreter = new Interpreter(Simplify.of(nodes));
    return given -> {
      given.forEach(Interpreted::requireFits);
      return interpreter.evaluate(given);
    };
  }

  /** The value of nodes as they stand, computed once. */
  public static List<Tensor> evaluate(List<Node> nodes, Map<Node, Tensor> given) {
    given.forEach(Interpreted::requireFits);
    return new Interpreter(nodes).evaluate(given);
  }

  /** The value of one node. */
  public static Tensor evaluate(Node node, Map<Node, Tensor> given) {
    return evaluate(List.of(node), given).getFirst();
  }
}
