package org.backprop.score;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;

/**
 * Scores of a model that predicts a number, in the number's own units.
 *
 * @param rmse the root of the mean squared error
 * @param mae the mean absolute error
 * @param r2 one minus the squared error over that of these rows' own mean; NaN where the target is
 *     constant
 * @param coverage the share of rows inside their 95% interval
 * @param baselineRmse of always predicting the training mean
 * @param baselineMae likewise
 */
public record NumberScores(
    int rows,
    double loss,
    double logLikelihood,
    double deviance,
    double rmse,
    double mae,
    double r2,
    double coverage,
    double baselineRmse,
    double baselineMae)
    implements Scores {

  static NumberScores of(
      TrainedModel model, Target.Number target, Dataset data, double[] baseline) {
    var truth = Truth.of(target, data);
    var scored = model.predictor().score(data);
    var predictions = model.predictions(data.x(), scored.outputs());
    var predicted = RowTerms.of(truth.length, i -> predictions.get(i).mean());
    var average = mean(truth, i -> truth[i]);
    var usual = target.restore(baseline[0]);
    var rmse = rootMeanSquare(truth, i -> truth[i] - predicted[i]);
    var varies = Arrays.stream(truth).anyMatch(y -> y != truth[0]);
    var unexplained = rmse / rootMeanSquare(truth, i -> truth[i] - average);
    return new NumberScores(
        data.rows(),
        scored.loss(),
        RowTerms.sum(truth.length, i -> predictions.get(i).logDensity(truth[i])),
        RowTerms.sum(truth.length, i -> predictions.get(i).deviance(truth[i])),
        rmse,
        mean(truth, i -> Math.abs(truth[i] - predicted[i])),
        varies ? 1 - unexplained * unexplained : Double.NaN,
        mean(truth, i -> predictions.get(i).covers(0.95, truth[i]) ? 1 : 0),
        rootMeanSquare(truth, i -> truth[i] - usual),
        mean(truth, i -> Math.abs(truth[i] - usual)));
  }

  /** Each term is divided before they are added, since the sum of large ones overflows. */
  private static double mean(double[] truth, IntToDoubleFunction term) {
    return RowTerms.sum(truth.length, i -> term.applyAsDouble(i) / truth.length);
  }

  /** In units of the largest error, whose square may be beyond the range of doubles. */
  private static double rootMeanSquare(double[] truth, IntToDoubleFunction error) {
    var largest =
        IntStream.range(0, truth.length)
            .mapToDouble(i -> Math.abs(error.applyAsDouble(i)))
            .max()
            .orElse(Double.NaN);
    return largest == 0
        ? 0
        : largest * Math.sqrt(mean(truth, i -> Math.pow(error.applyAsDouble(i) / largest, 2)));
  }

  @Override
  public Map<String, Object> toMap() {
    var baseline = new ScoreMap().number("rmse", baselineRmse).number("mae", baselineMae);
    return ScoreMap.of(this)
        .number("rmse", rmse)
        .number("mae", mae)
        .number("r2", r2)
        .number("coverage_95", coverage)
        .put("baseline", baseline.toMap())
        .toMap();
  }
}
