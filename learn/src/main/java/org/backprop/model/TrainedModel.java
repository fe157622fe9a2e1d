package org.backprop.model;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import org.backprop.prepare.Encoded;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.Target;
import org.backprop.provenance.Provenance;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A model with its trained parameters and everything that predicting from raw rows needs. It is
 * immutable; any number of threads may predict from one.
 *
 * <pre>{@code
 * var model = ModelFile.load(Path.of("penguins.safetensors"));
 * var p = model.predict(Map.of("beak_length_mm", 39.1, ...)).probability("Adelie");
 * }</pre>
 */
public final class TrainedModel {
  private final Model model;
  private final Map<String, Tensor> parameters;
  private final DType inputType;
  private final Optional<Preparation> preparation;
  private final Target target;
  private final double dispersion;
  private final Optional<PredictionSpread> spread;
  private final Optional<Provenance> provenance;
  private final Predictor predictor;

  /**
   * A trained model.
   *
   * @param inputType the element type of the encoded rows: {@code UINT8} for images
   * @param preparation how a table's rows are encoded; empty where rows come as numbers
   * @param dispersion of the encoded target
   * @param provenance what is known about the training, if there was one
   */
  public TrainedModel(
      Model model,
      Map<String, Tensor> parameters,
      DType inputType,
      Optional<Preparation> preparation,
      Target target,
      double dispersion,
      Optional<Provenance> provenance) {
    this(
        model,
        parameters,
        inputType,
        preparation,
        target,
        dispersion,
        Optional.empty(),
        provenance);
  }

  /**
   * A trained model.
   *
   * @param spread what the uncertainty of the coefficients adds to intervals, where it is known
   */
  public TrainedModel(
      Model model,
      Map<String, Tensor> parameters,
      DType inputType,
      Optional<Preparation> preparation,
      Target target,
      double dispersion,
      Optional<PredictionSpread> spread,
      Optional<Provenance> provenance) {
    this.model = model;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.inputType = inputType;
    this.preparation = preparation;
    this.target = target;
    this.dispersion = dispersion;
    this.spread = spread;
    this.provenance = provenance;
    this.predictor = new Predictor(model, this.parameters, dtype(), inputType);
  }

  public Model model() {
    return model;
  }

  /** The parameters by name: W1, b1, W2, b2, ... */
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  /** The number of weights and biases. */
  public int parameterCount() {
    return parameters.values().stream().mapToInt(Tensor::size).sum();
  }

  /** The precision of the parameters. */
  public DType dtype() {
    return parameters.values().iterator().next().dtype();
  }

  public DType inputType() {
    return inputType;
  }

  public Optional<Preparation> preparation() {
    return preparation;
  }

  public Target target() {
    return target;
  }

  /** The dispersion in the encoded target's units, 1 where the likelihood has none. */
  public double dispersion() {
    return dispersion;
  }

  /** What the uncertainty of the coefficients adds to prediction intervals, where it is known. */
  public Optional<PredictionSpread> spread() {
    return spread;
  }

  /** What is known about the training: data, settings, history, scores. */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /** The function from encoded rows to y_hat. */
  public Predictor predictor() {
    return predictor;
  }

  /** This model with another provenance. */
  public TrainedModel withProvenance(Provenance other) {
    return new TrainedModel(
        model, parameters, inputType, preparation, target, dispersion, spread, Optional.of(other));
  }

  /**
   * A row to be filled in and predicted again and again by one thread; faster than a map for each.
   *
   * @throws DataException if the model takes no table
   */
  public BoundRow row() {
    return new BoundRow(this, requirePreparation());
  }

  /**
   * Predicts one row from its raw values by column name.
   *
   * @throws DataException if a column is missing or a value cannot be read
   */
  public Prediction predict(Map<String, ?> row) {
    var encoded = encode(Table.ofRow(row));
    if (encoded.dropped() > 0) {
      throw new DataException("a value is missing, and this model was trained on complete rows");
    }
    return predict(encoded.x()).getFirst();
  }

  /** Predicts one row of encoded features. */
  public Prediction predict(double... features) {
    return predict(Tensor.of(Shape.of(1, features.length), features)).getFirst();
  }

  /** Predicts each row of a table; empty where {@link #encodeEach} leaves it out. */
  public List<Optional<Prediction>> predict(Table table) {
    var encoded = encodeEach(table);
    var known = predict(encoded.x());
    var predictions = new Prediction[table.rowCount()];
    for (var i = 0; i < known.size(); i++) {
      predictions[encoded.rows()[i]] = known.get(i);
    }
    return Arrays.stream(predictions).map(Optional::ofNullable).toList();
  }

  /** Predicts encoded rows, {@code [rows, features]}. */
  public List<Prediction> predict(Tensor x) {
    return predictions(x, predictor.outputs(x));
  }

  /**
   * The distribution of the target of each encoded row, from what was computed of the rows; made
   * when it is asked for.
   */
  public List<Prediction> predictions(Tensor x, Predictor.Outputs outputs) {
    var leverages = spread.map(it -> it.leverages(x)).orElseGet(() -> new double[0]);
    return new PredictionList(outputs, leverages);
  }

  /** The encoded inputs of a table, each row of which must be right. */
  public Encoded encode(Table table) {
    return requirePreparation().encode(table);
  }

  /** The encoded inputs of a table; a row that cannot be encoded is left out, and counted. */
  public Encoded encodeEach(Table table) {
    return requirePreparation().encodeEach(table);
  }

  private Preparation requirePreparation() {
    return preparation.orElseThrow(
        () -> new DataException("this model takes rows of numbers, such as images, not a table"));
  }

  /** As in {@code species from features(4), dense(3), categorical()}. */
  @Override
  public String toString() {
    return target.column() + " from " + model;
  }

  /** Predictions without an object for each, of which there may be millions. */
  private final class PredictionList extends AbstractList<Prediction> implements RandomAccess {
    private final Predictor.Outputs outputs;
    private final double[] leverages;

    PredictionList(Predictor.Outputs outputs, double[] leverages) {
      this.outputs = outputs;
      this.leverages = leverages;
    }

    @Override
    public Prediction get(int row) {
      Objects.checkIndex(row, size());
      return new Prediction(
          model.likelihood(),
          target,
          row(outputs.etas(), row),
          row(outputs.means(), row),
          dispersion,
          spread.map(it -> it.at(leverages[row])));
    }

    private static double[] row(Tensor values, int row) {
      var width = values.shape().dim(1);
      return Arrays.copyOfRange((double[]) values.array(), row * width, (row + 1) * width);
    }

    @Override
    public int size() {
      return outputs.rows();
    }
  }
}
