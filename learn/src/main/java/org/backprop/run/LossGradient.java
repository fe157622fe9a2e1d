package org.backprop.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Parameter;
import org.backprop.model.ModelGraph;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.train.Trainer;

/**
 * The loss of a number of training rows in a step, and its gradient: with the masks that dropout
 * has in that step.
 */
final class LossGradient {
  private final Trainer trainer;
  private final Dataset data;
  private final int count;
  private final ModelGraph graph;
  private final Evaluator loss;
  private final Evaluator gradients;

  /**
   * Compiles loss and gradient.
   *
   * @param dtype the precision they are computed in
   * @param count the number of rows
   */
  LossGradient(Trainer trainer, Dataset data, DType dtype, int count) {
    this.trainer = trainer;
    this.data = data.to(dtype);
    this.count = count;
    this.graph =
        ModelGraph.training(
            trainer.model(), dtype, data.x().dtype().isFloat() ? dtype : data.x().dtype(), count);
    var options = trainer.execution().options();
    this.loss = Engine.evaluator(List.of(graph.loss()), options);
    this.gradients = Engine.evaluator(Gradients.of(graph.loss(), graph.parameterNodes()), options);
  }

  /** The share that the weight of a row has in that of rows. */
  double share(int row, int... rows) {
    var total = Arrays.stream(rows).mapToDouble(it -> data.weights().at(it)).sum();
    return data.weights().at(row) / total;
  }

  /** The weighted mean of the losses of rows, each as often as it is named. */
  double loss(Map<String, Tensor> parameters, long step, int... rows) {
    return loss.evaluate(given(parameters, step, rows)).getFirst().item();
  }

  /** Its gradient by the name of the parameter. */
  Map<String, Tensor> gradients(Map<String, Tensor> parameters, long step, int... rows) {
    var values = gradients.evaluate(given(parameters, step, rows));
    var named = new LinkedHashMap<String, Tensor>();
    for (var i = 0; i < values.size(); i++) {
      named.put(graph.parameters().get(i).name(), values.get(i));
    }
    return named;
  }

  /** Fewer rows than compiled for are filled up with the first one, which then has no weight. */
  private Map<Node, Tensor> given(Map<String, Tensor> parameters, long step, int... rows) {
    var filled = new int[count];
    var numbers = new long[count];
    var weights = Tensor.builder(data.weights().dtype(), Shape.of(count));
    for (var i = 0; i < count; i++) {
      filled[i] = rows[i < rows.length ? i : 0];
      numbers[i] = filled[i];
      // a single row counts, whatever its weight
      weights.set(i, count == 1 ? 1 : i < rows.length ? data.weights().at(filled[i]) : 0);
    }
    var randomness = graph.randomness().orElseThrow();
    var given = new HashMap<Node, Tensor>();
    given.put(graph.x(), data.x().rows(filled));
    given.put(graph.y(), data.y().rows(filled));
    given.put(graph.weights(), weights.build());
    given.put(randomness.seed(), Tensor.of(Shape.SCALAR, trainer.execution().seed()));
    given.put(randomness.step(), Tensor.of(Shape.SCALAR, step));
    given.put(randomness.rows(), Tensor.wrap(DType.INT64, Shape.of(count), numbers));
    for (Parameter parameter : graph.parameters()) {
      given.put(
          parameter.node(),
          Objects.requireNonNull(parameters.get(parameter.name())).to(parameter.node().dtype()));
    }
    return given;
  }
}
