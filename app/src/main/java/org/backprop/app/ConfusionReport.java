package org.backprop.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.backprop.score.ClassScores;

/** Which classes were taken for which. */
public final class ConfusionReport {
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
      terminal.line("  Most frequent mistakes on the " + part + " rows:");
      terminal.table(mistakes(scores, LISTED));
    }
  }

  /** How many rows of each class, down, were predicted as which, across. */
  public static TextTable matrix(ClassScores scores) {
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

  /** The most frequent mistakes, at most a number of them. */
  public static TextTable mistakes(ClassScores scores, int most) {
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
    var table = TextTable.of("actual", "<predicted", "rows");
    all.stream()
        .limit(most)
        .forEach(m -> table.row(m.actual(), m.predicted(), Numbers.count(m.count())));
    return table;
  }

  /** Precision and recall of some classes, by their places among the levels. */
  public static TextTable perClass(ClassScores scores, List<Integer> classes) {
    var table = TextTable.of("class", "precision", "recall", "F1", "rows");
    var confusion = scores.confusion();
    for (var k : classes) {
      table.row(
          scores.levels().get(k),
          Numbers.fixed(confusion.precision(k), 4),
          Numbers.fixed(confusion.recall(k), 4),
          Numbers.fixed(confusion.f1(k), 4),
          Numbers.count(confusion.support(k)));
    }
    return table;
  }
}
