package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.app.report.Chart.Point;
import org.backprop.saved.SavedMap;
import org.backprop.score.Residuals;
import org.backprop.score.Residuals.Group;

/** What is left of a number when its prediction is taken off. */
record ResidualSection(Subject subject, Judgement judgement, Residuals residuals)
    implements Section {
  private static final List<String> QUANTILES =
      List.of("minimum", "lower quartile", "median", "upper quartile", "maximum");

  @Override
  public String id() {
    return "residuals";
  }

  @Override
  public String title() {
    return "Residuals";
  }

  @Override
  public void write(Html html) {
    html.paragraph(
        "y - y_hat on %s, in units of %s."
            .formatted(judgement.rowsInWords(), Cut.name(subject.model().target().column())));
    if (residuals.leftOut() > 0) {
      html.paragraph(Numbers.count(residuals.leftOut()) + " that are not finite are left out.");
    }
    if (residuals.rows() == 0) {
      return;
    }
    histogram().write(html);
    groups().write(html);
    var table = TextTable.of("", "residual");
    for (var i = 0; i < QUANTILES.size(); i++) {
      table.row(QUANTILES.get(i), Numbers.of(residuals.quantiles().get(i)));
    }
    table.row("mean", Numbers.of(residuals.mean()));
    table.row("standard deviation", Numbers.of(residuals.deviation()));
    HtmlTable.write(html, "Residuals in numbers", table);
  }

  private Chart histogram() {
    var bins = residuals.histogram();
    var most = bins.stream().mapToInt(Residuals.Bin::rows).max().orElse(0);
    var from = bins.getFirst().from();
    var to = bins.getLast().to();
    var chart =
        new Chart(
            "How often each residual occurs",
            "From %s to %s, half of them between %s and %s"
                .formatted(
                    Numbers.of(from),
                    Numbers.of(to),
                    Numbers.of(residuals.quantiles().get(1)),
                    Numbers.of(residuals.quantiles().get(3))),
            Axis.of("residual", List.of(Math.min(from, 0), from, to)),
            Axis.of("rows", 0, most));
    bins.forEach(bin -> chart.bar(bin.from(), bin.to(), bin.rows()));
    return chart;
  }

  private Chart groups() {
    var groups = residuals.groups();
    var residual = groups.stream().flatMap(it -> Stream.of(it.low(), it.high(), 0.0)).toList();
    var predicted = groups.stream().flatMap(it -> Stream.of(it.from(), it.to(), 0.0)).toList();
    var ends = groups.stream().flatMap(it -> Stream.of(it.from(), it.to())).toList();
    var isFromZero = predicted.stream().anyMatch(it -> it < 0);
    return new Chart(
            "Residuals by prediction",
            "The median, and the band that holds four fifths of the rows, of %s groups of rows with"
                    .formatted(groups.size())
                + " neighbouring predictions",
            Axis.of("prediction", isFromZero ? predicted : ends),
            Axis.of("residual", residual))
        .band("four fifths", "one", line(groups, Group::low), line(groups, Group::high))
        .line("median", "two", line(groups, Group::median));
  }

  private static List<Point> line(List<Group> groups, ToDoubleFunction<Group> value) {
    return groups.stream()
        .flatMap(it ->
            Stream.of(
                new Point(it.from(), value.applyAsDouble(it)),
                new Point(it.to(), value.applyAsDouble(it))))
        .toList();
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("rows", residuals.rows());
    map.put("left_out", residuals.leftOut());
    map.put("mean", residuals.mean());
    map.put("standard_deviation", residuals.deviation());
    map.put("quantiles", residuals.quantiles());
    map.put(
        "histogram",
        residuals.histogram().stream()
            .map(it -> SavedMap.of("from", it.from(), "to", it.to(), "rows", it.rows()))
            .toList());
    map.put("groups", residuals.groups().stream().map(ResidualSection::toMap).toList());
    return map;
  }

  private static Map<String, Object> toMap(Group group) {
    var map = new LinkedHashMap<String, Object>();
    map.put("from", group.from());
    map.put("to", group.to());
    map.put("rows", group.rows());
    map.put("low", group.low());
    map.put("median", group.median());
    map.put("high", group.high());
    return map;
  }
}
