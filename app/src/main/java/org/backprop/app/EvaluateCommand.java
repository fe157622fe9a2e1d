package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.model.TrainedModel;
import org.backprop.provenance.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a model on rows whose target is known. */
@Command(
    name = "evaluate",
    header = "Score a model on rows whose target is known, beside a baseline.",
    description = {
      "",
      "On the file that the model was trained on, only rows that training did not see count.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop evaluate penguins.safetensors penguins.csv",
      "  backprop evaluate penguins.safetensors new-penguins.csv --json -",
      "  backprop evaluate mnist.safetensors images.idx.gz --labels labels.idx.gz",
    })
final class EvaluateCommand implements Callable<Integer> {
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

  @Option(names = "--all", order = 2, description = "Also rows that training saw.")
  boolean all;

  @Override
  public Integer call() {
    var start = System.nanoTime();
    json.check(Stream.concat(Stream.of(model.path(), data.path()), labels.stream()));
    var terminal = json.people(common.terminal());
    var trained = model.load();
    var rows = new EvaluatedRows(trained, data.path(), all);
    var parts =
        trained.preparation().isPresent()
            ? rows.parts(
                data.table(trained, common.terminal()), trained.preparation().get(), terminal)
            : rows.parts(labels);
    var evaluation = Evaluation.of(trained, parts);
    new EvaluationReport(terminal, trained).show(rows.remark(), evaluation);
    var seconds = (System.nanoTime() - start) / 1e9;
    json.write(toMap(trained, evaluation, seconds), common.terminal());
    return 0;
  }

  private Map<String, Object> toMap(TrainedModel trained, Evaluation evaluation, double seconds) {
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", model.path().toString());
    map.put("data_file", data.path().toString());
    map.put("target", trained.target().column());
    map.put("likelihood", trained.model().likelihood().name());
    map.put("rows", evaluation.rows());
    map.put("parameters", trained.parameterCount());
    map.put("seconds", seconds);
    trained.provenance().ifPresent(it -> map.putAll(training(it)));
    for (var name : evaluation.scores().keySet()) {
      // Rows of another file are what a test is.
      map.put(name.equals("data") && !all ? "test" : name, evaluation.toMap(name));
    }
    return map;
  }

  private static Map<String, Object> training(Provenance provenance) {
    var known = new LinkedHashMap<String, Object>();
    known.put("epochs", provenance.history().epochs());
    provenance.setting("execution", "seed").ifPresent(seed -> known.put("seed", seed));
    known.putAll(provenance.scores());
    return known;
  }
}
