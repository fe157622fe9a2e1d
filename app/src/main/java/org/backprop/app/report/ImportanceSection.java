package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.app.ImportanceCommand;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.prepare.Target;
import org.backprop.table.Counted;

/** How much worse the model predicts when a column is shuffled. */
record ImportanceSection(Subject subject, Importance importance) implements Section {
  private static final int COLUMNS = 25;

  @Override
  public String id() {
    return "importance";
  }

  @Override
  public String title() {
    return "Importance of the columns";
  }

  private boolean isOfClasses() {
    return subject.model().target() instanceof Target.Classes;
  }

  @Override
  public void write(Html html) {
    html.paragraph(
        "How much worse the model predicts %s when the values of a column are shuffled %s,"
                .formatted(
                    Counted.of(importance.rows(), "row"), Counted.of(importance.repeats(), "time"))
            + " with the standard deviation over the shuffles.");
    if (importance.rows() < importance.all()) {
      html.paragraph(
          "These rows are taken evenly from %s, which bounds the time; the command importance takes"
                  .formatted(Numbers.count(importance.all()))
              + " all.");
    }
    var table =
        TextTable.of(
            "column",
            isOfClasses() ? "accuracy lost" : "RMSE added",
            "std. dev.",
            "loss added",
            "std. dev.");
    for (var one : importance.columns().stream().limit(COLUMNS).toList()) {
      table.row(
          Cut.name(one.column()),
          isOfClasses() ? Numbers.fixed(one.importance(), 4) : Numbers.of(one.importance()),
          spread(one.importanceDeviation(), isOfClasses()),
          Numbers.of(one.loss()),
          spread(one.lossDeviation(), false));
    }
    var count = importance.columns().size();
    HtmlTable.write(
        html,
        count > COLUMNS
            ? "The most important %s of %s columns".formatted(COLUMNS, Numbers.count(count))
            : Counted.of(count, "column") + ", the most important first",
        table);
  }

  private static String spread(double deviation, boolean isShare) {
    var text = isShare ? Numbers.fixed(deviation, 4) : Numbers.of(deviation);
    return Double.isNaN(deviation) ? "" : text;
  }

  @Override
  public Map<String, Object> toMap() {
    var columns = importance.columns();
    var map = new LinkedHashMap<String, Object>();
    map.put("measure", ImportanceCommand.measure(subject.model().target()));
    map.put("rows", importance.rows());
    map.put("repeats", importance.repeats());
    map.put("seed", importance.seed());
    map.put(
        "columns", ImportanceCommand.toList(columns.subList(0, Math.min(COLUMNS, columns.size()))));
    return map;
  }
}
