package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.backprop.app.EvaluatedRows;
import org.backprop.app.ScoreMeasure;
import org.backprop.app.StoredScores;
import org.backprop.app.TextTable;
import org.backprop.prepare.Target;
import org.backprop.score.ClassScores;
import org.backprop.table.Counted;
import org.jspecify.annotations.Nullable;

/** The scores beside those of the baseline, with their standard errors. */
record ScoreSection(Subject subject) implements Section {
  private static final int FEW_CLASSES = 12;

  @Override
  public String id() {
    return "scores";
  }

  @Override
  public String title() {
    return "Scores";
  }

  @Override
  public void write(Html html) {
    var target = subject.model().target();
    subject
        .judgement()
        .ifPresent(it -> {
          html.paragraph(subject.shown(it.remark()));
          it.parts().keySet().forEach(part -> write(html, it, part));
          html.paragraph(
              target instanceof Target.Classes
                  ? "Baseline: always the most frequent class of the training rows, and their"
                      + " frequencies."
                  : Cut.text(
                      "Baseline: always the mean of the training rows. RMSE and MAE in units of "
                          + target.column()
                          + "."));
          html.paragraph(
              "A standard error says how far a number would move with other rows of the same kind;"
                  + " the difference is the model's score less the baseline's on the same rows.");
        });
    var stored = subject.model().provenance().filter(it -> !it.scores().isEmpty());
    stored.ifPresent(
        it -> HtmlTable.write(html, "As training stored them", StoredScores.of(target, it)));
    if (stored.isEmpty() && subject.judgement().isEmpty()) {
      html.paragraph("The model file holds no scores; name data to have the model scored.");
    }
  }

  private void write(Html html, Judgement judgement, String part) {
    var scores = Objects.requireNonNull(judgement.evaluation().scores().get(part));
    var baselines = Objects.requireNonNull(judgement.evaluation().baselines().get(part));
    var errors = Objects.requireNonNull(judgement.errors().get(part));
    var table =
        TextTable.of(
            "score", "model", "std. error", "baseline", "std. error", "difference", "std. error");
    for (var measure : ScoreMeasure.of(subject.model().target())) {
      var difference =
          measure.value().applyAsDouble(scores) - measure.value().applyAsDouble(baselines);
      table.row(
          measure.name(),
          measure.text(scores),
          error(measure, errors.model().get(measure.key())),
          measure.text(baselines),
          error(measure, errors.baseline().get(measure.key())),
          measure.text(difference),
          error(measure, errors.difference().get(measure.key())));
    }
    HtmlTable.write(html, caption(part, judgement.parts().get(part)), table);
  }

  private static String caption(String part, EvaluatedRows.@Nullable Part rows) {
    var count = Objects.requireNonNull(rows).data().rows();
    return Counted.of(count, part.equals("data") ? "row" : part + " row");
  }

  private static String error(ScoreMeasure measure, @Nullable Double error) {
    return error == null || Double.isNaN(error) ? "" : measure.text(error);
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    subject
        .judgement()
        .ifPresent(it -> it.parts().keySet().forEach(part -> map.put(part, toMap(it, part))));
    subject
        .model()
        .provenance()
        .ifPresent(it -> {
          var stored = new LinkedHashMap<String, Object>();
          it.scores().keySet().forEach(part -> stored.put(part, numbers(it.scoresOf(part))));
          map.put("stored", stored);
        });
    return map;
  }

  private static Map<String, Object> toMap(Judgement judgement, String part) {
    var errors = Objects.requireNonNull(judgement.errors().get(part));
    var map = bounded(judgement, part);
    map.put("standard_errors", errors.model());
    map.put("baseline_standard_errors", errors.baseline());
    map.put("difference_standard_errors", errors.difference());
    return map;
  }

  /** What evaluate writes, of many classes without their matrix. */
  private static Map<String, Object> bounded(Judgement judgement, String part) {
    var map = new LinkedHashMap<>(judgement.evaluation().toMap(part));
    var isLarge =
        judgement.scores() instanceof ClassScores scores && scores.levels().size() > FEW_CLASSES;
    if (!isLarge) {
      return map;
    }
    var numbers = numbers(map);
    numbers.put("baseline", numbers((Map<?, ?>) Objects.requireNonNull(map.get("baseline"))));
    return numbers;
  }

  private static Map<String, Object> numbers(Map<?, ?> scores) {
    var numbers = new LinkedHashMap<String, Object>();
    scores.forEach((name, value) -> {
      if (value instanceof Number) {
        numbers.put(String.valueOf(name), value);
      }
    });
    return numbers;
  }
}
