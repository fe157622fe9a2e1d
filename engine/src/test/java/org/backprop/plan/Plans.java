package org.backprop.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/** Plans of small programs. */
final class Plans {
  static final TargetMachine MACHINE = TargetMachine.of(512, 2);

  private Plans() {}

  static Plan of(Node... outputs) {
    return of(new Program(List.of(outputs), Map.of(), List.of()));
  }

  static Plan of(Program program) {
    return ofLowered(program.simplified().lowered());
  }

  static Plan ofLowered(Program lowered) {
    return Planner.of(lowered.outputs(), lowered.updates(), lowered.guards(), MACHINE);
  }

  /** A step of gradient descent with momentum of a network with one hidden layer. */
  static Program training(int batch, int in, int hidden, int out) {
    var x = Node.input("x", DType.FLOAT32, batch, in);
    var y = Node.input("y", DType.FLOAT32, batch, out);
    var w1 = Node.variable("W1", DType.FLOAT32, Shape.of(in, hidden));
    var w2 = Node.variable("W2", DType.FLOAT32, Shape.of(hidden, out));
    var p = Compositions.softmax(x.matmul(w1).tanh().matmul(w2));
    var loss = p.minus(y).squared().sum(1).mean();
    var gradients = Gradients.of(loss, List.of(w1, w2));
    var updates = new LinkedHashMap<Node, Node>();
    for (var i = 0; i < 2; i++) {
      var weights = i == 0 ? w1 : w2;
      var speed = Node.variable("v" + i, DType.FLOAT32, weights.shape());
      var next = speed.times(0.9).plus(gradients.get(i));
      updates.put(speed, next);
      updates.put(weights, weights.minus(next.times(0.1)));
    }
    return new Program(List.of(loss), updates, List.of(loss));
  }

  /** What a kernel reads and writes. */
  static Stream<Buffer> used(Kernel kernel) {
    return Stream.concat(kernel.reads().stream(), kernel.writes().stream());
  }
}
