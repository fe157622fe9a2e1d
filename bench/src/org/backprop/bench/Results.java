package org.backprop.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** All samples by what they measure, and what is to be said beside them. */
final class Results {
  /**
   * After so many steps losses are compared, and may be so far from ours, as a share of it:
   * rounding differs, and so does where Adam's epsilon stands; in a deep network that grows.
   */
  private static final Map<Integer, Double> TOLERANCES = new TreeMap<>(Map.of(10, 1e-2, 100, 5e-2));

  /** What a row of results.json is about. */
  record Key(String workload, String contender, String metric, String unit) {}

  /**
   * A row of results.json.
   *
   * @param median of the forks' medians
   * @param min of a time the best run of any fork, of a rate the worst fork's median
   * @param max of a time the worst fork's median, of a rate the best run of any fork
   */
  record Row(
      String workload,
      String contender,
      String version,
      String metric,
      String unit,
      double median,
      double min,
      double max,
      int forks) {}

  /** Why there is no row. */
  record Note(String workload, String contender, String note) {}

  private record Loss(String workload, String contender, int steps) {}

  private final Map<Key, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<Key, String> trained = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final Map<Loss, Double> losses = new LinkedHashMap<>();
  private final Map<Key, List<Double>> gradients = new LinkedHashMap<>();
  private final List<Note> notes = new ArrayList<>();

  void add(Trial trial, Outcome outcome) {
    var name = trial.contender().name();
    if (outcome.failure().isPresent()) {
      note(trial.workload(), name, outcome.failure().get());
      return;
    }
    outcome.report().ifPresent(report -> remember(trial.workload(), name, report));
    var measured = trial.reading().apply(outcome);
    if (measured.isEmpty()) {
      note(trial.workload(), name, "printed no result");
    }
    for (var sample : measured) {
      var key = new Key(sample.workload(), name, sample.metric(), sample.unit());
      trained.put(key, trial.workload());
      samples.computeIfAbsent(key, _ -> new ArrayList<>()).add(sample);
    }
  }

  private void remember(String workload, String name, JsonNode report) {
    if (report.has("version")) {
      versions.put(name, report.get("version").asString());
    }
    for (var steps : TOLERANCES.keySet()) {
      if (report.has("loss-" + steps)) {
        losses.put(new Loss(workload, name, steps), report.get("loss-" + steps).asDouble());
      }
    }
    if (report.has("gradient")) {
      var gradient = report.get("gradient").valueStream().map(JsonNode::asDouble).toList();
      gradients.put(gradientOf(workload, name), gradient);
    }
    if (report.has("note")) {
      note(workload, name, report.get("note").asString());
    }
  }

  /** Says the version of a contender that does not say it itself. */
  void version(String name, String version) {
    versions.put(name, version);
  }

  void note(String workload, String contender, String text) {
    var note = new Note(workload, contender, text);
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  /** The rows of those whose loss is ours, where both have one. */
  List<Row> rows() {
    var rows =
        new ArrayList<>(
            samples.entrySet().stream()
                .filter(entry -> disagreement(entry.getKey()).isEmpty())
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList());
    rows.addAll(Products.shares(rows));
    return rows;
  }

  /** The notes, and one for each loss that is not ours. */
  List<Note> notes() {
    var all = new ArrayList<>(notes);
    samples.keySet().stream()
        .filter(key -> !disagreement(key).isEmpty())
        .map(key -> new Note(trained.getOrDefault(key, ""), key.contender(), disagreement(key)))
        .distinct()
        .forEach(all::add);
    return all;
  }

  private static Key gradientOf(String workload, String contender) {
    return new Key(workload, contender, "gradient", "");
  }

  /** Empty if there is none. */
  private String disagreement(Key key) {
    var workload = trained.getOrDefault(key, "");
    return TOLERANCES.keySet().stream()
        .map(steps -> disagreement(workload, key.contender(), steps))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseGet(() -> ofGradients(workload, key.contender()));
  }

  private String ofGradients(String workload, String contender) {
    var ours = gradients.get(gradientOf(workload, Contenders.US));
    var theirs = gradients.get(gradientOf(workload, contender));
    return ours == null || theirs == null ? "" : Derivatives.difference(theirs, ours);
  }

  private String disagreement(String workload, String contender, int steps) {
    var ours = losses.get(new Loss(workload, Contenders.US, steps));
    var theirs = losses.get(new Loss(workload, contender, steps));
    var tolerance = TOLERANCES.getOrDefault(steps, 0.0);
    return ours == null || theirs == null || Math.abs(theirs - ours) <= tolerance * Math.abs(ours)
        ? ""
        : String.format(
            Locale.ROOT,
            "different work: its loss after %d steps is %.6g, ours %.6g",
            steps,
            theirs,
            ours);
  }

  private Row row(Key key, List<Sample> of) {
    var medians = of.stream().map(Sample::median).sorted().toList();
    var rate = key.unit().equals(Products.RATE);
    var least = of.stream().mapToDouble(Sample::least).min().orElseThrow();
    var most = of.stream().mapToDouble(Sample::most).max().orElseThrow();
    return new Row(
        key.workload(),
        key.contender(),
        versions.getOrDefault(key.contender(), ""),
        key.metric(),
        key.unit(),
        Sample.median(medians),
        rate ? medians.getFirst() : least,
        rate ? most : medians.getLast(),
        of.size());
  }
}
