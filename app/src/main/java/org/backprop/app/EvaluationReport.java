package org.backprop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Target;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.score.Scores;
import org.backprop.table.Counted;
import org.backprop.table.DidYouMean;

/** What {@code evaluate} tells people: every score beside that of the baseline. */
final class EvaluationReport {
  private record Measure(String name, ToDoubleFunction<Scores> of, boolean isShare) {
    String text(Scores scores) {
      var value = of.applyAsDouble(scores);
      return isShare ? Numbers.fixed(value, 4) : Numbers.of(value);
    }
  }

  private static final List<Measure> ALWAYS =
      List.of(
          new Measure("loss", Scores::loss, false),
          new Measure("log-likelihood", Scores::logLikelihood, false),
          new Measure("deviance", Scores::deviance, false));

  private static final List<Measure> CLASSES =
      List.of(
          new Measure("accuracy", s -> ((ClassScores) s).accuracy(), true),
          new Measure("AUC", s -> ((ClassScores) s).auc(), true),
          new Measure("Brier score", s -> ((ClassScores) s).brier(), true),
          new Measure("calibration error", s -> ((ClassScores) s).calibrationError(), true));

  private static final List<Measure> NUMBERS =
      List.of(
          new Measure("RMSE", s -> ((NumberScores) s).rmse(), false),
          new Measure("MAE", s -> ((NumberScores) s).mae(), false),
          new Measure("R2", s -> ((NumberScores) s).r2(), true),
          new Measure("in 95% interval", s -> ((NumberScores) s).coverage(), true));

  private final Terminal terminal;
  private final TrainedModel model;

  EvaluationReport(Terminal terminal, TrainedModel model) {
    this.terminal = terminal;
    this.model = model;
  }

  void show(String remark, Map<String, Scores> scores, Map<String, Scores> baselines) {
    var classes = model.target() instanceof Target.Classes;
    terminal.line(
        model.target().column()
            + ", "
            + LikelihoodText.name(model.model().likelihood())
            + " likelihood");
    terminal.paragraph(remark);
    terminal.line();
    var measures = Stream.concat(ALWAYS.stream(), (classes ? CLASSES : NUMBERS).stream()).toList();
    table(scores, baselines, measures);
    noticeInfinite(scores, measures);
    terminal.line();
    terminal.line(
        classes
            ? "  Baseline: always the most frequent class of the training rows, and their"
                + " frequencies."
            : "  Baseline: always the mean of the training rows. RMSE and MAE in units of "
                + model.target().column()
                + ".");
    var name = List.copyOf(scores.keySet()).getLast();
    if (scores.get(name) instanceof ClassScores last) {
      terminal.line();
      ConfusionReport.show(terminal, last, name);
      terminal.line();
      perClass(last);
    }
  }

  private void noticeInfinite(Map<String, Scores> scores, List<Measure> measures) {
    var infinite =
        measures.stream()
            .filter(measure ->
                scores.values().stream()
                    .anyMatch(score -> Double.isInfinite(measure.of().applyAsDouble(score))))
            .map(Measure::name)
            .toList();
    if (!infinite.isEmpty()) {
      terminal.notice(
          DidYouMean.list(infinite)
              + (infinite.size() == 1 ? " is" : " are")
              + " infinite: the model fits its training rows exactly, or a square is beyond 1.8e308.");
    }
  }

  private void table(
      Map<String, Scores> scores, Map<String, Scores> baselines, List<Measure> measures) {
    var headings = new ArrayList<>(List.of(""));
    scores.forEach((name, score) -> {
      headings.add(Counted.of(score.rows(), name.equals("data") ? "row" : name + " row"));
      headings.add("baseline");
    });
    var table = TextTable.of(headings);
    for (var measure : measures) {
      var row = new ArrayList<>(List.of(measure.name()));
      scores.forEach((name, score) -> {
        row.add(measure.text(score));
        row.add(measure.text(Objects.requireNonNull(baselines.get(name))));
      });
      table.row(row);
    }
    terminal.table(table);
  }

  private void perClass(ClassScores scores) {
    var table = TextTable.of("class", "precision", "recall", "F1", "rows");
    var confusion = scores.confusion();
    for (var k = 0; k < scores.levels().size(); k++) {
      table.row(
          scores.levels().get(k),
          Numbers.fixed(confusion.precision(k), 4),
          Numbers.fixed(confusion.recall(k), 4),
          Numbers.fixed(confusion.f1(k), 4),
          Numbers.count(confusion.support(k)));
    }
    terminal.table(table);
  }
}
