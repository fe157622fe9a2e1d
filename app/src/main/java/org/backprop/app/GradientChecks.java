package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.backprop.engine.GradientCheck;
import org.backprop.engine.GradientCheck.Verdict;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.train.ModelCheck;

/**
 * The gradients of a model beside finite differences, at fresh and at its trained weights.
 *
 * @param rows the number of rows that the loss is taken over
 * @param reports by what the weights are: {@code fresh} or {@code trained}
 */
public record GradientChecks(int rows, long seed, Map<String, GradientCheck.Report> reports) {

  /** Checks on the first rows of some data. */
  static GradientChecks of(TrainedModel trained, Dataset rows, long seed) {
    return of(trained, new ModelCheck(trained.model(), rows, seed), seed);
  }

  /** Checks at most a number of parameters, which takes less time. */
  public static GradientChecks ofFew(TrainedModel trained, Dataset rows, long seed, int most) {
    return of(trained, ModelCheck.ofFew(trained.model(), rows, seed, most), seed);
  }

  private static GradientChecks of(TrainedModel trained, ModelCheck check, long seed) {
    var reports = new LinkedHashMap<String, GradientCheck.Report>();
    reports.put("fresh", check.fresh());
    reports.put("trained", check.trained(trained.parameters()));
    return new GradientChecks(check.rows(), seed, reports);
  }

  /** Whether there is no fault. */
  public boolean passed() {
    return reports.values().stream().allMatch(GradientCheck.Report::passed);
  }

  /** How many gradients agree, of each kind of weights. */
  public TextTable table() {
    var table =
        TextTable.of(
            "weights", "checked", "agree", "too small", "kinks", "faults", "<largest error");
    reports.forEach((name, report) ->
        table.row(
            name,
            Numbers.count(report.elements().size()),
            Numbers.count(report.count(Verdict.AGREES)),
            Numbers.count(report.count(Verdict.TOO_SMALL)),
            Numbers.count(report.count(Verdict.KINK)),
            Numbers.count(report.count(Verdict.FAULT)),
            Numbers.of(report.worst().error()) + " at " + report.worst().place()));
    return table;
  }

  /** A sentence for each kind of weights with a fault. */
  public List<String> faults() {
    return reports.entrySet().stream()
        .filter(report -> !report.getValue().passed())
        .map(report -> "FAULT with " + report.getKey() + " weights: " + report.getValue().worst())
        .toList();
  }

  /** For JSON. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("rows", rows);
    map.put("seed", seed);
    reports.forEach((name, report) -> map.put(name, toMap(report)));
    return map;
  }

  private static Map<String, Object> toMap(GradientCheck.Report report) {
    var map = new LinkedHashMap<String, Object>();
    map.put("passed", report.passed());
    map.put("checked", report.elements().size());
    for (var verdict : Verdict.values()) {
      map.put(verdict.name().toLowerCase(Locale.ROOT), report.count(verdict));
    }
    map.put("worst", report.worst().place());
    map.put("gradient", report.worst().gradient());
    map.put("finite_difference", report.worst().quotient());
    map.put("largest_error", report.worst().error());
    return map;
  }
}
