package org.backprop.app;

import java.util.ArrayList;
import java.util.List;
import org.backprop.prepare.Target;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.score.Scores;

/** Scores of several parts of the data, one a line, each beside its baseline. */
final class ScoreReport {
  private record Part(String name, Scores scores) {}

  private final Terminal terminal;
  private final List<Part> parts = new ArrayList<>();

  ScoreReport(Terminal terminal) {
    this.terminal = terminal;
  }

  void add(String name, Scores scores) {
    parts.add(new Part(name, scores));
  }

  /** The parts, and of the last one, the fairest, the confusion matrix. */
  void show(Target target, boolean validationChose) {
    var table =
        target instanceof Target.Number
            ? TextTable.of("", "rows", "loss", "RMSE", "MAE", "R2", "mean's RMSE", "mean's MAE")
            : TextTable.of("", "rows", "loss", "accuracy", "majority class");
    parts.forEach(part -> table.row(row(part)));
    terminal.table(table);
    if (target instanceof Target.Number) {
      terminal.line("  RMSE and MAE in units of " + target.column() + ".");
    }
    if (validationChose) {
      fairness();
    }
    if (parts.getLast().scores() instanceof ClassScores scores) {
      terminal.line();
      ConfusionReport.show(terminal, scores, parts.getLast().name());
    }
  }

  private void fairness() {
    if (parts.stream().anyMatch(part -> part.name().equals("validation"))) {
      var last = parts.getLast().name().equals("test");
      terminal.line(
          "  The validation rows chose the epoch; "
              + (last
                  ? "the test rows chose nothing."
                  : "for rows that choose nothing: --test 0.2"));
    }
  }

  private static List<String> row(Part part) {
    var row = new ArrayList<String>();
    row.add(part.name());
    row.add(Numbers.count(part.scores().rows()));
    row.add(Numbers.of(part.scores().loss()));
    switch (part.scores()) {
      case ClassScores s -> {
        row.add(Numbers.fixed(s.accuracy(), 4));
        row.add(Numbers.fixed(s.baselineAccuracy(), 4));
      }
      case NumberScores s -> {
        row.add(Numbers.of(s.rmse()));
        row.add(Numbers.of(s.mae()));
        row.add(Numbers.fixed(s.r2(), 4));
        row.add(Numbers.of(s.baselineRmse()));
        row.add(Numbers.of(s.baselineMae()));
      }
    }
    return row;
  }
}
