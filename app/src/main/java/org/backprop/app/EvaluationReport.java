package org.backprop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Target;
import org.backprop.score.ClassScores;
import org.backprop.score.Scores;
import org.backprop.table.Counted;
import org.backprop.table.DidYouMean;

/** What {@code evaluate} tells people: every score beside that of the baseline. */
final class EvaluationReport {
  private final Terminal terminal;
  private final TrainedModel model;

  EvaluationReport(Terminal terminal, TrainedModel model) {
    this.terminal = terminal;
    this.model = model;
  }

  void show(String remark, Evaluation evaluation) {
    var scores = evaluation.scores();
    var classes = model.target() instanceof Target.Classes;
    terminal.line(
        model.target().column()
            + ", "
            + LikelihoodText.name(model.model().likelihood())
            + " likelihood");
    terminal.paragraph(remark);
    terminal.line();
    var measures = ScoreMeasure.of(model.target());
    table(scores, evaluation.baselines(), measures);
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

  private void noticeInfinite(Map<String, Scores> scores, List<ScoreMeasure> measures) {
    var infinite =
        measures.stream()
            .filter(measure ->
                scores.values().stream()
                    .anyMatch(score -> Double.isInfinite(measure.value().applyAsDouble(score))))
            .map(ScoreMeasure::name)
            .toList();
    if (!infinite.isEmpty()) {
      terminal.notice(
          DidYouMean.list(infinite)
              + (infinite.size() == 1 ? " is" : " are")
              + " infinite: the model fits its training rows exactly, or a square is beyond 1.8e308.");
    }
  }

  private void table(
      Map<String, Scores> scores, Map<String, Scores> baselines, List<ScoreMeasure> measures) {
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
    var all = IntStream.range(0, scores.levels().size()).boxed().toList();
    terminal.table(ConfusionReport.perClass(scores, all));
  }
}
