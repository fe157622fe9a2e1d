package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.backprop.engine.Options;
import org.backprop.model.Model;
import org.backprop.model.Predictor;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedule;
import org.backprop.optimizer.StepRule;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;

/**
 * How a model is trained on encoded rows: by mini-batches in a seeded random order, the learning
 * rate following a schedule, with early stopping on validation rows.
 *
 * <pre>{@code
 * var fit = Trainer.of(model).withEpochs(50).fit(dataset);
 * }</pre>
 *
 * @param rate the learning rate that the schedule scales
 * @param batch rows per step; a short last batch is filled up with rows of weight 0
 * @param patience epochs without a better validation loss after which training stops
 * @param clip the largest norm of all gradients together; longer ones are scaled down to it
 * @param options how the compiled steps run
 */
public record Trainer(
    Model model,
    Optimizer optimizer,
    double rate,
    Schedule schedule,
    int batch,
    int epochs,
    int patience,
    OptionalDouble clip,
    DType precision,
    long seed,
    Options options) {

  public Trainer {
    require(rate > 0, "the learning rate", rate);
    require(batch > 0, "the batch size", batch);
    require(epochs > 0, "the number of epochs", epochs);
    require(patience > 0, "the patience", patience);
    require(clip.isEmpty() || clip.getAsDouble() > 0, "the largest gradient norm", clip.orElse(1));
  }

  private static void require(boolean good, String what, double value) {
    if (!good || !Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be above 0, not " + value);
    }
  }

  /** Adam at its usual rate, batches of 32, up to 300 epochs, FLOAT32, seed 1. */
  public static Trainer of(Model model) {
    var adam = Optimizers.adam();
    return new Trainer(
        model,
        adam,
        adam.defaultRate(),
        Schedule.CONSTANT,
        32,
        300,
        30,
        OptionalDouble.empty(),
        DType.FLOAT32,
        1,
        Options.defaults());
  }

  /** With another optimizer, at that one's usual rate. */
  public Trainer withOptimizer(Optimizer other) {
    return new Trainer(
        model,
        other,
        other.defaultRate(),
        schedule,
        batch,
        epochs,
        patience,
        clip,
        precision,
        seed,
        options);
  }

  public Trainer withRate(double other) {
    return new Trainer(
        model, optimizer, other, schedule, batch, epochs, patience, clip, precision, seed, options);
  }

  public Trainer withSchedule(Schedule other) {
    return new Trainer(
        model, optimizer, rate, other, batch, epochs, patience, clip, precision, seed, options);
  }

  public Trainer withBatch(int other) {
    return new Trainer(
        model, optimizer, rate, schedule, other, epochs, patience, clip, precision, seed, options);
  }

  public Trainer withEpochs(int other) {
    return new Trainer(
        model, optimizer, rate, schedule, batch, other, patience, clip, precision, seed, options);
  }

  public Trainer withPatience(int other) {
    return new Trainer(
        model, optimizer, rate, schedule, batch, epochs, other, clip, precision, seed, options);
  }

  public Trainer withClip(double norm) {
    var largest = OptionalDouble.of(norm);
    return new Trainer(
        model, optimizer, rate, schedule, batch, epochs, patience, largest, precision, seed,
        options);
  }

  public Trainer withPrecision(DType other) {
    return new Trainer(
        model, optimizer, rate, schedule, batch, epochs, patience, clip, other, seed, options);
  }

  public Trainer withSeed(long other) {
    return new Trainer(
        model, optimizer, rate, schedule, batch, epochs, patience, clip, precision, other, options);
  }

  public Trainer withOptions(Options other) {
    return new Trainer(
        model, optimizer, rate, schedule, batch, epochs, patience, clip, precision, seed, other);
  }

  /** Trains on all rows for all epochs. */
  public Fit fit(Dataset training) {
    return fit(training, Optional.empty(), epoch -> {});
  }

  /**
   * Trains, and where there are validation rows keeps the parameters of the epoch that did best on
   * them and stops when {@code patience} epochs have brought nothing better. Newton's method takes
   * an epoch for each of its steps, goes on to the maximum, and lets no rows choose.
   *
   * @param progress is told of each epoch
   * @throws org.backprop.engine.NonFiniteException if the loss is not finite; the message names the
   *     node, the values and the rows
   */
  public Fit fit(Dataset training, Optional<Dataset> validation, Consumer<Epoch> progress) {
    return switch (optimizer) {
      case StepRule rule -> stepwise(new TrainingStep(this, rule, training), validation, progress);
      case Newton _ -> new NewtonFit(this, training).run(validation, progress);
    };
  }

  /** How a step on these rows will run: what is computed together, in which order. */
  public String plan(Dataset training) {
    return switch (optimizer) {
      case StepRule rule -> new TrainingStep(this, rule, training).plan();
      case Newton _ -> "Newton's method evaluates the loss, its gradient and Hessian products\n";
    };
  }

  private Fit stepwise(TrainingStep step, Optional<Dataset> validation, Consumer<Epoch> progress) {
    var start = System.nanoTime();
    var best = step.parameters();
    var bestLoss = Double.POSITIVE_INFINITY;
    var bestEpoch = 0;
    var history = new ArrayList<Epoch>();
    var inputType = step.inputType();
    var predictor = new Predictor(model, best, precision, inputType);
    for (var number = 1; number <= epochs && number - bestEpoch <= patience; number++) {
      var loss = step.epoch(number);
      // Without validation rows nobody looks at the parameters before the last epoch.
      var current = validation.isPresent() || number == epochs ? step.parameters() : best;
      var validationLoss = validation.map(rows -> predictor.withParameters(current).loss(rows));
      var better = validationLoss.isEmpty() || validationLoss.get() < bestLoss;
      if (better) {
        best = current;
        bestEpoch = number;
        bestLoss = validationLoss.orElse(bestLoss);
      }
      var measured = validationLoss.map(OptionalDouble::of).orElse(OptionalDouble.empty());
      var seconds = (System.nanoTime() - start) / 1e9;
      history.add(new Epoch(number, loss, measured, better, seconds));
      progress.accept(history.getLast());
    }
    return new Fit(best, List.copyOf(history), bestEpoch, step.profile());
  }
}
