package org.backprop.engine;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Compiled nodes without state of their own; each thread that calls at one time has a copy. */
final class CompiledEvaluator implements Evaluator {
  private final List<Node> nodes;
  private final Options options;
  private @Nullable Program program;
  private final Queue<Compiled> idle = new ConcurrentLinkedQueue<>();

  CompiledEvaluator(List<Node> nodes, Options options) {
    this.nodes = List.copyOf(nodes);
    this.options = options;
  }

  @Override
  public List<Tensor> evaluate(Map<Node, Tensor> given) {
    var mine = idle.poll();
    if (mine == null) {
      mine = another();
    }
    try {
      return mine.evaluate(given);
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
}
