package org.backprop.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores by name for JSON, which knows no NaN and no infinity. */
final class ScoreMap {
  private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

  ScoreMap number(String name, double value) {
    entries.put(name, Double.isFinite(value) ? value : null);
    return this;
  }

  ScoreMap put(String name, Object value) {
    entries.put(name, value);
    return this;
  }

  /** What every model is scored by. */
  static ScoreMap of(Scores scores) {
    return new ScoreMap()
        .put("rows", scores.rows())
        .number("loss", scores.loss())
        .number("log_likelihood", scores.logLikelihood())
        .number("deviance", scores.deviance());
  }

  @SuppressWarnings("NullAway") // the map's reader is a writer of JSON, where null is a value
  Map<String, Object> toMap() {
    return entries;
  }
}
