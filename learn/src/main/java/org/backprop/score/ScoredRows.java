package org.backprop.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.model.Prediction;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;

/**
 * What a model says of each row whose target is known, and what this adds up to beyond scores:
 * curves, bins and the rows that are predicted worst.
 *
 * <pre>{@code
 * var rows = ScoredRows.of(model, data);
 * rows.roc().map(RocCurve::area);
 * rows.worst(10);
 * }</pre>
 */
public final class ScoredRows {
  private final TrainedModel model;
  private final Dataset data;
  private final double[] truth;
  private final List<Prediction> predictions;
  private final double[] losses;

  private ScoredRows(TrainedModel model, Dataset data) {
    this.model = model;
    this.data = data;
    this.truth = Truth.of(model.target(), data);
    this.predictions = model.predict(data.x());
    this.losses = model.predictor().losses(data);
  }

  /** Predicts encoded rows. */
  public static ScoredRows of(TrainedModel model, Dataset data) {
    return new ScoredRows(model, data);
  }

  /** The number of rows. */
  public int rows() {
    return truth.length;
  }

  Dataset data() {
    return data;
  }

  Target target() {
    return model.target();
  }

  /** The target of a row: a number in its own units, or the place of the class. */
  public double truth(int row) {
    return truth[row];
  }

  /** What the model says of a row. */
  public Prediction prediction(int row) {
    return predictions.get(row);
  }

  /** The negative log-likelihood of a row as it is trained: encoded, dispersion 1. */
  public double loss(int row) {
    return losses[row];
  }

  /** The rows with the largest losses, the worst first; a loss that is NaN counts as infinite. */
  public List<Integer> worst(int most) {
    return IntStream.range(0, rows())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> losses[i]).reversed())
        .limit(most)
        .toList();
  }

  /** The ROC curve of the second of two classes; empty for other targets. */
  public Optional<RocCurve> roc() {
    return positiveProbabilities().map(it -> RocCurve.of(it, positives()));
  }

  /**
   * The calibration of the probability of the second of two classes, or of the most probable one of
   * more; empty for numbers.
   */
  public Optional<Calibration> calibration() {
    if (!(target() instanceof Target.Classes)) {
      return Optional.empty();
    }
    return Optional.of(
        positiveProbabilities()
            .map(it -> Calibration.of(rows(), i -> it[i], i -> truth[i] == 1))
            .orElseGet(() ->
                Calibration.ofTop(
                    IntStream.range(0, rows()).map(i -> (int) truth[i]).toArray(), predictions)));
  }

  /** Whether the intervals of a number hold what they promise; empty for classes. */
  public Optional<IntervalCoverage> coverage() {
    return target() instanceof Target.Number
        ? Optional.of(IntervalCoverage.of(truth, predictions))
        : Optional.empty();
  }

  /** The residuals of a number; empty for classes. */
  public Optional<Residuals> residuals() {
    return target() instanceof Target.Number
        ? Optional.of(Residuals.of(truth, RowTerms.of(rows(), i -> predictions.get(i).mean())))
        : Optional.empty();
  }

  /** Empty unless there are two classes. */
  Optional<double[]> positiveProbabilities() {
    return target() instanceof Target.Classes classes && classes.binary()
        ? Optional.of(RowTerms.of(rows(), i -> predictions.get(i).probabilities()[1]))
        : Optional.empty();
  }

  boolean[] positives() {
    var positive = new boolean[truth.length];
    for (var i = 0; i < truth.length; i++) {
      positive[i] = truth[i] == 1;
    }
    return positive;
  }

  /** As in {@code 344 rows of species from features(4), dense(3), categorical()}. */
  @Override
  public String toString() {
    return rows() + " rows of " + model;
  }
}
