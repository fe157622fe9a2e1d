package org.backprop.engine;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Compiled nodes as a function without state; concurrent calls each use an instance of the program.
 */
final class CompiledEvaluator implements Evaluator {
  private final List<Node> nodes;
  private final Options options;
  private @Nullable Program program;
  private final Queue<Instance> idle = new ConcurrentLinkedQueue<>();

  CompiledEvaluator(List<Node> nodes, Options options) {
    this.nodes = List.copyOf(nodes);
    this.options = options;
  }

  @Override
  public List<Tensor> evaluate(Map<Node, Tensor> given) {
    return evaluate(Map.of(), given);
  }

  @Override
  public Evaluator with(Map<Node, Tensor> fixed) {
    var own = Map.copyOf(fixed);
    return given -> evaluate(own, given);
  }

  private List<Tensor> evaluate(Map<Node, Tensor> fixed, Map<Node, Tensor> given) {
    var mine = idle.poll();
    if (mine == null) {
      mine = new Instance(another());
    }
    try {
      return mine.evaluate(fixed, given);
    } finally {
      idle.add(mine);
    }
  }

  private synchronized Compiled another() {
    if (program == null) {
      program = new Program(nodes, Map.of(), List.of()).simplified();
    }
    return new Compiled(program, options);
  }

  /** A compiled program and the values that it holds for the next call. */
  private static final class Instance {
    private final Compiled compiled;
    private @Nullable Map<Node, Tensor> held;

    Instance(Compiled compiled) {
      this.compiled = compiled;
    }

    @SuppressWarnings("ReferenceEquality") // the same map has the same values
    List<Tensor> evaluate(Map<Node, Tensor> fixed, Map<Node, Tensor> given) {
      if (held != fixed) {
        held = null;
        compiled.forget();
        fixed.forEach(compiled::write);
        held = fixed;
      }
      return compiled.evaluate(given);
    }
  }
}
