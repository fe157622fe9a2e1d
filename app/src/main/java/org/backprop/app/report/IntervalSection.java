package org.backprop.app.report;

import java.util.List;
import java.util.Map;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.app.report.Chart.Point;
import org.backprop.saved.SavedMap;
import org.backprop.score.IntervalCoverage;

/** Whether prediction intervals of a number hold as many rows as they promise. */
record IntervalSection(Judgement judgement, IntervalCoverage coverage) implements Section {
  @Override
  public String id() {
    return "calibration";
  }

  @Override
  public String title() {
    return "Calibration of the intervals";
  }

  @Override
  public void write(Html html) {
    var chart =
        new Chart(
            "Rows within their prediction intervals",
            "Points on the dotted line hold as many rows as they promise; below it the intervals"
                + " are too narrow. The lines are 95% intervals",
            Axis.of("probability of the interval", 0, 1),
            Axis.of("share of the rows within", 0, 1));
    chart.line("", "half", List.of(new Point(0, 0), new Point(1, 1)));
    for (var level : coverage.levels()) {
      var share = level.within();
      chart.dot("one", new Point(level.probability(), share.share()), share.low(), share.high());
    }
    chart.write(html);
    var table = TextTable.of("interval", "rows within", "from", "to");
    for (var level : coverage.levels()) {
      table.row(
          Numbers.fixed(level.probability(), 2),
          Numbers.fixed(level.within().share(), 4),
          Numbers.fixed(level.within().low(), 4),
          Numbers.fixed(level.within().high(), 4));
    }
    HtmlTable.write(
        html, "The share within on " + judgement.rowsInWords() + ", with its 95% interval", table);
  }

  @Override
  public Map<String, Object> toMap() {
    return SavedMap.of(
        "rows",
        judgement.rows().rows(),
        "intervals",
        coverage.levels().stream()
            .map(it ->
                SavedMap.of(
                    "probability",
                    it.probability(),
                    "share",
                    it.within().share(),
                    "low",
                    it.within().low(),
                    "high",
                    it.within().high()))
            .toList());
  }
}
