package org.backprop.score;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.backprop.model.Prediction;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;

/**
 * Scores of a model that predicts a number, in the number's own units.
 *
 * @param rmse the root of the mean squared error
 * @param mae the mean absolute error
 * @param r2 one minus the squared error over that of these rows' own mean
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
    var predictions = model.predictions(scored.means());
    var predicted = predictions.stream().mapToDouble(Prediction::mean).toArray();
    var average = Arrays.stream(truth).average().orElse(Double.NaN);
    var usual = target.restore(baseline[0]);
    var squared = mean(truth, i -> square(truth[i] - predicted[i]));
    return new NumberScores(
        data.rows(),
        scored.loss(),
        truth.length * mean(truth, i -> predictions.get(i).logDensity(truth[i])),
        truth.length * mean(truth, i -> predictions.get(i).deviance(truth[i])),
        Math.sqrt(squared),
        mean(truth, i -> Math.abs(truth[i] - predicted[i])),
        1 - squared / mean(truth, i -> square(truth[i] - average)),
        mean(truth, i -> covers(predictions.get(i), truth[i])),
        Math.sqrt(mean(truth, i -> square(truth[i] - usual))),
        mean(truth, i -> Math.abs(truth[i] - usual)));
  }

  private static double mean(double[] truth, IntToDoubleFunction term) {
    return IntStream.range(0, truth.length).mapToDouble(term).sum() / truth.length;
  }

  private static double square(double x) {
    return x * x;
  }

  private static double covers(Prediction prediction, double y) {
    var interval = prediction.interval(0.95);
    return interval[0] <= y && y <= interval[1] ? 1 : 0;
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
