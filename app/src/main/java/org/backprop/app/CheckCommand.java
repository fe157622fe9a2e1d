package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
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
    var checks = GradientChecks.of(trained, rows(trained), seed);
    terminal.line(
        "%s: %s, %s, float64"
            .formatted(
                model.path(),
                Counted.of(trained.parameterCount(), "parameter"),
                Counted.of(checks.rows(), "row")));
    terminal.line();
    show(terminal, checks);
    json.write(toMap(trained, checks), common.terminal());
    return checks.passed() ? 0 : 1;
  }

  private Dataset rows(TrainedModel trained) {
    if (trained.preparation().isEmpty()) {
      return EvaluatedRows.images(trained, data.path(), labels);
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

  private static void show(Terminal terminal, GradientChecks checks) {
    terminal.table(checks.table());
    terminal.line();
    checks.faults().forEach(terminal::line);
    if (checks.passed()) {
      terminal.line("The gradients agree with finite differences.");
    }
  }

  private Map<String, Object> toMap(TrainedModel trained, GradientChecks checks) {
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", model.path().toString());
    map.put("parameters", trained.parameterCount());
    map.putAll(checks.toMap());
    return map;
  }
}
