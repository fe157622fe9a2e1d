package org.backprop.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.graph.Node;
import org.backprop.layer.Parameter;
import org.backprop.prepare.Dataset;
import org.backprop.table.Counted;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A model with fixed parameters as a function of rows. It is immutable: any number of threads may
 * use it, and a row's result does not depend on the rows beside it.
 */
public final class Predictor {
  private static final int ONE = 1;
  private static final int FEW = 32;
  private static final int MANY = 256;
  private static final long LIGHT = 1L << 20; // multiplications that no team of threads shares

  private final Compiled compiled;
  private final Map<String, Tensor> parameters;
  private final Map<Integer, Chunk> ready = new ConcurrentHashMap<>();

  public Predictor(Model model, Map<String, Tensor> parameters, DType dtype, DType input) {
    this(new Compiled(model, dtype, input == DType.UINT8 ? input : dtype), parameters);
  }

  private Predictor(Compiled compiled, Map<String, Tensor> parameters) {
    this.compiled = compiled;
    this.parameters = parameters;
  }

  /** The same model with other parameters: nothing is compiled again. */
  public Predictor withParameters(Map<String, Tensor> others) {
    return new Predictor(compiled, others);
  }

  /** A model made ready for as many rows at a time as are asked for. */
  private record Compiled(Model model, DType dtype, DType input, Map<Integer, Chunk> chunks) {
    Compiled(Model model, DType dtype, DType input) {
      this(model, dtype, input, new ConcurrentHashMap<>());
    }

    Chunk chunk(int size) {
      return chunks.computeIfAbsent(size, this::make);
    }

    private Chunk make(int size) {
      var graph = ModelGraph.predicting(model, dtype, input, size);
      var losses = model.likelihood().logDensity(graph.eta(), graph.y()).negated();
      return new Chunk(
          size,
          graph,
          Engine.evaluator(List.of(graph.eta(), graph.mean())),
          Engine.evaluator(List.of(graph.eta(), graph.mean(), losses)));
    }
  }

  /** So many rows at a time. */
  private record Chunk(int size, ModelGraph graph, Evaluator outputs, Evaluator scored) {
    /** The same with the parameters of a model. */
    Chunk with(Map<String, Tensor> parameters) {
      var fixed =
          graph.parameters().stream()
              .collect(
                  Collectors.toMap(
                      Parameter::node,
                      parameter -> Objects.requireNonNull(parameters.get(parameter.name()))));
      return new Chunk(size, graph, outputs.with(fixed), scored.with(fixed));
    }

    /** The row numbers from {@code start} on, the last row repeated where they run out. */
    int[] from(int start, int rows) {
      var chunk = new int[size];
      Arrays.setAll(chunk, i -> Math.min(start + i, rows - 1));
      return chunk;
    }
  }

  /**
   * What a model computes of rows, each {@code FLOAT64 [rows, outputs]}.
   *
   * @param etas the last pre-activation of each row
   * @param means y_hat of each row
   */
  public record Outputs(Tensor etas, Tensor means) {

    /** Zeros for this number of rows. */
    private Outputs(int rows, int outputs) {
      this(
          Tensor.zeros(DType.FLOAT64, Shape.of(rows, outputs)),
          Tensor.zeros(DType.FLOAT64, Shape.of(rows, outputs)));
    }

    /** How many rows there are. */
    public int rows() {
      return means.shape().dim(0);
    }

    /** Takes a chunk of rows, as far as there are rows. */
    private void put(Tensor eta, Tensor mean, int start) {
      copy(eta, (double[]) etas.array(), start);
      copy(mean, (double[]) means.array(), start);
    }
  }

  /**
   * The outputs of rows whose truth is known.
   *
   * @param loss the weighted mean loss
   */
  public record Scored(Outputs outputs, double loss) {}

  /** y_hat of each row, {@code FLOAT64 [rows, outputs]}. */
  public Tensor means(Tensor x) {
    return outputs(x).means();
  }

  /** The outputs of encoded rows. */
  public Outputs outputs(Tensor x) {
    var rows = x.shape().dim(0);
    var outputs = new Outputs(rows, compiled.model().outputs());
    var typed = x.to(compiled.input());
    var chunk = chunk(rows);
    forEachChunk(
        chunk,
        rows,
        start -> {
          var some = typed.rows(chunk.from(start, rows));
          var computed = chunk.outputs().evaluate(given(chunk.graph(), some));
          outputs.put(computed.getFirst(), computed.getLast(), start);
        });
    return outputs;
  }

  /** The outputs and the loss of encoded rows. */
  public Scored score(Dataset data) {
    var outputs = new Outputs(data.rows(), compiled.model().outputs());
    var losses = losses(data, outputs);
    var sum = 0.0;
    var weights = 0.0;
    for (var i = 0; i < losses.length; i++) {
      sum += losses[i] * data.weights().at(i);
      weights += data.weights().at(i);
    }
    return new Scored(outputs, sum / weights);
  }

  /** The loss of each encoded row: its negative log-likelihood. */
  public double[] losses(Dataset data) {
    return losses(data, new Outputs(data.rows(), compiled.model().outputs()));
  }

  private double[] losses(Dataset data, Outputs outputs) {
    var x = data.x().to(compiled.input());
    var y = data.y().to(compiled.dtype());
    var losses = new double[data.rows()];
    var chunk = chunk(data.rows());
    forEachChunk(
        chunk,
        data.rows(),
        start -> {
          var rows = chunk.from(start, data.rows());
          var given = given(chunk.graph(), x.rows(rows));
          given.put(chunk.graph().y(), y.rows(rows));
          var scored = chunk.scored().evaluate(given);
          outputs.put(scored.getFirst(), scored.get(1), start);
          copy(scored.getLast(), losses, start);
        });
    return losses;
  }

  /** The weighted mean loss of encoded rows. */
  public double loss(Dataset data) {
    return score(data).loss();
  }

  /** Calls with each chunk's first row, of small models on several threads at once. */
  private void forEachChunk(Chunk chunk, int rows, IntConsumer from) {
    var starts = IntStream.range(0, Math.ceilDiv(rows, chunk.size())).map(i -> i * chunk.size());
    var parameterCount = parameters.values().stream().mapToLong(Tensor::size).sum();
    (chunk.size() * parameterCount <= LIGHT ? starts.parallel() : starts).forEach(from);
  }

  /** Copies a chunk's rows, from row {@code start} on, as far as there are rows. */
  private static void copy(Tensor chunk, double[] into, int start) {
    var values = chunk.toDoubles();
    var at = start * (values.length / chunk.shape().dim(0));
    System.arraycopy(values, 0, into, at, Math.min(values.length, into.length - at));
  }

  private Chunk chunk(int rows) {
    return ready.computeIfAbsent(
        rows == ONE ? ONE : rows <= FEW ? FEW : MANY,
        size -> compiled.chunk(size).with(parameters));
  }

  private static Map<Node, Tensor> given(ModelGraph graph, Tensor x) {
    if (x.shape().rank() != 2 || x.shape().dim(1) != graph.x().shape().dim(1)) {
      throw new IllegalArgumentException(
          "the model takes rows of %s, not %s"
              .formatted(Counted.of(graph.x().shape().dim(1), "feature"), x.shape()));
    }
    return new HashMap<>(Map.of(graph.x(), x));
  }

  /** As in {@code features(4), dense(3), categorical() in FLOAT32}. */
  @Override
  public String toString() {
    return compiled.model() + " in " + compiled.dtype();
  }
}
