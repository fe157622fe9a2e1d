package org.backprop.app.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.JsonOutput;
import org.backprop.app.OutputKind;
import org.backprop.app.Writing;
import org.backprop.run.Element;
import org.backprop.run.Replay;
import org.backprop.run.Run;
import org.backprop.run.Suspects;
import org.backprop.table.DataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a weight is what it is, and what rows did to a run. */
@Command(
    name = "blame",
    header = "Why a weight is what it is, what a row did, and which rows to doubt.",
    description = {
      "",
      "The run is repeated, with the same bits, and observed. Without WEIGHT and options: the rows"
          + " that",
      "the run has reason to doubt.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop blame penguins.safetensors",
      "  backprop blame penguins.safetensors \"W1[3,2]\" --svg weight.svg",
      "  backprop blame penguins.safetensors \"W1[3,2]\" --step 12",
      "  backprop blame penguins.safetensors --row 17",
      "  backprop blame penguins.safetensors --without 17,42",
    })
public final class BlameCommand implements Callable<Integer> {
  @Mixin RunArgument argument = new RunArgument();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WEIGHT",
      description = "A weight or bias, as in W1[3,2] or b2[0], counted from 0.")
  Optional<String> weight = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "N",
      order = 1,
      description =
          "With WEIGHT: the contribution of each row of the step's batch, and how the optimizer turned"
              + " the gradient into the move. Default: the step that moved it most.")
  Optional<Long> step = Optional.empty();

  @Option(
      names = "--row",
      paramLabel = "N",
      order = 2,
      description = "A row of the data, counted from 1: its loss over time, the weights it moved.")
  Optional<Integer> row = Optional.empty();

  @Option(
      names = "--without",
      paramLabel = "N,N",
      split = ",",
      order = 3,
      description = "Train again without these rows, the order of the others as it was.")
  int[] without = {};

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      order = 4,
      description = "Also draw the curve of the weight, or of the row's loss.")
  Optional<Path> svg = Optional.empty();

  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    requireOneQuestion();
    json.check(Stream.empty());
    svg.ifPresent(file -> {
      OutputKind.PICTURE.requireName(file);
      Writing.check(file, 0);
    });
    var terminal = json.people(common.terminal());
    var run = argument.run();
    if (without.length > 0) {
      json.write(new WithoutReport(run, terminal).show(without), common.terminal());
      return 0;
    }
    var replay = RunArgument.replay(run, terminal);
    if (replay.steps() == 0) {
      throw new DataException(
          "no epoch of %s has ended; for a loss that is not finite ask `bisect --when nan`"
              .formatted(run.folder()));
    }
    json.write(answer(run, replay), common.terminal());
    return 0;
  }

  private void requireOneQuestion() {
    var questions =
        Stream.of(weight.isPresent(), row.isPresent(), without.length > 0).filter(it -> it).count();
    if (questions > 1) {
      throw new DataException("name a weight, --row or --without, one at a time");
    }
    if (step.isPresent() && weight.isEmpty()) {
      throw new DataException("--step needs a weight, as in \"W1[3,2]\"");
    }
    if (svg.isPresent() && weight.isEmpty() && row.isEmpty()) {
      throw new DataException("--svg draws a curve: name a weight or --row");
    }
    if (Arrays.stream(without).anyMatch(it -> it < 1)) {
      throw new DataException("--without takes rows of the data, counted from 1");
    }
  }

  private Map<String, Object> answer(Run run, Replay replay) {
    var report = new BlameReport(json.people(common.terminal()), run, replay);
    if (weight.isPresent()) {
      var element = Element.parse(weight.get(), replay.parameters());
      return step.isPresent() ? report.step(element, step.get()) : report.weight(element, svg);
    }
    return row.isPresent() ? report.row(row.get(), svg) : report.suspects(Suspects.of(replay));
  }
}
