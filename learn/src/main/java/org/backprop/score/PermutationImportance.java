package org.backprop.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.RandomOrder;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.Tensor;

/**
 * What each column of a table is worth to a model: how much worse it predicts when that column's
 * values are dealt out to the rows anew (Breiman 2001; Fisher, Rudin and Dominici 2019).
 *
 * <p>A column is encoded row by row, so it is its encoded features that are dealt out, together.
 */
public final class PermutationImportance {
  private final TrainedModel model;
  private final Dataset data;
  private final double[] truth;

  private PermutationImportance(TrainedModel model, Dataset data) {
    this.model = model;
    this.data = data;
    this.truth = Truth.of(model.target(), data);
  }

  /**
   * The columns, the most important first.
   *
   * @param table rows with their targets, best ones that the model was not trained on
   * @param repeats how often each column is shuffled
   * @throws DataException if the model takes no table, or no row has a target
   */
  public static List<ColumnImportance> of(TrainedModel model, Table table, int repeats, long seed) {
    if (repeats < 1) {
      throw new IllegalArgumentException("columns are shuffled at least once, not " + repeats);
    }
    var preparation = model.preparation().orElseThrow(PermutationImportance::noTable);
    var data = preparation.examples(table).data();
    if (data.rows() == 0) {
      throw new DataException(
          table.source()
              + " has no row that can be scored; give rows with "
              + model.target().column());
    }
    return new PermutationImportance(model, data).all(preparation, repeats, seed);
  }

  private static DataException noTable() {
    return new DataException(
        "this model takes rows of numbers, such as images, so there are no columns to shuffle");
  }

  private List<ColumnImportance> all(Preparation preparation, int repeats, long seed) {
    var error = error(data.x());
    var loss = loss(data.x());
    var all = new ArrayList<ColumnImportance>();
    var random = new SplittableRandom(seed);
    var from = 0;
    for (var input : preparation.inputs()) {
      var to = from + input.names().size();
      var errors = new double[repeats];
      var losses = new double[repeats];
      for (var i = 0; i < repeats; i++) {
        var shuffled = shuffled(from, to, random);
        errors[i] = error(shuffled) - error;
        losses[i] = loss(shuffled) - loss;
      }
      all.add(
          new ColumnImportance(
              input.column(), mean(errors), deviation(errors), mean(losses), deviation(losses)));
      from = to;
    }
    all.sort(Comparator.comparingDouble(ColumnImportance::importance).reversed());
    return List.copyOf(all);
  }

  private double loss(Tensor x) {
    return model.predictor().loss(new Dataset(x, data.y(), data.weights()));
  }

  /** The share of wrong classes, or the root mean squared error. */
  private double error(Tensor x) {
    var predictions = model.predict(x);
    var sum = 0.0;
    for (var i = 0; i < truth.length; i++) {
      var prediction = predictions.get(i);
      sum +=
          switch (model.target()) {
            case Target.Classes _ -> prediction.mode() == truth[i] ? 0 : 1;
            case Target.Number _ -> (prediction.mean() - truth[i]) * (prediction.mean() - truth[i]);
          };
    }
    var mean = sum / truth.length;
    return model.target() instanceof Target.Number ? Math.sqrt(mean) : mean;
  }

  /** The inputs with the features from {@code from} to {@code to} taken from other rows. */
  private Tensor shuffled(int from, int to, SplittableRandom random) {
    var x = data.x();
    var width = data.features();
    var order = RandomOrder.of(data.rows(), random);
    var values = Tensor.builder(x.dtype(), x.shape());
    for (var i = 0; i < x.size(); i++) {
      var column = i % width;
      var moved = column >= from && column < to;
      values.set(i, x.at(moved ? order[i / width] * width + column : i));
    }
    return values.build();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    var mean = mean(values);
    var sum = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(sum / (values.length - 1));
  }
}
