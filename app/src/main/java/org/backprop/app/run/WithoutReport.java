package org.backprop.app.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.backprop.app.Numbers;
import org.backprop.app.RecordedCall;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.run.Element;
import org.backprop.run.Run;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.tensor.Tensor;
import org.backprop.train.TrainingResult;

/** Trains a run again without some rows, and prints what changed. */
final class WithoutReport {
  private final Run run;
  private final Terminal terminal;

  WithoutReport(Run run, Terminal terminal) {
    this.run = run;
    this.terminal = terminal;
  }

  /**
   * Trains with and without the rows.
   *
   * @param rows of the data, counted from 1
   */
  Map<String, Object> show(int... rows) {
    var call = new RecordedCall(run, terminal);
    var plan = call.plan();
    for (var row : rows) {
      if (plan.data().rows().values().stream().noneMatch(it -> it.example(row - 1).isPresent())) {
        throw new DataException("the run has no row " + row + "; rows are counted from 1");
      }
    }
    var with = plan.run();
    var without = call.plan(Arrays.stream(rows).map(row -> row - 1).toArray()).run();
    terminal.line(
        "Without %s %s:"
            .formatted(
                rows.length == 1 ? "row" : "rows",
                Arrays.stream(rows).mapToObj(String::valueOf).collect(Collectors.joining(", "))));
    terminal.line();
    var table = TextTable.of("", "with", "without");
    var map = new LinkedHashMap<String, Object>();
    map.put("run", run.folder().toString());
    map.put("without", rows);
    scores(with, without, table, map);
    terminal.table(table);
    terminal.line();
    var moved = largestMove(with, without);
    terminal.line("  The weight that changed most: " + moved + ".");
    var changed = changedPredictions(with, without);
    terminal.line("  " + changed);
    map.put("largest_change", moved);
    map.put("predictions", changed);
    return map;
  }

  private static void scores(
      TrainingResult with, TrainingResult without, TextTable table, Map<String, Object> map) {
    var before = with.model().provenance().orElseThrow();
    var after = without.model().provenance().orElseThrow();
    for (var part : before.scores().keySet()) {
      var others = after.scoresOf(part);
      var changes = new LinkedHashMap<String, Object>();
      before
          .scoresOf(part)
          .forEach((name, value) -> {
            if (value instanceof Number one && others.get(name) instanceof Number other) {
              changes.put(name, Map.of("with", one.doubleValue(), "without", other.doubleValue()));
              if (name.equals("loss") || name.equals("accuracy") || name.equals("rmse")) {
                table.row(
                    part + " " + name,
                    Numbers.of(one.doubleValue()),
                    Numbers.of(other.doubleValue()));
              }
            }
          });
      map.put(part, changes);
    }
  }

  private static String largestMove(TrainingResult with, TrainingResult without) {
    var largest = 0.0;
    var text = "none";
    for (var entry : with.model().parameters().entrySet()) {
      var other = Objects.requireNonNull(without.model().parameters().get(entry.getKey()));
      for (var i = 0; i < entry.getValue().size() && other.size() == entry.getValue().size(); i++) {
        var change = Math.abs(other.at(i) - entry.getValue().at(i));
        if (change > largest) {
          largest = change;
          text =
              "%s, from %s to %s"
                  .formatted(
                      Element.at(entry.getKey(), entry.getValue(), i),
                      Numbers.of(entry.getValue().at(i)),
                      Numbers.of(other.at(i)));
        }
      }
    }
    return text;
  }

  /** Of the training rows, each as its own plan encodes it. */
  private static String changedPredictions(TrainingResult with, TrainingResult without) {
    var before = with.model().predictor().means(with.plan().data().training().x());
    var after = without.model().predictor().means(without.plan().data().training().x());
    var outputs = before.shape().dim(1);
    var rows = before.shape().dim(0);
    var changed = 0;
    var furthest = 0.0;
    for (var row = 0; row < rows; row++) {
      changed += largest(before, row, outputs) == largest(after, row, outputs) ? 0 : 1;
      for (var i = row * outputs; i < (row + 1) * outputs; i++) {
        furthest = Math.max(furthest, Math.abs(before.at(i) - after.at(i)));
      }
    }
    return outputs > 1
        ? "The most probable class changed for %s of %s; the largest change of a probability is %s."
            .formatted(changed, Counted.of(rows, "training row"), Numbers.of(furthest))
        : "The largest change of a prediction of %s is %s."
            .formatted(Counted.of(rows, "training row"), Numbers.of(furthest));
  }

  private static int largest(Tensor means, int row, int outputs) {
    var place = 0;
    for (var k = 1; k < outputs; k++) {
      place = means.at(row * outputs + k) > means.at(row * outputs + place) ? k : place;
    }
    return place;
  }
}
