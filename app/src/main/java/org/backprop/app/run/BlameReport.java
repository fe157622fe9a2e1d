package org.backprop.app.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.app.Writing;
import org.backprop.provenance.Parts;
import org.backprop.run.Blame;
import org.backprop.run.Element;
import org.backprop.run.Move;
import org.backprop.run.Replay;
import org.backprop.run.Run;
import org.backprop.run.Suspects.Suspect;
import org.backprop.table.DataException;

/** Prints the answers of a blame, and returns them as data. */
final class BlameReport {
  private static final int ROWS = 10;
  private static final int SUSPECTS = 5;

  private final Terminal terminal;
  private final Run run;
  private final Replay replay;
  private final Blame blame;

  BlameReport(Terminal terminal, Run run, Replay replay) {
    this.terminal = terminal;
    this.run = run;
    this.replay = replay;
    this.blame = new Blame(replay);
  }

  private Map<String, Object> map() {
    var map = new LinkedHashMap<String, Object>();
    map.put("run", run.folder().toString());
    map.put("steps", replay.steps());
    return map;
  }

  /** The life of a weight, and the step that moved it most. */
  Map<String, Object> weight(Element element, Optional<Path> svg) {
    var life = blame.life(element);
    var values = life.values();
    terminal.line(
        "%s over %s steps: %s at the start, %s at the end"
            .formatted(
                element,
                replay.steps(),
                Numbers.of(values.getFirst()),
                Numbers.of(values.getLast())));
    curve(values, "steps", element.toString(), svg);
    terminal.line();
    terminal.line("The steps that moved it most:");
    var table = TextTable.of("step", "epoch", "move");
    life.largest()
        .forEach(moved ->
            table.row(
                "" + moved.step(),
                "" + replay.batches().epoch(moved.step()),
                Numbers.of(moved.move())));
    terminal.table(table);
    var map = map();
    map.put("weight", element.toString());
    map.put("values", values);
    map.put(
        "largest_moves",
        life.largest().stream().map(it -> Map.of("step", it.step(), "move", it.move())).toList());
    if (!life.largest().isEmpty()) {
      terminal.line();
      map.put("step", step(element, life.largest().getFirst().step()));
    }
    return map;
  }

  private void curve(List<Double> values, String axis, String title, Optional<Path> svg) {
    terminal.line();
    new Curve(values).lines().forEach(terminal::line);
    svg.ifPresent(file -> {
      var picture = new CurvePicture(title, axis, Map.of(title, values)).svg();
      Writing.write(file, writer -> writer.write(picture));
      terminal.line("Wrote " + terminal.bold(file.toString()) + ".");
    });
  }

  /** What one step did to a weight. */
  Map<String, Object> step(Element element, long number) {
    if (number < 1 || number > replay.steps()) {
      throw new DataException("the run has the steps 1 to " + replay.steps());
    }
    var step = blame.step(element, number);
    terminal.line(
        "Step %s (epoch %s): dL/d%s = %s is the sum of the rows' contributions, %s; they differ by %s."
            .formatted(
                number,
                step.epoch(),
                element,
                Numbers.exact(step.gradient()),
                Numbers.exact(step.sum()),
                Numbers.of(step.sum() - step.gradient())));
    terminal.line();
    var table = TextTable.of("row", "share of the batch", "contribution", "finite difference");
    step.rows().stream()
        .limit(ROWS)
        .forEach(row ->
            table.row(
                "" + row.row(),
                Numbers.of(row.share()),
                Numbers.of(row.value()),
                Numbers.of(row.difference())));
    terminal.table(table);
    if (step.rows().size() > ROWS) {
      terminal.line("  ... of %s rows; all are in the JSON.".formatted(step.rows().size()));
    }
    terminal.line();
    move(step);
    return toMap(element, step);
  }

  private void move(Blame.StepBlame step) {
    var optimizer = replay.plan().trainer().optimizer().name();
    terminal.line("How %s turned it into the move:".formatted(optimizer));
    var table = TextTable.of("", "before", "after");
    table.row("learning rate", "", Numbers.of(step.rate()));
    if (step.clip() != 1) {
      table.row("factor of clipping", "", Numbers.of(step.clip()));
    }
    step.move().terms().forEach(term -> table.row(term.name(), "", Numbers.exact(term.value())));
    step.move()
        .changes()
        .forEach(change ->
            table.row(
                change.name(), Numbers.exact(change.before()), Numbers.exact(change.after())));
    terminal.table(table);
  }

  private static Map<String, Object> toMap(Element element, Blame.StepBlame step) {
    var map = new LinkedHashMap<String, Object>();
    map.put("weight", element.toString());
    map.put("step", step.number());
    map.put("epoch", step.epoch());
    map.put("learning_rate", step.rate());
    map.put("gradient", step.gradient());
    map.put("sum_of_contributions", step.sum());
    map.put("clip", step.clip());
    var rows = new ArrayList<Map<String, Object>>();
    for (var row : step.rows()) {
      var one = new LinkedHashMap<String, Object>();
      one.put("row", row.row());
      one.put("share", row.share());
      one.put("contribution", row.value());
      one.put("finite_difference", row.difference());
      rows.add(one);
    }
    map.put("rows", rows);
    var terms = new LinkedHashMap<String, Object>();
    step.move().terms().forEach(term -> terms.put(term.name(), term.value()));
    map.put("terms", terms);
    var changes = new LinkedHashMap<String, Object>();
    for (Move.Change change : step.move().changes()) {
      changes.put(change.name(), Map.of("before", change.before(), "after", change.after()));
    }
    map.put("variables", changes);
    return map;
  }

  /** What a row did. */
  Map<String, Object> row(int number, Optional<Path> svg) {
    var example =
        Objects.requireNonNull(replay.plan().data().rows().get(Parts.TRAIN)).example(number - 1);
    if (example.isEmpty()) {
      throw new DataException(
          "row %s is none of the training rows, so it moved no weight; name a row that was trained on, counted from 1"
              .formatted(number));
    }
    var life = blame.row(example.getAsInt());
    var losses = life.losses();
    terminal.line(
        "Row %s over %s epochs: loss %s before training, %s at the end"
            .formatted(
                number,
                losses.size() - 1,
                Numbers.of(losses.getFirst()),
                Numbers.of(losses.getLast())));
    curve(losses, "epochs", "loss of row " + number, svg);
    terminal.line();
    terminal.line("The weights that it moved most, over all its steps:");
    var table = TextTable.of("weight", "move");
    life.weights()
        .forEach(moved -> table.row(moved.element().toString(), Numbers.of(moved.move())));
    terminal.table(table);
    var map = map();
    map.put("row", number);
    map.put("losses", losses);
    map.put(
        "weights",
        life.weights().stream()
            .map(it -> Map.of("weight", it.element().toString(), "move", it.move()))
            .toList());
    return map;
  }

  /** The rows to doubt. */
  Map<String, Object> suspects(List<Suspect> suspects) {
    terminal.line("The rows of %s to look at first:".formatted(run.folder()));
    terminal.line();
    var shown = suspects.subList(0, Math.min(SUSPECTS, suspects.size()));
    var table = TextTable.of("row", "<part", "<why");
    for (var suspect : shown) {
      table.row(
          "" + suspect.row(),
          suspect.part(),
          suspect
              .column()
              .map(column ->
                  "%s, %s standard deviations from its mean"
                      .formatted(column, Numbers.of(Math.sqrt(suspect.times()))))
              .orElseGet(() ->
                  "%s times the mean loss of these rows, over the run"
                      .formatted(Numbers.of(suspect.times()))));
    }
    terminal.table(table);
    var map = map();
    map.put(
        "suspects",
        shown.stream()
            .map(it -> {
              var one = new LinkedHashMap<String, Object>();
              one.put("row", it.row());
              one.put("part", it.part());
              one.put("times", it.times());
              one.put("column", it.column());
              return one;
            })
            .toList());
    return map;
  }
}
