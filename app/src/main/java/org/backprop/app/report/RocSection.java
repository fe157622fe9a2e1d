package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.app.Numbers;
import org.backprop.app.report.Chart.Point;
import org.backprop.prepare.Target;
import org.backprop.score.RocCurve;

/** Of two classes: rows found against rows found wrongly, for each threshold. */
record RocSection(Subject subject, Judgement judgement, RocCurve curve) implements Section {
  private static final int MOST_POINTS = 150;

  @Override
  public String id() {
    return "roc";
  }

  @Override
  public String title() {
    return "ROC curve";
  }

  @Override
  public void write(Html html) {
    var event = Cut.event((Target.Classes) subject.model().target());
    var thin = curve.atMost(MOST_POINTS);
    var corners = thin.points().size();
    new Chart(
            "ROC curve of " + event,
            "The area under the curve is %s on %s; a straight line from corner to corner would be chance"
                .formatted(Numbers.fixed(curve.area(), 4), judgement.rowsInWords()),
            Axis.of("false positive rate", 0, 1),
            Axis.of("true positive rate", 0, 1))
        .line("", "half", List.of(new Point(0, 0), new Point(1, 1)))
        .line("", "one", thin.points().stream().map(RocSection::point).toList())
        .write(html);
    if (corners == MOST_POINTS) {
      html.paragraph("Of all thresholds " + MOST_POINTS + " are drawn; the area is of all.");
    }
  }

  private static Point point(RocCurve.Point it) {
    return new Point(it.falsePositiveRate(), it.truePositiveRate());
  }

  @Override
  public Map<String, Object> toMap() {
    var points = curve.atMost(MOST_POINTS).points();
    var map = new LinkedHashMap<String, Object>();
    map.put("area", curve.area());
    map.put("thresholds", points.stream().map(RocCurve.Point::threshold).toList());
    map.put("false_positive_rate", points.stream().map(RocCurve.Point::falsePositiveRate).toList());
    map.put("true_positive_rate", points.stream().map(RocCurve.Point::truePositiveRate).toList());
    return map;
  }
}
