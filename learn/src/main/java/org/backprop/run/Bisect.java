package org.backprop.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import org.backprop.engine.NonFiniteException;
import org.backprop.provenance.Parts;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.tensor.Tensor;
import org.backprop.train.Epoch;

/**
 * Finds the step at which a condition begins to hold: the first one after a step at which it does
 * not. A score is computed after each epoch, and within the epoch in which it changes after each
 * step.
 */
public final class Bisect {
  private final Replay replay;
  private final Condition condition;

  /** A search in a replay, which is moved. */
  public Bisect(Replay replay, Condition condition) {
    this.replay = replay;
    this.condition = condition;
  }

  /**
   * Where the condition begins to hold.
   *
   * @param step the step after which it holds; of the batch's loss, the step that has it
   * @param value the number there; NaN where the loss is not finite
   * @param fromStart whether it held before the first step too, until another step
   * @param rows of the step's batch, the one with the longest gradient first
   * @param fault where the loss is not finite: the node, its inputs and the rows
   */
  public record Found(
      long step,
      int epoch,
      double value,
      boolean fromStart,
      List<Pull> rows,
      Optional<String> fault) {}

  /**
   * A row of a batch.
   *
   * @param row of the source, from 1
   * @param loss before the step
   * @param norm of the row's part of the gradient
   */
  public record Pull(int row, double loss, double norm) {}

  /**
   * The step; empty if the condition holds nowhere, or everywhere.
   *
   * @throws DataException if there is no such score
   */
  public Optional<Found> find() {
    try {
      return condition.isNan() ? throughAll() : ofScore();
    } catch (NonFiniteException e) {
      var step = replay.done() + 1;
      return Optional.of(
          new Found(
              step,
              replay.batches().epoch(step),
              Double.NaN,
              false,
              pulls(step),
              Optional.of(String.valueOf(e.getMessage()))));
    }
  }

  private Optional<Found> throughAll() {
    // one step more than was recorded: a run that failed ends before its last one
    replay.moveTo(0);
    var steps = Math.max(replay.steps() + replay.batches().steps(), 1);
    while (replay.done() < steps) {
      replay.next();
    }
    return Optional.empty();
  }

  private Optional<Found> ofScore() {
    if (condition.isOfBatch()) {
      replay.moveTo(0);
      return first(1, replay.steps(), 1, _ -> replay.next());
    }
    var steps = replay.batches().steps();
    var epoch = first(0, replay.steps(), steps, this::score);
    if (epoch.isEmpty()) {
      return epoch;
    }
    var end = epoch.get().step();
    return first(end - steps, end, 1, this::score)
        .map(it ->
            new Found(
                it.step(), it.epoch(), it.value(), epoch.get().fromStart(), it.rows(), it.fault()));
  }

  /**
   * The first step, of those at a fixed distance, at which the condition holds and did not before.
   */
  private Optional<Found> first(long from, long to, long every, LongToDoubleFunction value) {
    var held = true;
    var fromStart = false;
    for (var step = from; step <= to; step += every) {
      var number = value.applyAsDouble(step);
      var holds = condition.holds(number);
      if (step == from && holds) {
        fromStart = true;
      }
      if (holds && !held) {
        return Optional.of(
            new Found(
                step,
                replay.batches().epoch(Math.max(1, step)),
                number,
                fromStart,
                step == 0 ? List.of() : pulls(step),
                Optional.empty()));
      }
      held = holds;
    }
    return Optional.empty();
  }

  private double score(long step) {
    replay.moveTo(step);
    var plan = replay.plan();
    var result = plan.result(replay.parameters(), List.of(Epoch.none()));
    var part =
        condition
            .part()
            .orElse(plan.data().validation().isPresent() ? Parts.VALIDATION : Parts.TRAIN);
    var scores = result.model().provenance().orElseThrow().scoresOf(part);
    if (scores.get(condition.name()) instanceof Number number) {
      return number.doubleValue();
    }
    var names =
        scores.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Number)
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());
    throw new DataException(
        names.isEmpty()
            ? "the run has no %s rows".formatted(part)
            : "the %s rows have no score %s; %s"
                .formatted(part, condition.name(), DidYouMean.hint(condition.name(), names)));
  }

  /** The rows of a step's batch, seen from the state before it. */
  private List<Pull> pulls(long step) {
    var plan = replay.plan();
    var trainer = plan.trainer();
    var data = plan.data().training();
    var numbers = Objects.requireNonNull(plan.data().rows().get(Parts.TRAIN));
    var single = new LossGradient(trainer, data, trainer.precision(), 1);
    replay.moveTo(step - 1);
    var variables = new LinkedHashMap<>(replay.variables());
    var rows = replay.batches().rows(step);
    var pulls = new ArrayList<Pull>();
    for (var row : rows) {
      var norm = single.share(row, rows) * norm(single.gradients(variables, step, row));
      pulls.add(new Pull(numbers.row(row) + 1, single.loss(variables, step, row), norm));
    }
    pulls.sort(
        Comparator.comparingInt((Pull it) -> Double.isNaN(it.norm()) ? 0 : 1)
            .thenComparingDouble(it -> -it.norm()));
    return pulls;
  }

  private static double norm(Map<String, Tensor> gradients) {
    return Math.sqrt(gradients.values().stream().mapToDouble(Blame::squares).sum());
  }

  /** As in {@code accuracy<0.9}. */
  @Override
  public String toString() {
    return condition.toString();
  }
}
