package org.backprop.recall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.Executable;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Updates;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Steps of Adam on the parameters, which are put back into their bounds after each. */
final class ParameterStep {
  private static final Shape SHAPE = Shape.of(Parameters.COUNT);

  private final Node parameters = Node.variable("w", DType.FLOAT64, SHAPE);
  private final Node gradient = Node.input("gradient", DType.FLOAT64, Parameters.COUNT);
  private final Node rate = Node.input("rate", DType.FLOAT64);
  private final Node step = Node.input("step", DType.FLOAT64);
  private final Executable executable;
  private int steps;

  ParameterStep(Parameters start) {
    var updates =
        new LinkedHashMap<>(
            Updates.of(Optimizers.adam(), List.of(parameters), List.of(gradient), rate, step));
    updates.computeIfPresent(parameters, (_, next) -> bounded(next));
    executable = Engine.compile(new Program(List.of(), updates, List.of(gradient)));
    updates.keySet().forEach(state -> executable.write(state, Tensor.zeros(DType.FLOAT64, SHAPE)));
    executable.write(parameters, start.tensor());
  }

  private static Node bounded(Node next) {
    return next.maximum(Node.constant(Parameters.tensor(Parameters.LOWEST)))
        .minimum(Node.constant(Parameters.tensor(Parameters.HIGHEST)));
  }

  /** The parameters after the next step. */
  Parameters next(Tensor gradient, double rate) {
    steps++;
    executable.run(
        Map.of(
            this.gradient,
            gradient,
            this.rate,
            Tensor.scalar(DType.FLOAT64, rate),
            step,
            Tensor.scalar(DType.FLOAT64, steps)));
    return Parameters.of(executable.read(parameters));
  }
}
