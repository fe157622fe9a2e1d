package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.app.report.Chart.Point;
import org.backprop.prepare.Target;
import org.backprop.saved.SavedMap;
import org.backprop.score.Calibration;

/** Whether predicted probabilities come true. */
record CalibrationSection(Subject subject, Judgement judgement, Calibration calibration)
    implements Section {
  @Override
  public String id() {
    return "calibration";
  }

  @Override
  public String title() {
    return "Calibration";
  }

  /** The event whose probability is looked at. */
  private String event() {
    var classes = (Target.Classes) subject.model().target();
    return classes.binary() ? Cut.event(classes) : "the most probable class";
  }

  @Override
  public void write(Html html) {
    var chart =
        new Chart(
            "Calibration of " + event(),
            "Points on the dotted line come true as often as they are predicted; the lines are 95%"
                + " intervals",
            Axis.of("predicted probability", 0, 1),
            Axis.of("share that came true", 0, 1));
    chart.line("", "half", List.of(new Point(0, 0), new Point(1, 1)));
    for (var bin : calibration.bins()) {
      var share = bin.happened();
      chart.dot("one", new Point(bin.probability(), share.share()), share.low(), share.high());
    }
    chart.write(html);
    HtmlTable.write(
        html,
        "Rows by the probability of "
            + event()
            + "; the share that came true with its 95% interval",
        table());
  }

  private TextTable table() {
    var table = TextTable.of("predicted from", "to", "rows", "mean", "came true", "from", "to");
    for (var bin : calibration.bins()) {
      table.row(
          Numbers.of(bin.from()),
          Numbers.of(bin.to()),
          Numbers.count(bin.rows()),
          Numbers.fixed(bin.probability(), 4),
          Numbers.fixed(bin.share(), 4),
          Numbers.fixed(bin.happened().low(), 4),
          Numbers.fixed(bin.happened().high(), 4));
    }
    return table;
  }

  @Override
  public Map<String, Object> toMap() {
    var bins = calibration.bins().stream().map(CalibrationSection::toMap).toList();
    return SavedMap.of("rows", judgement.rows().rows(), "error", calibration.error(), "bins", bins);
  }

  private static Map<String, Object> toMap(Calibration.Bin bin) {
    var map = new LinkedHashMap<String, Object>();
    map.put("from", bin.from());
    map.put("to", bin.to());
    map.put("rows", bin.rows());
    map.put("mean_probability", bin.probability());
    map.put("share", bin.share());
    map.put("low", bin.happened().low());
    map.put("high", bin.happened().high());
    return map;
  }
}
