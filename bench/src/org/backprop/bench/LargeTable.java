package org.backprop.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Whole processes on a table of a million rows, eleven plain decimals each. */
final class LargeTable {
  private static final int ROWS = 1_000_000;
  private static final int FEATURES = 10;

  private LargeTable() {}

  /** One of the things that are done with the table, in an order in which each finds its model. */
  private enum Task {
    TRAIN("train"),
    PREDICT("predict"),
    EVALUATE("evaluate"),
    REGRESSION("regression");

    private final String word;

    Task(String word) {
      this.word = word;
    }

    String workload() {
      return word + " 1,000,000 x 11";
    }
  }

  static List<Trial> trials(Setting setting) throws IOException {
    var trials = new ArrayList<Trial>();
    for (var task : Task.values()) {
      if (!setting.quick() && setting.isWanted(task.workload())) {
        var table = table(setting);
        var ours = ours(setting, task, table);
        trials.add(trial(task, Contender.of(Contenders.US, ours), ours));
        for (var library : List.of("pandas", "polars")) {
          setting
              .contenders()
              .python("sklearn " + library, "table.py")
              .map(peer -> trial(task, peer, peer.with(task.word, table, setting.target())))
              .ifPresent(trials::add);
        }
      }
    }
    return trials;
  }

  private static Trial trial(Task task, Contender contender, List<String> command) {
    return new Trial(
        task.workload(),
        contender,
        command,
        outcome -> List.of(Sample.of(task.workload(), "whole-process", "s", outcome.seconds())));
  }

  private static List<String> ours(Setting setting, Task task, Path table) {
    var backprop = setting.home().resolve("backprop").toString();
    var model = setting.target().resolve("large.safetensors").toString();
    var linear = setting.target().resolve("linear.safetensors").toString();
    var data = table.toString();
    return switch (task) {
      case TRAIN ->
          List.of(backprop, "train", data, "--target=y", "--hidden=64", "--epochs=1", "-o", model);
      case PREDICT ->
          List.of(
              backprop, "predict", model, data, "-o", setting.target().resolve("p.csv").toString());
      case EVALUATE -> List.of(backprop, "evaluate", model, data, "--all");
      case REGRESSION ->
          List.of(backprop, "train", data, "--target=y", "--hidden=none", "-o", linear);
    };
  }

  /** The table, written once. */
  private static Path table(Setting setting) throws IOException {
    var file = setting.target().resolve("large.csv");
    if (!Files.exists(file)) {
      Files.createDirectories(setting.target());
      var random = new SplittableRandom(7);
      try (var out = Files.newBufferedWriter(file)) {
        for (var i = 1; i <= FEATURES; i++) {
          out.append("x").append(String.valueOf(i)).append(",");
        }
        out.append("y\n");
        for (var row = 0; row < ROWS; row++) {
          var sum = random.nextGaussian();
          for (var i = 0; i < FEATURES; i++) {
            var x = BigDecimal.valueOf(Math.round(1e4 * random.nextGaussian()), 4);
            sum += i < 3 ? Math.sin(2 * x.doubleValue()) : 0;
            out.append(x.toPlainString()).append(',');
          }
          out.append(sum > 0 ? "1\n" : "0\n");
        }
      }
    }
    return file;
  }
}
