package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.app.EvaluatedRows;
import org.backprop.app.Evaluation;
import org.backprop.app.GradientChecks;
import org.backprop.model.TrainedModel;
import org.backprop.score.ScoredRows;
import org.backprop.score.Scores;
import org.backprop.score.StandardErrors;
import org.backprop.table.Counted;

/**
 * What rows with known targets say about a model.
 *
 * @param file the name of the data, without its folder
 * @param sha256 of its bytes
 * @param remark which rows count, and why
 * @param parts the rows of each part, the one that chose nothing last
 * @param errors the standard errors of the scores of each part
 * @param rows what the model says of the rows of the last part
 * @param importance what each column is worth; empty for images
 */
record Judgement(
    String file,
    String sha256,
    String remark,
    Map<String, EvaluatedRows.Part> parts,
    Evaluation evaluation,
    Map<String, StandardErrors> errors,
    ScoredRows rows,
    Optional<Importance> importance,
    GradientChecks checks) {

  /** Computes the scores and their standard errors. */
  static Judgement of(
      TrainedModel model,
      String file,
      String sha256,
      String remark,
      Map<String, EvaluatedRows.Part> parts,
      Optional<Importance> importance,
      GradientChecks checks) {
    var errors = new LinkedHashMap<String, StandardErrors>();
    ScoredRows last = null;
    for (var part : parts.entrySet()) {
      var data = part.getValue().data();
      last = ScoredRows.of(model, data);
      var baseline = ScoredRows.of(Evaluation.baseline(model, data), data);
      errors.put(part.getKey(), StandardErrors.of(last, baseline));
    }
    return new Judgement(
        file,
        sha256,
        remark,
        parts,
        Evaluation.of(model, parts),
        errors,
        Objects.requireNonNull(last),
        importance,
        checks);
  }

  /** The name of the last part, the fairest. */
  String last() {
    return List.copyOf(parts.keySet()).getLast();
  }

  /** The scores of the last part. */
  Scores scores() {
    return Objects.requireNonNull(evaluation.scores().get(last()));
  }

  /** As in {@code 69 test rows}. */
  String rowsInWords() {
    var what = last().equals("data") ? "row" : last() + " row";
    return Counted.of(rows.rows(), what);
  }
}
