package org.backprop.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.data.Dataset;
import org.backprop.data.Rows;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Storage;
import org.backprop.tensor.Tensor;

/**
 * A model with fixed parameters as a function of rows. It is immutable: any number of threads may
 * use it, and a row's result does not depend on the rows beside it.
 */
public final class Predictor {
  private static final int CHUNK = 256;

  private final ModelGraph one;
  private final ModelGraph many;
  private final Evaluator meanOfOne;
  private final Evaluator meanOfMany;
  private final Evaluator lossesOfMany;
  private final Map<String, Tensor> parameters;
  private final DType dtype;

  public Predictor(Model model, Map<String, Tensor> parameters, DType dtype, DType input) {
    this.parameters = parameters;
    this.dtype = dtype;
    var type = input == DType.UINT8 ? input : dtype;
    this.one = ModelGraph.predicting(model, dtype, type, 1);
    this.many = ModelGraph.predicting(model, dtype, type, CHUNK);
    this.meanOfOne = Engine.evaluator(List.of(one.mean()));
    this.meanOfMany = Engine.evaluator(List.of(many.mean()));
    var losses = model.likelihood().logDensity(many.eta(), many.y()).negated();
    this.lossesOfMany = Engine.evaluator(List.of(losses));
  }

  private Predictor(Predictor other, Map<String, Tensor> parameters) {
    this.parameters = parameters;
    this.dtype = other.dtype;
    this.one = other.one;
    this.many = other.many;
    this.meanOfOne = other.meanOfOne;
    this.meanOfMany = other.meanOfMany;
    this.lossesOfMany = other.lossesOfMany;
  }

  /** The same model with other parameters: nothing is compiled again. */
  public Predictor withParameters(Map<String, Tensor> others) {
    return new Predictor(this, others);
  }

  /** y_hat of each row, {@code [rows, outputs]} as doubles. */
  public double[][] means(Tensor x) {
    var rows = x.shape().dim(0);
    var means = new double[rows][];
    var typed = x.to(one.x().dtype());
    if (rows == 1) {
      means[0] = meanOfOne.evaluate(given(one, typed)).getFirst().toDoubles();
      return means;
    }
    for (var start = 0; start < rows; start += CHUNK) {
      var chunk = Rows.of(typed, chunk(start, rows));
      var values = meanOfMany.evaluate(given(many, chunk)).getFirst().toDoubles();
      var width = values.length / CHUNK;
      for (var i = start; i < Math.min(start + CHUNK, rows); i++) {
        means[i] = Arrays.copyOfRange(values, (i - start) * width, (i - start + 1) * width);
      }
    }
    return means;
  }

  /** The weighted mean loss of encoded rows. */
  public double loss(Dataset data) {
    var x = data.x().to(many.x().dtype());
    var y = data.y().to(dtype);
    var sum = 0.0;
    var weights = 0.0;
    for (var start = 0; start < data.rows(); start += CHUNK) {
      var rows = chunk(start, data.rows());
      var given = given(many, Rows.of(x, rows));
      given.put(many.y(), Rows.of(y, rows));
      var losses = Storage.of(lossesOfMany.evaluate(given).getFirst());
      for (var i = start; i < Math.min(start + CHUNK, data.rows()); i++) {
        sum += losses.get(i - start) * data.weights().at(i);
        weights += data.weights().at(i);
      }
    }
    return sum / weights;
  }

  /** So many row numbers from {@code start}, the last row repeated where they run out. */
  private static int[] chunk(int start, int rows) {
    var chunk = new int[CHUNK];
    Arrays.setAll(chunk, i -> Math.min(start + i, rows - 1));
    return chunk;
  }

  private Map<Node, Tensor> given(ModelGraph graph, Tensor x) {
    if (x.shape().rank() != 2 || x.shape().dim(1) != graph.x().shape().dim(1)) {
      throw new IllegalArgumentException(
          "the model takes rows of " + graph.x().shape().dim(1) + " features, not " + x.shape());
    }
    var given = new HashMap<Node, Tensor>();
    given.put(graph.x(), x);
    for (var parameter : graph.parameters()) {
      var name = parameter.name();
      given.put(parameter.node(), Objects.requireNonNull(parameters.get(name), name));
    }
    return given;
  }
}
