package org.backprop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backprop.engine.Options;
import org.backprop.engine.prewarm.NetworkPrewarm;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedules;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.train.Ridge;
import org.backprop.train.Training;
import picocli.CommandLine.Option;

/** Options of {@code train} that say how it learns. */
final class LearningOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      order = 20,
      description =
          "One of ${COMPLETION-CANDIDATES}. Default: adam; without hidden layers newton, up to 2,000"
              + " parameters.",
      completionCandidates = PartNames.OfOptimizers.class)
  Optional<String> optimizer = Optional.empty();

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      order = 21,
      description = "Default: the optimizer's usual one.")
  Optional<Double> rate = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      order = 22,
      description = "How the rate changes: ${COMPLETION-CANDIDATES}. Default: constant.",
      completionCandidates = PartNames.OfSchedules.class)
  Optional<String> schedule = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "ROWS",
      order = 23,
      description = "Rows per step. Default: 32, more for many rows.")
  Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      order = 24,
      description = "The most passes over the training rows. Default: 300.")
  Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "N",
      order = 25,
      description =
          "Stop after this number of epochs without a better validation loss. The best epoch's parameters"
              + " are kept. Default: 30.")
  Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--weight-decay",
      paramLabel = "RATE",
      order = 26,
      description = "How strongly weights are drawn to 0. Default: 0, with adamw 0.01.")
  Optional<Double> decay = Optional.empty();

  @Option(
      names = "--ridge",
      paramLabel = "LAMBDA|auto",
      order = 26,
      description =
          "A penalty of the coefficients without hidden layers: lambda / 2 times their squared norm"
              + " (standardised columns, free constant). auto: chosen by cross-validation. Default:"
              + " none.")
  Optional<String> ridge = Optional.empty();

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      order = 27,
      description = "Scale longer gradients down to this norm. Default: off.")
  Optional<Double> clip = Optional.empty();

  @Option(
      names = "--frozen",
      paramLabel = "NAMES",
      order = 27,
      split = ",",
      description = "Parameters that keep their first values, as in W1,b1 for the first layer.")
  List<String> frozen = new ArrayList<>();

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      order = 28,
      description = "float32 or float64. Default: float32; without hidden layers float64.")
  Optional<String> precision = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 29,
      description =
          "Decides the split, the first weights and the order of rows: the same seed gives the same"
              + " bits. Default: 1.")
  Optional<Long> seed = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      order = 30,
      description = "The most threads that share a step. Default: one for each processor.")
  Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--interpret",
      order = 31,
      description = "Run the steps by the reference interpreter: slow, for comparison.")
  boolean interpret;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      order = 32,
      description =
          "Show the time of each kernel of a step, and write a trace for chrome://tracing to FILE.")
  Optional<Path> profile = Optional.empty();

  @Option(
      names = "--print-plan",
      order = 33,
      description = "Show what of a step is computed together, and where it lies in memory.")
  boolean printPlan;

  @Option(
      names = "--verify-plan",
      order = 34,
      description =
          "Check that compiled steps read what was written for them and overwrite nothing that is"
              + " still read.")
  boolean verifyPlan;

  /** Lets the compiler begin while large data are read. */
  void prewarm() {
    if (!interpret) {
      NetworkPrewarm.start(precision.map(LearningOptions::dtype).orElse(DType.FLOAT32));
    }
  }

  void apply(Training training) {
    training.options(options());
    optimizer().ifPresent(training::optimizer);
    rate.ifPresent(training::learningRate);
    schedule
        .map(name -> Choices.require("--schedule", name, Schedules.catalog()))
        .ifPresent(training::schedule);
    batch.ifPresent(training::batch);
    epochs.ifPresent(training::epochs);
    patience.ifPresent(training::patience);
    clip.ifPresent(training::clip);
    training.frozen(frozen.toArray(String[]::new));
    ridge.map(LearningOptions::ridge).ifPresent(training::ridge);
    precision.map(LearningOptions::dtype).ifPresent(training::precision);
    seed.ifPresent(training::seed);
  }

  private Options options() {
    var defaults = Options.defaults();
    var usual =
        defaults
            .withInterpret(interpret)
            .withProfile(profile.isPresent())
            .withVerifyPlan(verifyPlan || defaults.verifyPlan());
    if (profile.isPresent() && interpret) {
      throw new IllegalArgumentException(
          "--profile shows the kernels of compiled steps; leave --interpret out");
    }
    return threads.map(usual::withThreads).orElse(usual);
  }

  private Optional<Optimizer> optimizer() {
    if (optimizer.isEmpty() && decay.isEmpty()) {
      return Optional.empty();
    }
    var name = optimizer.orElse(Optimizers.adam().name());
    var chosen = Choices.require("--optimizer", name, Optimizers.named(name), Optimizers.names());
    return Optional.of(decay.map(chosen::withWeightDecay).orElse(chosen));
  }

  private static Ridge ridge(String text) {
    if (text.equalsIgnoreCase("auto")) {
      return Ridge.auto();
    }
    try {
      return Ridge.of(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      throw new DataException(
          "--ridge is a number from 0, as in 0.1, or auto, not \"" + text + "\"");
    }
  }

  private static DType dtype(String name) {
    var found =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "float32" -> Optional.of(DType.FLOAT32);
          case "float64" -> Optional.of(DType.FLOAT64);
          default -> Optional.<DType>empty();
        };
    return Choices.require("--precision", name, found, List.of("float32", "float64"));
  }
}
