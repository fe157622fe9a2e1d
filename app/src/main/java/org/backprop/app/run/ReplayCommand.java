package org.backprop.app.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.JsonOutput;
import org.backprop.app.Numbers;
import org.backprop.app.OutputKind;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.app.Writing;
import org.backprop.modelfile.ModelFile;
import org.backprop.run.Replay;
import org.backprop.run.Run;
import org.backprop.table.DataException;
import org.backprop.train.Epoch;
import org.backprop.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the model that a run had after a step. */
@Command(
    name = "replay",
    header = "The exact model that a run had after a step or an epoch.",
    description = {
      "",
      "The steps are repeated from the nearest state that the run kept, with the same bits.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop replay penguins.safetensors --epoch 3 -o early.safetensors",
      "  backprop replay penguins.runs/2 --step 100 -o step100.safetensors",
    })
public final class ReplayCommand implements Callable<Integer> {
  @Mixin RunArgument argument = new RunArgument();

  @Option(
      names = "--step",
      paramLabel = "N",
      order = 1,
      description = "After this number of steps; 0 for the initial weights.")
  Optional<Long> step = Optional.empty();

  @Option(
      names = "--epoch",
      paramLabel = "N",
      order = 2,
      description = "After this number of epochs. Default: the last one.")
  Optional<Long> epoch = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      order = 3,
      description = "The model file to write.")
  Optional<Path> output = Optional.empty();

  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    var terminal = json.people(common.terminal());
    json.check(Stream.empty());
    output.ifPresent(file -> {
      OutputKind.MODEL.requireName(file);
      Writing.check(file, 0);
    });
    var run = argument.run();
    var replay = RunArgument.replay(run, terminal);
    var wanted = wanted(replay);
    replay.moveTo(wanted);
    var result = result(run, replay);
    terminal.line(
        "%s after step %s of %s, epoch %s"
            .formatted(
                run.folder(),
                wanted,
                replay.steps(),
                Numbers.of((double) wanted / replay.batches().steps())));
    showScores(result, terminal);
    output.ifPresent(file -> {
      ModelFile.save(result.model(), file);
      terminal.line("Wrote " + terminal.bold(file.toString()) + ".");
    });
    var map = new LinkedHashMap<String, Object>();
    map.put("run", run.folder().toString());
    map.put("step", wanted);
    map.put("steps", replay.steps());
    map.putAll(result.model().provenance().orElseThrow().scores());
    map.put("model_file", output.map(Path::toString));
    json.write(map, common.terminal());
    return 0;
  }

  private static void showScores(TrainingResult result, Terminal terminal) {
    var provenance = result.model().provenance().orElseThrow();
    var table = TextTable.of("", "loss", "accuracy", "RMSE");
    for (var part : provenance.scores().keySet()) {
      var scores = provenance.scoresOf(part);
      table.row(part, text(scores, "loss"), text(scores, "accuracy"), text(scores, "rmse"));
    }
    terminal.table(table);
  }

  private static String text(Map<String, Object> scores, String name) {
    return scores.get(name) instanceof Number number ? Numbers.of(number.doubleValue()) : "";
  }

  private long wanted(Replay replay) {
    if (step.isPresent() && epoch.isPresent()) {
      throw new DataException("--step and --epoch name one place each; give one of them");
    }
    var last = replay.steps();
    var wanted = step.or(() -> epoch.map(it -> it * replay.batches().steps())).orElse(last);
    if (wanted < 0 || wanted > last) {
      throw new DataException(
          "the run has the steps 0 to %s, %s in each epoch"
              .formatted(last, replay.batches().steps()));
    }
    return wanted;
  }

  private static TrainingResult result(Run run, Replay replay) {
    var ended = (int) (replay.done() / replay.batches().steps());
    var epochs = run.epochs().subList(0, Math.min(ended, run.epochs().size()));
    return replay
        .plan()
        .result(replay.parameters(), epochs.isEmpty() ? List.of(Epoch.none()) : epochs);
  }
}
