package org.backprop.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.backprop.prepare.Target;

/**
 * What each row adds to each score, as far as a score is a mean over rows or, to first order,
 * behaves like one: so its standard error is the deviation of these terms over the root of their
 * number.
 */
final class ScoreTerms {
  private final ScoredRows scored;
  private final Map<String, double[]> terms = new LinkedHashMap<>();

  private ScoreTerms(ScoredRows scored) {
    this.scored = scored;
  }

  /** The terms by the names of the scores in JSON. */
  static Map<String, double[]> of(ScoredRows scored) {
    var all = new ScoreTerms(scored);
    all.put("loss", all.losses());
    var rows = scored.rows();
    all.put("log_likelihood", i -> rows * scored.prediction(i).logDensity(scored.truth(i)));
    all.put("deviance", i -> rows * scored.prediction(i).deviance(scored.truth(i)));
    switch (scored.target()) {
      case Target.Classes classes -> all.classes(classes);
      case Target.Number _ -> all.numbers();
    }
    return all.terms;
  }

  private void put(String name, IntToDoubleFunction term) {
    terms.put(name, RowTerms.of(scored.rows(), term));
  }

  /** A row's share of the weighted mean, times the number of rows, about the mean. */
  private IntToDoubleFunction losses() {
    var weights = scored.data().weights();
    var rows = scored.rows();
    var sum = RowTerms.sum(rows, weights::at);
    var mean = RowTerms.sum(rows, i -> weights.at(i) * scored.loss(i)) / sum;
    return i -> rows * weights.at(i) / sum * (scored.loss(i) - mean);
  }

  private void classes(Target.Classes classes) {
    put("accuracy", i -> scored.prediction(i).mode() == scored.truth(i) ? 1 : 0);
    if (classes.binary()) {
      scored.positiveProbabilities().flatMap(this::auc).ifPresent(it -> terms.put("auc", it));
    }
    put("brier", i -> ClassScores.brier(classes, (int) scored.truth(i), scored.prediction(i)));
  }

  /** The placement values of DeLong et al. (1988) about the area. */
  private Optional<double[]> auc(double[] scores) {
    var positive = scored.positives();
    var placements = RocAuc.placements(scores, positive);
    var hits = 0;
    var area = 0.0;
    for (var i = 0; i < scores.length; i++) {
      hits += positive[i] ? 1 : 0;
      area += positive[i] ? placements[i] : 0;
    }
    var rows = (double) scores.length;
    if (hits == 0 || hits == rows) {
      return Optional.empty();
    }
    for (var i = 0; i < rows; i++) {
      var own = positive[i] ? hits : rows - hits;
      // With the factor, the squares of the terms add up to DeLong's sum of two variances.
      var factor = rows / own * Math.sqrt((rows - 1) / rows * own / (own - 1));
      placements[i] = (placements[i] - area / hits) * factor;
    }
    return Optional.of(placements);
  }

  private void numbers() {
    IntToDoubleFunction error = i -> scored.truth(i) - scored.prediction(i).mean();
    var rows = scored.rows();
    var rmse = Math.sqrt(RowTerms.sum(rows, i -> Math.pow(error.applyAsDouble(i), 2)) / rows);
    put("rmse", i -> rmse == 0 ? 0 : Math.pow(error.applyAsDouble(i), 2) / (2 * rmse));
    put("mae", i -> Math.abs(error.applyAsDouble(i)));
    put("coverage_95", i -> scored.prediction(i).covers(0.95, scored.truth(i)) ? 1 : 0);
  }
}
