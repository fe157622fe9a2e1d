package org.backprop.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How far scores would move with other rows of the same kind: the standard errors of a model's
 * scores, of its baseline's, and of the differences between the two on the same rows. That of the
 * root mean squared error is by the delta method, that of the area under the ROC curve by DeLong et
 * al. (1988). Scores without a standard error here: the calibration error, R2 and, of more than two
 * classes, the area.
 *
 * @param model by the names that the scores have in JSON; NaN with less than two rows
 * @param baseline likewise
 * @param difference of the model's score less the baseline's
 */
public record StandardErrors(
    Map<String, Double> model, Map<String, Double> baseline, Map<String, Double> difference) {

  /** Of a model and of its baseline on the same rows. */
  public static StandardErrors of(ScoredRows model, ScoredRows baseline) {
    var own = ScoreTerms.of(model);
    var others = ScoreTerms.of(baseline);
    var errors =
        new StandardErrors(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    own.forEach((name, terms) -> {
      var other = Objects.requireNonNull(others.get(name));
      errors.model.put(name, error(terms));
      errors.baseline.put(name, error(other));
      errors.difference.put(name, error(RowTerms.of(terms.length, i -> terms[i] - other[i])));
    });
    return errors;
  }

  /** Of a mean of independent terms. */
  static double error(double[] terms) {
    var rows = terms.length;
    var mean = Arrays.stream(terms).sum() / rows;
    var squares = Arrays.stream(terms).map(it -> (it - mean) * (it - mean)).sum();
    return Math.sqrt(squares / (rows - 1) / rows);
  }
}
