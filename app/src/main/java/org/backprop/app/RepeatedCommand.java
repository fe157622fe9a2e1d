package org.backprop.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Dropout;
import org.backprop.optimizer.Newton;
import org.backprop.prepare.Target;
import org.backprop.train.TrainingPlan;

/** The full command that repeats a run: every value that was settled, said or not. */
final class RepeatedCommand {
  private RepeatedCommand() {}

  static Typed of(TrainCommand said, TrainingPlan plan, Path file) {
    var typed = new Typed("train", said.path.toString());
    said.target.ifPresent(column -> typed.add("--target", column));
    said.images.labels.ifPresent(labels -> typed.add("--labels", labels));
    typed.addAll(said.format.arguments());
    // What the target picked, it picks again, and the model remembers the reason.
    said.network.likelihood.ifPresent(
        _ -> typed.add("--likelihood", plan.data().choice().likelihood()));
    network(typed, plan);
    learning(typed, plan);
    rows(typed, said, plan);
    var trainer = plan.trainer();
    typed.add("--precision", trainer.precision().name().toLowerCase(Locale.ROOT));
    typed.add("--seed", trainer.seed());
    if (trainer.options().interpret()) {
      typed.add("--interpret");
    }
    return typed.add("-o", file);
  }

  private static void network(Typed typed, TrainingPlan plan) {
    var layers = plan.trainer().model().layers();
    var hidden = layers.subList(0, layers.size() - 1);
    var widths =
        hidden.stream()
            .filter(Dense.class::isInstance)
            .map(dense -> String.valueOf(((Dense) dense).outputs()))
            .collect(Collectors.joining(","));
    typed.add("--hidden", widths.isEmpty() ? "none" : widths);
    hidden.stream()
        .filter(Activation.class::isInstance)
        .findFirst()
        .ifPresent(activation -> typed.add("--activation", ((Activation) activation).word()));
    hidden.stream()
        .filter(Dropout.class::isInstance)
        .findFirst()
        .ifPresent(dropout -> typed.add("--dropout", Numbers.exact(((Dropout) dropout).rate())));
  }

  private static void learning(Typed typed, TrainingPlan plan) {
    var trainer = plan.trainer();
    typed.add("--optimizer", trainer.optimizer().name());
    if (trainer.optimizer() instanceof Newton) {
      typed.add("--epochs", trainer.epochs());
      return;
    }
    typed.add("--learning-rate", Numbers.exact(trainer.rate()));
    typed.add("--schedule", trainer.schedule().word());
    typed.add("--batch", trainer.batch());
    typed.add("--epochs", trainer.epochs());
    typed.add("--patience", trainer.patience());
    typed.add("--weight-decay", Numbers.exact(WeightDecay.of(trainer.optimizer())));
    trainer.clip().ifPresent(norm -> typed.add("--clip", Numbers.exact(norm)));
  }

  private static void rows(Typed typed, TrainCommand said, TrainingPlan plan) {
    var rows = said.rows;
    typed.add(
        "--validation",
        rows.validation.orElse(plan.trainer().model().layers().size() == 1 ? "0" : "0.2"));
    said.images.validationLabels.ifPresent(file -> typed.add("--validation-labels", file));
    rows.test.ifPresent(test -> typed.add("--test", test));
    said.images.testLabels.ifPresent(file -> typed.add("--test-labels", file));
    rows.classWeights.ifPresent(_ -> typed.add("--class-weights", "balanced"));
    rows.ignored.forEach(column -> typed.add("--ignore", column));
    rows.types.forEach((column, type) -> typed.add("--type", column + "=" + type));
    plan.data()
        .preparation()
        .ifPresent(p -> typed.add("--missing", p.missing().name().toLowerCase(Locale.ROOT)));
    if (plan.data().target() instanceof Target.Classes classes && classes.binary()) {
      typed.add("--positive", classes.levels().getLast());
    }
  }
}
