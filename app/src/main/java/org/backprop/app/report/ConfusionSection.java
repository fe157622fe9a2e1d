package org.backprop.app.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.app.ConfusionReport;
import org.backprop.app.TextTable;
import org.backprop.score.ClassScores;

/** Which classes were taken for which: the matrix, or of many classes the usual mistakes. */
record ConfusionSection(Judgement judgement, ClassScores scores) implements Section {
  private static final int FEW_CLASSES = 12;
  private static final int MISTAKES = 20;
  private static final int CLASSES = 30;

  @Override
  public String id() {
    return "confusion";
  }

  @Override
  public String title() {
    return "Confusion";
  }

  @Override
  public void write(Html html) {
    if (scores.levels().size() <= FEW_CLASSES) {
      HtmlTable.write(
          html,
          judgement.rowsInWords() + ": actual class down, predicted class across",
          ConfusionReport.matrix(scores));
    } else {
      HtmlTable.write(
          html,
          judgement.rowsInWords() + ": the most frequent mistakes",
          ConfusionReport.mistakes(scores, MISTAKES));
    }
    var some = classes();
    HtmlTable.write(
        html,
        some.size() < scores.levels().size()
            ? "The %s classes with the lowest F1 of %s"
                .formatted(some.size(), scores.levels().size())
            : "Precision and recall of each class",
        ConfusionReport.perClass(scores, some));
  }

  /** All, or of many those that are recognised worst; one without rows is not judged. */
  private List<Integer> classes() {
    var all = IntStream.range(0, scores.levels().size()).boxed();
    return scores.levels().size() <= CLASSES
        ? all.toList()
        : all.sorted(Comparator.comparingDouble((Integer k) -> scores.confusion().f1(k)))
            .limit(CLASSES)
            .toList();
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("classes", scores.levels().size());
    if (scores.levels().size() <= FEW_CLASSES) {
      map.put("levels", scores.levels());
      map.put("counts", scores.confusion().toArray());
    } else {
      map.put("mistakes", rows(ConfusionReport.mistakes(scores, MISTAKES)));
    }
    return map;
  }

  private static List<List<String>> rows(TextTable table) {
    return table.cells().stream().skip(1).toList();
  }
}
