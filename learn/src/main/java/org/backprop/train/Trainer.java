package org.backprop.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.engine.Options;
import org.backprop.model.Model;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedule;
import org.backprop.optimizer.StepRule;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

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
 *
 * @param initial the values that parameters start from, by name as in {@code W1}; those that are
 *     not named are drawn by the seed
 */
public record Trainer(
    Model model,
    Learning learning,
    Stopping stopping,
    Execution execution,
    Map<String, Tensor> initial) {
  private static final int USUAL_BATCH = 32;

  public Trainer {
    learning = learning.settled(Optimizers.adam(), USUAL_BATCH);
    stopping = stopping.settled(0, 1);
    execution = execution.settled(DType.FLOAT32);
    initial = Collections.unmodifiableMap(new LinkedHashMap<>(initial));
    InitialCheck.require(model, initial, learning.frozen());
    if (learning.optimizer().orElseThrow() instanceof Newton && !learning.frozen().isEmpty()) {
      throw new IllegalArgumentException(
          "newton moves all parameters together, so none can be frozen; choose another optimizer");
    }
  }

  /** Adam at its usual rate, batches of 32, up to 300 epochs, FLOAT32, seed 1. */
  public static Trainer of(Model model) {
    return new Trainer(model, Learning.usual(), Stopping.usual(), Execution.usual(), Map.of());
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

  /**
   * Starts from these values, such as {@link Fit#parameters} or {@link
   * org.backprop.model.TrainedModel#parameters}; parameters that are not named are drawn.
   *
   * @throws IllegalArgumentException if the model has no parameter of a name, or of another shape
   */
  public Trainer withInitial(Map<String, Tensor> parameters) {
    return new Trainer(model, learning, stopping, execution, parameters);
  }

  /**
   * Lets these parameters keep their initial values, as in {@code withFrozen("W1", "b1")} for the
   * first layer.
   *
   * @throws IllegalArgumentException if the model has no parameter of a name
   */
  public Trainer withFrozen(String... parameters) {
    return with(learning.withFrozen(List.of(parameters)));
  }

  private Trainer with(Learning other) {
    return new Trainer(model, other, stopping, execution, initial);
  }

  private Trainer with(Stopping other) {
    return new Trainer(model, learning, other, execution, initial);
  }

  private Trainer with(Execution other) {
    return new Trainer(model, learning, stopping, other, initial);
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

  /** The relative rounding error of the precision. */
  double precisionEpsilon() {
    return precision() == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
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
   * @param listener is told of each epoch, and may end the training
   * @throws org.backprop.table.DataException if the rows do not fit the model
   * @throws org.backprop.engine.NonFiniteException if the loss is not finite; the message names the
   *     node, the values and the rows
   */
  public Fit fit(Dataset training, Optional<Dataset> validation, TrainingListener listener) {
    return fit(training, validation, listener, Checkpoints.NONE);
  }

  /**
   * The same from the last checkpoint, if there is one, to the same result, bit for bit. Newton's
   * method takes few steps and keeps none.
   */
  public Fit fit(
      Dataset training,
      Optional<Dataset> validation,
      TrainingListener listener,
      Checkpoints checkpoints) {
    DatasetCheck.require(model, "training", training);
    validation.ifPresent(rows -> DatasetCheck.require(model, "validation", rows));
    var run =
        switch (optimizer()) {
          case StepRule rule ->
              checkpoints
                  .last()
                  .flatMap(FitState::run)
                  .orElseGet(() ->
                      new StepwiseFit(
                              this,
                              new TrainingStep(this, rule, training),
                              validation,
                              listener,
                              checkpoints)
                          .run());
          case Newton _ ->
              new NewtonFit(withRidgeChosen(training), training).run(validation, listener);
        };
    return Fit.of(this, run, training, validation);
  }

  private Trainer withRidgeChosen(Dataset training) {
    return learning.ridge().map(Ridge::lambda).filter(OptionalDouble::isEmpty).isPresent()
        ? with(learning.withRidge(Ridge.of(RidgeChoice.of(this, training).lambda())))
        : this;
  }

  /** How a step on these rows will run: what is computed together, in which order. */
  public String plan(Dataset training) {
    return switch (optimizer()) {
      case StepRule rule -> new TrainingStep(this, rule, training).plan();
      case Newton _ -> "Newton's method evaluates the loss, its gradient and Hessian products\n";
    };
  }
}
