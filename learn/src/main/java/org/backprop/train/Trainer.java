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
 * <p>Settings that are empty become adam at its usual rate, batches of 32, 300 epochs and FLOAT32.
 * The shares of validation and test rows do not count here, as the rows come already split.
 */
public record Trainer(Model model, Learning learning, Stopping stopping, Execution execution) {
  private static final int USUAL_BATCH = 32;

  public Trainer {
    learning = learning.settled(Optimizers.adam(), USUAL_BATCH);
    stopping = stopping.settled(0, 1);
    execution = execution.settled(DType.FLOAT32);
  }

  /** Adam at its usual rate, batches of 32, up to 300 epochs, FLOAT32, seed 1. */
  public static Trainer of(Model model) {
    return new Trainer(model, Learning.usual(), Stopping.usual(), Execution.usual());
  }

  /** With another optimizer, at that one's usual rate. */
  public Trainer withOptimizer(Optimizer other) {
    return with(learning.withOptimizer(other).withLearningRate(other.defaultRate()));
  }

  public Trainer withRate(double other) {
    return with(learning.withLearningRate(other));
  }

  public Trainer withSchedule(Schedule other) {
    return with(learning.withSchedule(other));
  }

  public Trainer withBatch(int other) {
    return with(learning.withBatch(other));
  }

  public Trainer withEpochs(int other) {
    return with(stopping.withEpochs(other));
  }

  public Trainer withPatience(int other) {
    return with(stopping.withPatience(other));
  }

  public Trainer withClip(double norm) {
    return with(learning.withClip(norm));
  }

  public Trainer withPrecision(DType other) {
    return with(execution.withPrecision(other));
  }

  public Trainer withSeed(long other) {
    return with(execution.withSeed(other));
  }

  public Trainer withOptions(Options other) {
    return with(execution.withOptions(other));
  }

  private Trainer with(Learning other) {
    return new Trainer(model, other, stopping, execution);
  }

  private Trainer with(Stopping other) {
    return new Trainer(model, learning, other, execution);
  }

  private Trainer with(Execution other) {
    return new Trainer(model, learning, stopping, other);
  }

  public Optimizer optimizer() {
    return learning.optimizer().orElseThrow();
  }

  /** The learning rate that the schedule scales. */
  public double rate() {
    return learning.learningRate().orElseThrow();
  }

  /** Rows per step. */
  public int batch() {
    return learning.batch().orElseThrow();
  }

  /** The most passes over the training rows. */
  public int epochs() {
    return stopping.epochs().orElseThrow();
  }

  public DType precision() {
    return execution.precision().orElseThrow();
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
    return switch (optimizer()) {
      case StepRule rule -> stepwise(new TrainingStep(this, rule, training), validation, progress);
      case Newton _ -> new NewtonFit(this, training).run(validation, progress);
    };
  }

  /** How a step on these rows will run: what is computed together, in which order. */
  public String plan(Dataset training) {
    return switch (optimizer()) {
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
    var epochs = epochs();
    var predictor = new Predictor(model, best, precision(), inputType);
    for (var number = 1; number <= epochs && number - bestEpoch <= stopping.patience(); number++) {
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
