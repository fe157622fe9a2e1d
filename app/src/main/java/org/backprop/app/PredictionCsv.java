package org.backprop.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.backprop.model.Prediction;
import org.backprop.prepare.Target;

/** Predictions as comma-separated values. */
final class PredictionCsv {
  private static final String UNKNOWN = "NA";
  private static final MathContext NINE = new MathContext(9);

  private final Target target;
  private final List<String> kept;

  PredictionCsv(Target target, List<String> kept) {
    this.target = target;
    this.kept = kept;
  }

  void write(List<PredictedRow> rows, Writer writer) throws IOException {
    var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    csv.writeRecord(headings());
    for (var row : rows) {
      csv.writeRecord(cells(row));
    }
    csv.flush();
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

  private List<String> cells(PredictedRow row) {
    var cells = new ArrayList<>(List.of(String.valueOf(row.number())));
    cells.addAll(row.kept());
    var unknown = headings().size() - cells.size();
    cells.addAll(row.prediction().map(this::cells).orElse(Collections.nCopies(unknown, UNKNOWN)));
    return cells;
  }

  private List<String> cells(Prediction prediction) {
    if (target instanceof Target.Classes) {
      var cells = new ArrayList<>(List.of(prediction.level()));
      DoubleStream.of(prediction.probabilities()).mapToObj(PredictionCsv::text).forEach(cells::add);
      return cells;
    }
    var interval = prediction.interval(0.95);
    return List.of(text(prediction.mean()), text(interval[0]), text(interval[1]));
  }

  /** Nine digits, which is what single precision holds. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    var rounded = new BigDecimal(value).round(NINE).stripTrailingZeros();
    var small = rounded.signum() != 0 && Math.abs(value) < 1e-6;
    return small ? String.valueOf(rounded.doubleValue()) : rounded.toPlainString();
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
