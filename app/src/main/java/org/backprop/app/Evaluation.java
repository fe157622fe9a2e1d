package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.score.MeanModel;
import org.backprop.score.Scores;

/**
 * The scores of a model on each part of some rows, beside those of its baseline.
 *
 * @param scores by the name of the part: {@code validation}, {@code test} or {@code data}
 * @param baselines likewise
 */
public record Evaluation(Map<String, Scores> scores, Map<String, Scores> baselines) {

  /** Scores the rows of each part. */
  public static Evaluation of(TrainedModel trained, Map<String, EvaluatedRows.Part> parts) {
    var scores = new LinkedHashMap<String, Scores>();
    var baselines = new LinkedHashMap<String, Scores>();
    parts.forEach((name, part) -> {
      var rows = part.data();
      scores.put(name, score(trained, rows, trained));
      baselines.put(name, score(trained, rows, baseline(trained, rows)));
    });
    return new Evaluation(scores, baselines);
  }

  private static Scores score(TrainedModel trained, Dataset rows, TrainedModel scored) {
    return Scores.of(scored, rows, mean(trained, rows));
  }

  /** The model that looks at no input, beside which a model is judged on these rows. */
  public static TrainedModel baseline(TrainedModel trained, Dataset rows) {
    return MeanModel.of(trained, mean(trained, rows), rows);
  }

  /** The mean of the training targets, or where the model does not know it, of these. */
  private static double[] mean(TrainedModel trained, Dataset rows) {
    var known =
        trained.provenance().stream()
            .flatMapToDouble(it -> it.baseline().stream().mapToDouble(Double::doubleValue))
            .toArray();
    return known.length == rows.outputs() ? known : Means.ofColumns(rows.y());
  }

  /** The scores of a part, and under {@code baseline} those of its baseline. */
  public Map<String, Object> toMap(String part) {
    var all = new LinkedHashMap<>(Objects.requireNonNull(scores.get(part)).toMap());
    all.put("baseline", Objects.requireNonNull(baselines.get(part)).toMap());
    return all;
  }

  /** The number of rows of all parts. */
  public int rows() {
    return scores.values().stream().mapToInt(Scores::rows).sum();
  }
}
