package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.model.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is in a model file. */
@Command(
    name = "summary",
    header = "What is in a model: layers, shapes, data preparation, training, scores.",
    footer = {
      "",
      "Examples:",
      "  backprop summary penguins.safetensors",
      "  backprop summary penguins.safetensors --json -",
    })
final class SummaryCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    json.check(Stream.of(model.path()));
    var trained = model.load();
    new SummaryReport(json.people(common.terminal()), trained).show(model.path());
    json.write(toMap(trained), common.terminal());
    return 0;
  }

  private Map<String, Object> toMap(TrainedModel trained) {
    var shapes = new LinkedHashMap<String, Object>();
    trained
        .parameters()
        .forEach((name, tensor) -> shapes.put(name, LayerTable.dims(tensor.shape())));
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", model.path().toString());
    map.put("model", trained.model().toString());
    map.put("likelihood", trained.model().likelihood().name());
    map.put("parameters", trained.parameterCount());
    map.put("shapes", shapes);
    map.put("precision", LayerTable.precision(trained));
    map.put("dispersion", trained.dispersion());
    map.put("target", trained.target().toMap());
    trained.preparation().ifPresent(it -> map.put("preparation", it.toMap()));
    trained.provenance().ifPresent(it -> map.put("provenance", it.toMap()));
    return map;
  }
}
