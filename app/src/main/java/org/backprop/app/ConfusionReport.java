package org.backprop.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.backprop.score.ClassScores;

/** Which classes were taken for which. */
final class ConfusionReport {
  private static final int WIDTH = 76;
  private static final int LISTED = 8;

  private record Mistake(String actual, String predicted, int count) {}

  private ConfusionReport() {}

  /** The matrix, or for many classes the most frequent mistakes. */
  static void show(Terminal terminal, ClassScores scores, String part) {
    var table = matrix(scores);
    if (table.lines().stream().allMatch(line -> line.length() <= WIDTH)) {
      terminal.line("  Confusion on the " + part + " rows: actual class down, predicted across.");
      terminal.table(table);
    } else {
      mistakes(terminal, scores, part);
    }
  }

  private static TextTable matrix(ClassScores scores) {
    var levels = scores.levels();
    var heading = new ArrayList<>(levels);
    heading.addFirst("");
    var table = TextTable.of(heading);
    for (var actual = 0; actual < levels.size(); actual++) {
      var row = new ArrayList<>(List.of(levels.get(actual)));
      for (var predicted = 0; predicted < levels.size(); predicted++) {
        row.add(Numbers.count(scores.confusion().count(actual, predicted)));
      }
      table.row(row);
    }
    return table;
  }

  private static void mistakes(Terminal terminal, ClassScores scores, String part) {
    var all = new ArrayList<Mistake>();
    var levels = scores.levels();
    for (var i = 0; i < levels.size(); i++) {
      for (var j = 0; j < levels.size(); j++) {
        all.add(
            new Mistake(levels.get(i), levels.get(j), i == j ? 0 : scores.confusion().count(i, j)));
      }
    }
    all.removeIf(mistake -> mistake.count() == 0);
    all.sort(Comparator.comparingInt(Mistake::count).reversed());
    terminal.line("  Most frequent mistakes on the " + part + " rows:");
    var table = TextTable.of("actual", "<predicted", "rows");
    all.stream()
        .limit(LISTED)
        .forEach(m -> table.row(m.actual(), m.predicted(), Numbers.count(m.count())));
    terminal.table(table);
  }
}
