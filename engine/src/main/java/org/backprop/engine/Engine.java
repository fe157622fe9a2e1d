package org.backprop.engine;

import java.util.List;
import java.util.Map;
import org.backprop.codegen.ClassGeneration;
import org.backprop.graph.Node;
import org.backprop.interpret.Interpreter;
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
    return compile(program, options, ClassGeneration.ofProcess());
  }

  static Executable compile(Program program, Options options, ClassGeneration generation) {
    return new OneThread(executable(program.simplified(), options, generation));
  }

  private static Executable executable(
      Program program, Options options, ClassGeneration generation) {
    if (options.interpret()) {
      return new Interpreted(program);
    }
    return generation.isAllowed()
        ? new Compiled(program, options)
        : new Interpreted(program, program.lowered());
  }

  /** Nodes, simplified, as a function without state: any number of threads may call it. */
  public static Evaluator evaluator(List<Node> nodes) {
    return evaluator(nodes, Options.defaults());
  }

  /** As above, with options. */
  public static Evaluator evaluator(List<Node> nodes, Options options) {
    return evaluator(nodes, options, ClassGeneration.ofProcess());
  }

  static Evaluator evaluator(List<Node> nodes, Options options, ClassGeneration generation) {
    if (!options.interpret() && generation.isAllowed()) {
      return new CompiledEvaluator(nodes, options);
    }
    var simplified = new Program(nodes, Map.of(), List.of()).simplified();
    return interpreted(options.interpret() ? simplified : simplified.lowered());
  }

  private static Evaluator interpreted(Program program) {
    var interpreter = new Interpreter(program.roots());
    return given -> {
      given.forEach(Interpreted::requireFits);
      return interpreter.evaluate(given);
    };
  }

  /**
   * The value of nodes, computed once: the lowered graph is interpreted, which has the bits of the
   * compiled program and needs no compilation. Simplifying and lowering take about ten microseconds
   * for each node, so a graph that is computed again and again should be an {@link #evaluator}.
   */
  public static List<Tensor> evaluate(List<Node> nodes, Map<Node, Tensor> given) {
    return interpreted(new Program(nodes, Map.of(), List.of()).simplified().lowered())
        .evaluate(given);
  }

  /** The value of one node. */
  public static Tensor evaluate(Node node, Map<Node, Tensor> given) {
    return evaluate(List.of(node), given).getFirst();
  }
}
