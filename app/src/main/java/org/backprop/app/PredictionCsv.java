package org.backprop.app;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.model.Prediction;
import org.backprop.prepare.Target;
import org.jspecify.annotations.Nullable;

/** Predictions as comma-separated values. */
final class PredictionCsv {
  private static final String UNKNOWN = "NA";
  private static final int BLOCK = 1 << 10; // rows
  private static final int AT_ONCE = 8; // blocks: texts that are held survive collections

  private final Target target;
  private final List<String> kept;
  private final List<String> names = new ArrayList<>();

  /**
   * @param kept the columns of the data to copy; one that is called as a column of the predictions
   *     gets a number
   */
  PredictionCsv(Target target, List<String> kept) {
    this.target = target;
    this.kept = kept;
    kept.forEach(column -> names.add(free(column)));
  }

  private String free(String column) {
    var taken = new HashSet<>(names);
    taken.addAll(List.of("row", "probabilities")); // the latter in JSON
    taken.addAll(predicted());
    var name = column;
    for (var number = 2; taken.contains(name); number++) {
      name = column + "_" + number;
    }
    return name;
  }

  /** Which kept columns have other names than in the data; empty if none. */
  String renamed() {
    return IntStream.range(0, kept.size())
        .filter(i -> !kept.get(i).equals(names.get(i)))
        .mapToObj(i -> "%s of the data is called %s here".formatted(kept.get(i), names.get(i)))
        .collect(Collectors.joining("; "));
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
        text.repeat("," + UNKNOWN, predicted().size());
      }
      text.append('\n');
    }
    return text;
  }

  private List<String> headings() {
    var headings = new ArrayList<>(List.of("row"));
    headings.addAll(names);
    headings.addAll(predicted());
    return headings;
  }

  /** The names of the cells that a prediction takes. */
  private List<String> predicted() {
    return switch (target) {
      case Target.Classes classes ->
          Stream.concat(
                  Stream.of("prediction"), classes.levels().stream().map(level -> "p_" + level))
              .toList();
      case Target.Number _ -> List.of("mean", "lower_95", "upper_95");
    };
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

  /** By name; null where there is no prediction. */
  Map<String, @Nullable Object> toMap(PredictedRow row) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("row", row.number());
    for (var i = 0; i < kept.size(); i++) {
      map.put(names.get(i), row.kept().get(i));
    }
    var prediction = row.prediction().orElse(null);
    if (target instanceof Target.Classes classes) {
      map.put("prediction", prediction == null ? null : prediction.level());
      map.put("probabilities", prediction == null ? null : probabilities(classes, prediction));
    } else {
      var interval = prediction == null ? null : prediction.interval(0.95);
      map.put("mean", prediction == null ? null : prediction.mean());
      map.put("lower_95", interval == null ? null : interval[0]);
      map.put("upper_95", interval == null ? null : interval[1]);
    }
    return map;
  }

  private static Map<String, Object> probabilities(Target.Classes classes, Prediction prediction) {
    var probabilities = new LinkedHashMap<String, Object>();
    var values = prediction.probabilities();
    for (var k = 0; k < values.length; k++) {
      probabilities.put(classes.levels().get(k), values[k]);
    }
    return probabilities;
  }
}
