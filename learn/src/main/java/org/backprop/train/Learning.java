package org.backprop.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Schedule;
import org.backprop.optimizer.Schedules;

/**
 * How the loss is lowered.
 *
 * @param optimizer its weight decay included; empty: adam, and Newton's method for a small
 *     regression
 * @param learningRate the rate that the schedule scales; empty: the optimizer's usual one
 * @param schedule how the rate changes from step to step
 * @param batch rows per step; empty: 32, and 64 from 5,000 rows on. A short last batch is filled up
 *     with rows of weight 0
 * @param clip the largest norm of all gradients together, to which longer ones are scaled down
 * @param classWeights how much the rows of each class count
 * @param frozen the names of parameters that keep their initial values, as in {@code W1}
 * @param ridge a penalty of the coefficients of a model without hidden layers
 */
public record Learning(
    Optional<Optimizer> optimizer,
    OptionalDouble learningRate,
    Schedule schedule,
    OptionalInt batch,
    OptionalDouble clip,
    ClassWeighting classWeights,
    List<String> frozen,
    Optional<Ridge> ridge) {

  public Learning {
    frozen = List.copyOf(frozen);
    Settings.requirePositive("the learning rate", learningRate.orElse(1));
    Settings.requirePositive("the batch size", batch.orElse(1));
    Settings.requirePositive("the largest gradient norm", clip.orElse(1));
  }

  /** Optimizer, rate and batch as usual, the rate constant, nothing clipped, rows equal. */
  public static Learning usual() {
    return new Learning(
        Optional.empty(),
        OptionalDouble.empty(),
        Schedules.CONSTANT,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        ClassWeighting.NONE,
        List.of(),
        Optional.empty());
  }

  public Learning withOptimizer(Optimizer method) {
    return new Learning(
        Optional.of(method), learningRate, schedule, batch, clip, classWeights, frozen, ridge);
  }

  public Learning withLearningRate(double rate) {
    return new Learning(
        optimizer, OptionalDouble.of(rate), schedule, batch, clip, classWeights, frozen, ridge);
  }

  public Learning withSchedule(Schedule shape) {
    return new Learning(optimizer, learningRate, shape, batch, clip, classWeights, frozen, ridge);
  }

  public Learning withBatch(int rows) {
    return new Learning(
        optimizer, learningRate, schedule, OptionalInt.of(rows), clip, classWeights, frozen, ridge);
  }

  public Learning withClip(double norm) {
    return new Learning(
        optimizer,
        learningRate,
        schedule,
        batch,
        OptionalDouble.of(norm),
        classWeights,
        frozen,
        ridge);
  }

  public Learning withClassWeights(ClassWeighting weighting) {
    return new Learning(optimizer, learningRate, schedule, batch, clip, weighting, frozen, ridge);
  }

  public Learning withFrozen(List<String> parameters) {
    return new Learning(
        optimizer, learningRate, schedule, batch, clip, classWeights, parameters, ridge);
  }

  public Learning withRidge(Ridge penalty) {
    return new Learning(
        optimizer, learningRate, schedule, batch, clip, classWeights, frozen, Optional.of(penalty));
  }

  /** With optimizer, rate and batch stated; these, if they are empty. */
  Learning settled(Optimizer usualOptimizer, int usualBatch) {
    var method = optimizer.orElse(usualOptimizer);
    return withOptimizer(method)
        .withLearningRate(learningRate.orElse(method.defaultRate()))
        .withBatch(batch.orElse(usualBatch));
  }

  /** The names and values; those that Newton's method does not use are left out. */
  Map<String, Object> toMap() {
    var values = new SettingValues().put("optimizer", optimizer.map(Optimizer::name));
    if (!(optimizer.orElse(null) instanceof Newton)) {
      values
          .put("learning_rate", learningRate)
          .put("schedule", schedule.name())
          .put("batch", batch)
          .put("weight_decay", optimizer.map(Optimizer::weightDecay))
          .put("clip", clip);
    }
    return values
        .put(
            "class_weights",
            Optional.of(classWeights)
                .filter(it -> it != ClassWeighting.NONE)
                .map(it -> it.name().toLowerCase(Locale.ROOT)))
        .put("frozen", Optional.of(frozen).filter(names -> !names.isEmpty()))
        .put("ridge", ridge.map(Ridge::toPlain))
        .toMap();
  }
}
