package org.backprop.runtime;

import java.util.IdentityHashMap;
import java.util.Objects;
import org.backprop.codegen.Scratch;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.tensor.Tensor;

/** Operations without generated code, computed by their reference values. */
record ReferenceTask(Kernel.Reference reference, Transfer transfer) implements Task {
  @Override
  public int parts() {
    return 1;
  }

  @Override
  public void run(int part, Scratch scratch) {
    var given = new IdentityHashMap<Node, Tensor>();
    reference.operands().forEach((node, view) -> given.put(node, transfer.read(view)));
    for (var node : reference.nodes()) {
      var operands =
          node.inputs().stream().map(input -> Objects.requireNonNull(given.get(input))).toList();
      given.put(node, node.op().evaluate(operands, node.type()));
    }
    reference
        .results()
        .forEach((node, view) -> transfer.write(view, Objects.requireNonNull(given.get(node))));
  }
}
