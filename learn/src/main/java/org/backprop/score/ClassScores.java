package org.backprop.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.backprop.model.Prediction;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.tensor.Tensor;

/**
 * Scores of a model that predicts classes.
 *
 * @param accuracy the share of rows whose most probable class is the true one
 * @param auc the area under the ROC curve; with more than two classes the mean over the classes,
 *     each against the rest; NaN if no class has rows both in and out of it
 * @param brier the mean squared distance between probabilities and truth: of the positive class
 *     where there are two, summed over all classes where there are more (Brier 1950)
 * @param calibrationError the mean gap between the top probability and the accuracy, in ten bins of
 *     the probability (Naeini et al. 2015)
 * @param confusion how many rows of each actual class were predicted as which
 * @param baselineAccuracy of always naming the most frequent training class
 * @param baselineLogLikelihood of always predicting the frequencies in training
 */
public record ClassScores(
    int rows,
    double loss,
    double logLikelihood,
    double deviance,
    double accuracy,
    double auc,
    double brier,
    double calibrationError,
    List<String> levels,
    Confusion confusion,
    double baselineAccuracy,
    double baselineLogLikelihood)
    implements Scores {

  public ClassScores {
    levels = List.copyOf(levels);
  }

  static ClassScores of(
      TrainedModel model, Target.Classes target, Dataset data, double[] baseline) {
    var truth = Arrays.stream(Truth.of(target, data)).mapToInt(y -> (int) y).toArray();
    var scored = model.predictor().score(data);
    var predictions = model.predictions(data.x(), scored.outputs());
    var confusion = Confusion.of(target.levels().size(), truth, predictions);
    var likelihood = model.model().likelihood();
    var usual = likelihood.mode(baseline, 1);
    return new ClassScores(
        data.rows(),
        scored.loss(),
        sum(truth, i -> predictions.get(i).logDensity(truth[i])),
        sum(truth, i -> predictions.get(i).deviance(truth[i])),
        confusion.accuracy(),
        auc(target, truth, scored.outputs().means()),
        sum(truth, i -> brier(target, truth[i], predictions.get(i))) / truth.length,
        Calibration.ofTop(truth, predictions).error(),
        target.levels(),
        confusion,
        sum(truth, i -> truth[i] == usual ? 1 : 0) / truth.length,
        sum(truth, i -> likelihood.logDensity(truth[i], baseline, 1)));
  }

  private static double sum(int[] truth, IntToDoubleFunction term) {
    return RowTerms.sum(truth.length, term);
  }

  static double brier(Target.Classes target, int truth, Prediction prediction) {
    var probabilities = prediction.probabilities();
    var sum = 0.0;
    for (var k = target.binary() ? 1 : 0; k < probabilities.length; k++) {
      var gap = probabilities[k] - (k == truth ? 1 : 0);
      sum += gap * gap;
    }
    return sum;
  }

  private static double auc(Target.Classes target, int[] truth, Tensor means) {
    var areas =
        IntStream.range(target.levels().size() == 2 ? 1 : 0, target.levels().size())
            .parallel()
            .mapToDouble(k -> RocAuc.of(column(means, k), in(truth, k)))
            .toArray();
    return Arrays.stream(areas) // one after another: a parallel mean has other bits
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** The probability of a class in each row; of two classes the second alone has a column. */
  private static double[] column(Tensor means, int k) {
    var width = means.shape().dim(1);
    var place = Math.min(k, width - 1);
    return RowTerms.of(means.shape().dim(0), row -> means.at(row * width + place));
  }

  private static boolean[] in(int[] truth, int k) {
    var in = new boolean[truth.length];
    for (var i = 0; i < in.length; i++) {
      in[i] = truth[i] == k;
    }
    return in;
  }

  @Override
  public Map<String, Object> toMap() {
    var classes = new LinkedHashMap<String, Object>();
    for (var k = 0; k < levels.size(); k++) {
      var one = new ScoreMap();
      one.number("precision", confusion.precision(k)).number("recall", confusion.recall(k));
      one.number("f1", confusion.f1(k)).put("support", confusion.support(k));
      classes.put(levels.get(k), one.toMap());
    }
    var baseline = new ScoreMap();
    baseline.number("accuracy", baselineAccuracy).number("log_likelihood", baselineLogLikelihood);
    return ScoreMap.of(this)
        .number("accuracy", accuracy)
        .number("auc", auc)
        .number("brier", brier)
        .number("calibration_error", calibrationError)
        .put("confusion", confusion.toLists())
        .put("confusion_by_class", confusion.toMap(levels))
        .put("classes", classes)
        .put("baseline", baseline.toMap())
        .toMap();
  }
}
