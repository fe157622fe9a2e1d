package org.backprop.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.engine.Bound;
import org.backprop.engine.Engine;
import org.backprop.engine.Program;
import org.backprop.prepare.Feature;
import org.backprop.prepare.Missing;
import org.backprop.prepare.Preparation;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A row of a model's input columns that is filled in and predicted again and again, by one thread.
 * Values stay until they are set anew; at first all are missing.
 *
 * <pre>{@code
 * var row = model.row();
 * var length = row.column("beak_length_mm");
 * var p = row.set(length, 39.1).predict().probability("Adelie");
 * }</pre>
 */
@SuppressWarnings("exports") // consumers need not read the annotations of nullness
public final class BoundRow {
  private static final int MOST_KNOWN = 10_000;

  private final TrainedModel model;
  private final Preparation preparation;
  private final List<String> columns;
  private final int[] offsets;
  private final boolean[] missing;
  private final List<Map<Object, Encoding>> known;
  private final Tensor x;
  private final Storage values;
  private final Bound step;

  /** A value of a column as numbers. */
  @SuppressWarnings("ArrayRecordComponent") // copied into the row; two are never compared
  private record Encoding(double[] values, boolean missing) {}

  BoundRow(TrainedModel model, Preparation preparation) {
    this.model = model;
    this.preparation = preparation;
    this.columns = preparation.inputs().stream().map(Feature::column).toList();
    this.offsets = new int[columns.size()];
    for (var i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + preparation.inputs().get(i - 1).names().size();
    }
    this.missing = new boolean[columns.size()];
    this.known = columns.stream().<Map<Object, Encoding>>map(_ -> new HashMap<>()).toList();
    this.x = Tensor.zeros(model.dtype(), Shape.of(1, preparation.featureCount()));
    this.values = Storage.of(x);
    this.step = step(model, x);
    for (var i = 0; i < offsets.length; i++) {
      set(i, null);
    }
  }

  /** The model's outputs as a program that reads the row where it is. */
  private static Bound step(TrainedModel model, Tensor x) {
    var graph = ModelGraph.predicting(model.model(), model.dtype(), x.dtype(), 1);
    var program = new Program(List.of(graph.eta(), graph.mean()), Map.of(), List.of());
    var executable = Engine.compile(program);
    for (var parameter : graph.parameters()) {
      executable.write(
          parameter.node(), Objects.requireNonNull(model.parameters().get(parameter.name())));
    }
    return executable.bind(Map.of(graph.x(), x));
  }

  /** The input columns, in the order of their numbers. */
  public List<String> columns() {
    return columns;
  }

  /**
   * The number of an input column, from 0.
   *
   * @throws DataException if there is none of that name
   */
  public int column(String name) {
    var place = columns.indexOf(name);
    if (place < 0) {
      throw new DataException(
          "the model has no input \"%s\"; %s".formatted(name, DidYouMean.hint(name, columns)));
    }
    return place;
  }

  /** Sets a column to a number, of which NaN is missing. */
  public BoundRow set(int column, double number) {
    if (preparation.inputs().get(column) instanceof Feature.Numeric numeric
        && Double.isFinite(number)) {
      put(offsets[column], numeric.encode(number));
      if (numeric.indicator()) {
        values.set(offsets[column] + 1, 0);
      }
      missing[column] = false;
      return this;
    }
    return set(column, (Object) number);
  }

  /**
   * Sets a column to a number, a text, a boolean or a date, of which null is missing.
   *
   * @throws DataException if the value cannot be one of the column
   */
  public BoundRow set(int column, @Nullable Object value) {
    var encoding = encoding(column, value);
    for (var i = 0; i < encoding.values.length; i++) {
      put(offsets[column] + i, encoding.values[i]);
    }
    missing[column] = encoding.missing;
    return this;
  }

  /** Rounds as the preparation does. */
  private void put(int place, double value) {
    values.set(place, preparation.dtype() == DType.FLOAT32 ? (float) value : value);
  }

  /** Remembers texts, which recur; numbers hardly do. */
  private Encoding encoding(int column, @Nullable Object value) {
    if (!(value instanceof String)) {
      return encode(column, value);
    }
    var encodings = known.get(column);
    var before = encodings.get(value);
    if (before != null) {
      return before;
    }
    var encoding = encode(column, value);
    if (encodings.size() < MOST_KNOWN) {
      encodings.put(value, encoding);
    }
    return encoding;
  }

  private Encoding encode(int column, @Nullable Object value) {
    var input = preparation.inputs().get(column);
    var row = Table.ofRow(Collections.singletonMap(columns.get(column), value));
    var width = input.names().size();
    var encoded = Tensor.builder(DType.FLOAT64, Shape.of(1, width));
    input.write(row, encoded, width, 0);
    return new Encoding(encoded.build().toDoubles(), row.cells(columns.get(column)).isMissing(0));
  }

  /**
   * Predicts the row as it is now.
   *
   * @throws DataException if a value is missing and the model was trained on complete rows
   */
  public Prediction predict() {
    if (preparation.missing() != Missing.IMPUTE) {
      requireComplete();
    }
    step.run();
    var eta = step.output(0).to(DType.FLOAT64);
    var mean = step.output(1).to(DType.FLOAT64);
    return model.predictions(x, new Predictor.Outputs(eta, mean)).getFirst();
  }

  private void requireComplete() {
    for (var i = 0; i < missing.length; i++) {
      if (missing[i]) {
        throw new DataException(
            columns.get(i) + " is missing, and this model was trained on complete rows");
      }
    }
  }

  /** The encoded features, as in {@code [0.5, 1.0, 0.0]}. */
  @Override
  public String toString() {
    return Arrays.toString(x.toDoubles());
  }
}
