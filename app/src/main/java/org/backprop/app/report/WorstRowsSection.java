package org.backprop.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.app.EvaluatedRows;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.prepare.Target;
import org.backprop.saved.SavedMap;
import org.backprop.score.ColumnImportance;

/** The rows with the largest losses, with the values of the most important columns. */
record WorstRowsSection(Subject subject, Judgement judgement) implements Section {
  private static final int ROWS = 10;
  private static final int COLUMNS = 5;
  private static final int CELL = 40;

  @Override
  public String id() {
    return "worst-rows";
  }

  @Override
  public String title() {
    return "Worst rows";
  }

  private EvaluatedRows.Part part() {
    return Objects.requireNonNull(judgement.parts().get(judgement.last()));
  }

  private boolean isOfClasses() {
    return subject.model().target() instanceof Target.Classes;
  }

  private List<String> columns() {
    return judgement.importance().stream()
        .flatMap(it -> it.columns().stream())
        .map(ColumnImportance::column)
        .limit(COLUMNS)
        .toList();
  }

  @Override
  public void write(Html html) {
    var columns = columns();
    var headings = new ArrayList<>(List.of("row", "loss", "<actual", "<predicted"));
    headings.add(isOfClasses() ? "P(actual)" : "<95% interval");
    columns.forEach(column -> headings.add("<" + Cut.to(column, CELL)));
    var table = TextTable.of(headings);
    for (var row : judgement.rows().worst(ROWS)) {
      var cells = new ArrayList<String>();
      cells.add(String.valueOf(part().numbers().get(row)));
      cells.add(Numbers.of(judgement.rows().loss(row)));
      cells.addAll(prediction(row));
      for (var column : columns) {
        var values = part().table().orElseThrow().cells(column);
        cells.add(Cut.to(values.isMissing(row) ? "" : values.text(row), CELL));
      }
      table.row(cells);
    }
    HtmlTable.write(
        html,
        "The worst predicted of "
            + judgement.rowsInWords()
            + "; rows of "
            + judgement.file()
            + " from 1",
        table);
  }

  private List<String> prediction(int row) {
    var rows = judgement.rows();
    var prediction = rows.prediction(row);
    return switch (subject.model().target()) {
      case Target.Classes classes ->
          List.of(
              Cut.to(classes.levels().get((int) rows.truth(row)), CELL),
              Cut.to(prediction.level(), CELL),
              Numbers.fixed(prediction.probabilities()[(int) rows.truth(row)], 4));
      case Target.Number _ ->
          List.of(
              Numbers.of(rows.truth(row)),
              Numbers.of(prediction.mean()),
              interval(prediction.interval(0.95)));
    };
  }

  private static String interval(double[] ends) {
    return Numbers.of(ends[0]) + " to " + Numbers.of(ends[1]);
  }

  @Override
  public Map<String, Object> toMap() {
    return SavedMap.of("rows", judgement.rows().worst(ROWS).stream().map(this::toMap).toList());
  }

  private Map<String, Object> toMap(int row) {
    var rows = judgement.rows();
    var map = new LinkedHashMap<String, Object>();
    map.put("row", part().numbers().get(row));
    map.put("loss", rows.loss(row));
    switch (subject.model().target()) {
      case Target.Classes classes -> {
        map.put("actual", classes.levels().get((int) rows.truth(row)));
        map.put("predicted", rows.prediction(row).level());
        map.put("probability", rows.prediction(row).probabilities()[(int) rows.truth(row)]);
      }
      case Target.Number _ -> {
        map.put("actual", rows.truth(row));
        map.put("predicted", rows.prediction(row).mean());
      }
    }
    return map;
  }
}
