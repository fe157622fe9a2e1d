package org.backprop.app;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.model.Prediction;
import org.backprop.prepare.Target;

/** Predictions as comma-separated values. */
final class PredictionCsv {
  private static final String UNKNOWN = "NA";
  private static final int BLOCK = 1 << 10; // rows
  private static final int AT_ONCE = 8; // blocks: texts that are held survive collections

  private final Target target;
  private final List<String> kept;

  PredictionCsv(Target target, List<String> kept) {
    this.target = target;
    this.kept = kept;
  }

  /** Writes a heading and the rows, whose texts are made on several threads. */
  void write(List<PredictedRow> rows, Writer writer) throws IOException {
    var headings = new StringBuilder();
    headings().forEach(heading -> append(headings, heading));
    writer.append(headings.deleteCharAt(0)).append('\n');
    for (var from = 0; from < rows.size(); from += AT_ONCE * BLOCK) {
      for (var text : texts(rows.subList(from, Math.min(from + AT_ONCE * BLOCK, rows.size())))) {
        writer.append(text);
      }
    }
  }

  private List<StringBuilder> texts(List<PredictedRow> rows) {
    return IntStream.range(0, Math.ceilDiv(rows.size(), BLOCK))
        .parallel()
        .map(block -> block * BLOCK)
        .mapToObj(from -> text(rows.subList(from, Math.min(from + BLOCK, rows.size()))))
        .toList();
  }

  private StringBuilder text(List<PredictedRow> rows) {
    var text = new StringBuilder();
    for (var row : rows) {
      text.append(row.number());
      row.kept().forEach(cell -> append(text, cell));
      if (row.prediction().isPresent()) {
        append(text, row.prediction().get());
      } else {
        text.repeat("," + UNKNOWN, width());
      }
      text.append('\n');
    }
    return text;
  }

  private List<String> headings() {
    var headings = new ArrayList<>(List.of("row"));
    headings.addAll(kept);
    switch (target) {
      case Target.Classes classes -> {
        headings.add("prediction");
        classes.levels().forEach(level -> headings.add("p_" + level));
      }
      case Target.Number _ -> headings.addAll(List.of("mean", "lower_95", "upper_95"));
    }
    return headings;
  }

  /** The number of cells that a prediction takes. */
  private int width() {
    return target instanceof Target.Classes classes ? 1 + classes.levels().size() : 3;
  }

  private void append(StringBuilder text, Prediction prediction) {
    if (target instanceof Target.Classes) {
      append(text, prediction.level());
      for (var probability : prediction.probabilities()) {
        append(text, probability);
      }
    } else {
      append(text, prediction.mean());
      for (var end : prediction.interval(0.95)) {
        append(text, end);
      }
    }
  }

  private static void append(StringBuilder text, double number) {
    NineDigits.append(text.append(','), number);
  }

  /** In quotation marks where a mark, a delimiter or a line break is part of it. */
  private static void append(StringBuilder text, String cell) {
    var quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    text.append(',').append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
  }

  Map<String, Object> toMap(PredictedRow row) {
    var map = new LinkedHashMap<String, Object>();
    map.put("row", row.number());
    for (var i = 0; i < kept.size(); i++) {
      map.put(kept.get(i), row.kept().get(i));
    }
    row.prediction().ifPresent(prediction -> map.putAll(toMap(prediction)));
    return map;
  }

  private Map<String, Object> toMap(Prediction prediction) {
    var map = new LinkedHashMap<String, Object>();
    if (target instanceof Target.Classes classes) {
      var probabilities = new LinkedHashMap<String, Object>();
      var values = prediction.probabilities();
      for (var k = 0; k < values.length; k++) {
        probabilities.put(classes.levels().get(k), values[k]);
      }
      map.put("prediction", prediction.level());
      map.put("probabilities", probabilities);
    } else {
      var interval = prediction.interval(0.95);
      map.put("mean", prediction.mean());
      map.put("lower_95", interval[0]);
      map.put("upper_95", interval[1]);
    }
    return map;
  }
}
