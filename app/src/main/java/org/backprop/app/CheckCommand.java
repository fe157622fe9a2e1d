package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.engine.GradientCheck;
import org.backprop.engine.GradientCheck.Verdict;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.train.ModelCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a model's gradients against finite differences. */
@Command(
    name = "check",
    header = "Check a model's gradients against finite differences.",
    description = {
      "",
      "In double precision on the first 64 rows, for fresh and for the trained weights. A gradient a",
      "and its difference quotient n agree if |a - n| <= max(1e-6 |a|, 1e-6 |n|, r), where r is the",
      "rounding error of n; gradients that are all below 10 r are too small to check.",
      "Of more than 10,000 parameters 1,000 are drawn, and all are checked together along a random",
      "direction. A kink of the loss (relu at 0) is no fault. Exit status 1 if there is a fault.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop check penguins.safetensors penguins.csv",
      "  backprop check mnist.safetensors images.idx.gz --labels labels.idx.gz --json -",
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin DataArgument data = new DataArgument();
  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Option(
      names = "--labels",
      paramLabel = "IDX",
      order = 1,
      description = "The labels of the images in DATA.")
  Optional<InputFile> labels = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 2,
      description = "Decides the fresh weights, the dropout mask and which are drawn. Default: 1.")
  long seed = 1;

  @Override
  public Integer call() {
    json.check(Stream.concat(Stream.of(model.path(), data.path()), labels.stream()));
    var terminal = json.people(common.terminal());
    var trained = model.load();
    var check = new ModelCheck(trained.model(), rows(trained), seed);
    var reports = new LinkedHashMap<String, GradientCheck.Report>();
    reports.put("fresh", check.fresh());
    reports.put("trained", check.trained(trained.parameters()));
    terminal.line(
        "%s: %s, %s, float64"
            .formatted(
                model.path(),
                Counted.of(trained.parameterCount(), "parameter"),
                Counted.of(check.rows(), "row")));
    terminal.line();
    show(terminal, reports);
    json.write(toMap(trained, check, reports), common.terminal());
    return reports.values().stream().allMatch(GradientCheck.Report::passed) ? 0 : 1;
  }

  private Dataset rows(TrainedModel trained) {
    if (trained.preparation().isEmpty()) {
      var images = ImageOptions.read(data.path(), labels, "--labels");
      return Dataset.ofImages(images.images(), images.labels(), trained.model().outputs());
    }
    var table = data.table(trained, common.terminal());
    var column = trained.target().column();
    if (!table.has(column)) {
      throw new DataException(data.path() + " has no column " + column + ", and the loss needs it");
    }
    var rows = trained.preparation().get().examples(table).data();
    if (rows.rows() == 0) {
      throw new DataException(data.path() + " has no complete row with a value of " + column);
    }
    return rows;
  }

  private static void show(Terminal terminal, Map<String, GradientCheck.Report> reports) {
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
    terminal.table(table);
    terminal.line();
    reports.forEach((name, report) -> {
      if (!report.passed()) {
        terminal.line("FAULT with " + name + " weights: " + report.worst());
      }
    });
    if (reports.values().stream().allMatch(GradientCheck.Report::passed)) {
      terminal.line("The gradients agree with finite differences.");
    }
  }

  private Map<String, Object> toMap(
      TrainedModel trained, ModelCheck check, Map<String, GradientCheck.Report> reports) {
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", model.path().toString());
    map.put("parameters", trained.parameterCount());
    map.put("rows", check.rows());
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
