package org.backprop.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The networks that are trained, and what is read off a contender that trained one. */
final class Workloads {
  static final List<Workload> ALL =
      List.of(
          Workload.of("4-16-3", 16, true, 4, 16, 3),
          Workload.of("784-128-10", 64, true, 784, 128, 10),
          Workload.of("784-128-10", 512, false, 784, 128, 10),
          Workload.of("1024-2048-1000", 256, true, 1024, 2048, 1000),
          Workload.of("logistic 50", 1_000_000, true, 50, 2),
          Workload.of("20 layers of 64", 32, true, deep(20, 64, 10)),
          new Workload(
              "784-128-10 float64 batch 64", new int[] {784, 128, 10}, 64, "float64", true));

  private Workloads() {}

  /** So many hidden layers, as wide as the inputs. */
  static int[] deep(int hidden, int width, int classes) {
    var layers = new int[hidden + 2];
    Arrays.fill(layers, width);
    layers[hidden + 1] = classes;
    return layers;
  }

  /** Everyone on every workload that is wanted, and the limit where there is one. */
  static List<Trial> trials(Setting setting) throws IOException {
    var trials = new ArrayList<Trial>();
    var wanted = ALL.stream().filter(workload -> setting.isWanted(workload.name())).toList();
    var contenders = wanted.isEmpty() ? List.<Contender>of() : setting.contenders().networks();
    if (!wanted.isEmpty()) {
      trials.addAll(leftOut(setting));
    }
    for (var workload : wanted) {
      workload.write(setting.data());
      for (var contender : contenders) {
        trials.add(
            new Trial(
                workload.name(),
                contender,
                contender.with(workload.name(), setting.data(), setting.seconds()),
                outcome ->
                    outcome.report().map(report -> samples(workload, report)).orElse(List.of())));
      }
      if (setting.contenders().isWanted("limit")) {
        trials.add(Limits.trial(setting, workload.name()));
      }
    }
    return trials;
  }

  /** Those who cannot do the same work. */
  private static List<Trial> leftOut(Setting setting) {
    return Stream.of(
            Contender.absent("smile", "its MLP has no Adam and takes no initial weights"),
            Contender.absent(
                "spark", "its MultilayerPerceptronClassifier has sigmoid units and no Adam"))
        .filter(contender -> setting.contenders().isWanted(contender.name()))
        .map(contender -> new Trial("training steps", contender, List.of(), _ -> List.of()))
        .toList();
  }

  private static List<Sample> samples(Workload workload, JsonNode report) {
    var samples = new ArrayList<Sample>();
    samples.add(Sample.of(workload.name(), "train-step", "us", report.get("train-step")));
    for (var rows : new int[] {1, Workload.INFERENCE_ROWS}) {
      if (report.has("inference-" + rows)) {
        var name = workload.withRows(rows);
        samples.add(Sample.of(name, "inference", "us", report.get("inference-" + rows)));
      }
    }
    var memory = report.get("peak-memory");
    if (memory != null && memory.isNumber()) {
      samples.add(Sample.of(workload.name(), "peak-memory", "MiB", memory.asDouble() / 1024));
    }
    return samples;
  }
}
