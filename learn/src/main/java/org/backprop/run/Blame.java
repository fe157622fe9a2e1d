package org.backprop.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;
import org.backprop.provenance.Parts;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.train.RowNumbers;
import org.backprop.train.Trainer;

/** Asks a replay why a weight is what it is, and what a row did. */
public final class Blame {
  private static final int LARGEST = 10;

  private final Replay replay;
  private final Trainer trainer;
  private final Dataset data;
  private final RowNumbers numbers;
  private final LossGradient batch;
  private final LossGradient single;
  private final LossGradient exact;

  /** Questions to a replay, which is moved to the steps that they ask for. */
  public Blame(Replay replay) {
    this.replay = replay;
    this.trainer = replay.plan().trainer();
    this.data = replay.plan().data().training();
    this.numbers = Objects.requireNonNull(replay.plan().data().rows().get(Parts.TRAIN));
    var dtype = trainer.precision();
    this.batch = new LossGradient(trainer, data, dtype, replay.batches().size());
    this.single = new LossGradient(trainer, data, dtype, 1);
    this.exact = new LossGradient(trainer, data, DType.FLOAT64, 1);
  }

  /** Where the replay is, as in {@code after step 120}. */
  @Override
  public String toString() {
    return replay.toString();
  }

  /** A weight after each step, from 0, and the steps that moved it most, the largest move first. */
  public record WeightLife(Element element, List<Double> values, List<Moved> largest) {}

  /** A step's move of a weight. */
  public record Moved(long step, double move) {}

  /** The whole life of a weight. */
  public WeightLife life(Element element) {
    var steps = replay.steps();
    var values = new ArrayList<Double>();
    var largest = new PriorityQueue<Moved>(Comparator.comparingDouble(it -> Math.abs(it.move())));
    replay.moveTo(0);
    values.add(element.in(replay.parameters()));
    for (var step = 1L; step <= steps; step++) {
      replay.next();
      values.add(element.in(replay.parameters()));
      largest.add(new Moved(step, values.getLast() - values.get(values.size() - 2)));
      if (largest.size() > LARGEST) {
        largest.remove();
      }
    }
    var moves = new ArrayList<>(largest);
    moves.sort(
        Comparator.comparingDouble((Moved it) -> -Math.abs(it.move()))
            .thenComparingLong(Moved::step));
    return new WeightLife(element, values, moves);
  }

  /**
   * What one step did to a weight.
   *
   * @param number of the step
   * @param rate the learning rate
   * @param gradient of the batch's loss by the weight
   * @param clip the factor that made the gradient shorter; 1 if it was not clipped
   * @param rows of the batch, the largest contribution first
   * @param sum of the contributions
   * @param move how the optimizer turned the gradient into the move
   */
  public record StepBlame(
      long number,
      int epoch,
      double rate,
      double gradient,
      double clip,
      List<Contribution> rows,
      double sum,
      Move move) {}

  /**
   * A row's part of the gradient of a weight.
   *
   * @param row of the source, from 1
   * @param share of the row's weight in that of the batch
   * @param value the share times the derivative of the row's loss
   * @param difference the share times the central finite difference of the row's loss
   */
  public record Contribution(int row, double share, double value, double difference) {}

  /** The contributions of the rows of a step's batch, and the optimizer's move. */
  public StepBlame step(Element element, long number) {
    replay.moveTo(number - 1);
    var variables = replay.variables();
    var rows = replay.batches().rows(number);
    var gradients = batch.gradients(variables, number, rows);
    var clip = clip(gradients);
    var contributions = new ArrayList<Contribution>();
    var sum = 0.0;
    for (var row : rows) {
      var share = batch.share(row, rows);
      if (share > 0) {
        var value = share * element.in(single.gradients(variables, number, row));
        var difference = share * difference(element, variables, number, row);
        contributions.add(new Contribution(numbers.row(row) + 1, share, value, difference));
        sum += value;
      }
    }
    contributions.sort(Comparator.comparingDouble(it -> -Math.abs(it.value())));
    var name = element.parameter();
    var parameter = Objects.requireNonNull(variables.get(name));
    var rate = replay.rate(number);
    var move =
        reader(name, parameter)
            .move(variables, scaled(gradients, name, clip), rate, number, element.index());
    return new StepBlame(
        number,
        replay.batches().epoch(number),
        rate,
        element.in(gradients),
        clip,
        contributions,
        sum,
        move);
  }

  private RuleReader reader(String name, Tensor values) {
    return new RuleReader(Replay.rule(trainer), name, trainer.precision(), values.shape());
  }

  private static Tensor scaled(Map<String, Tensor> gradients, String name, double factor) {
    var gradient = Objects.requireNonNull(gradients.get(name));
    if (factor == 1) {
      return gradient;
    }
    var values = gradient.toDoubles();
    Arrays.setAll(values, i -> values[i] * factor);
    return Tensor.of(gradient.shape(), values).to(gradient.dtype());
  }

  /** The factor of {@link Trainer}'s clipping: 1 up to the largest norm. */
  private double clip(Map<String, Tensor> gradients) {
    var most = trainer.learning().clip().orElse(Double.POSITIVE_INFINITY);
    var squares = 0.0;
    for (var entry : gradients.entrySet()) {
      if (!trainer.learning().frozen().contains(entry.getKey())) {
        squares += squares(entry.getValue());
      }
    }
    return Math.min(1, most / Math.sqrt(squares));
  }

  static double squares(Tensor values) {
    var sum = 0.0;
    for (var i = 0; i < values.size(); i++) {
      sum += values.at(i) * values.at(i);
    }
    return sum;
  }

  /** In double precision, whatever that of the training. */
  private double difference(Element element, Map<String, Tensor> variables, long number, int row) {
    var at = element.in(variables);
    var h = Math.cbrt(0x1p-52) * Math.max(1, Math.abs(at));
    return (exact.loss(moved(element, variables, at + h), number, row)
            - exact.loss(moved(element, variables, at - h), number, row))
        / (2 * h);
  }

  private static Map<String, Tensor> moved(
      Element element, Map<String, Tensor> variables, double value) {
    var others = new LinkedHashMap<>(variables);
    var values = Objects.requireNonNull(variables.get(element.parameter())).toDoubles();
    values[element.index()] = value;
    var shape = Objects.requireNonNull(variables.get(element.parameter())).shape();
    others.put(element.parameter(), Tensor.of(shape, values));
    return others;
  }

  /**
   * What a row did over a run.
   *
   * @param row of the source, from 1
   * @param losses of the row after each epoch, the first before training
   * @param weights those that it moved most, the largest move first
   */
  public record RowLife(int row, List<Double> losses, List<WeightMove> weights) {}

  /**
   * How far a row moved a weight in all: over the steps that it was in, the move of the step less
   * the move that the step would have made without the row's part of the gradient.
   */
  public record WeightMove(Element element, double move) {}

  /** The life of a training row, by the number of its example. */
  public RowLife row(int example) {
    var moves = new LinkedHashMap<String, double[]>();
    var losses = new ArrayList<Double>();
    var one = data.select(new int[] {example}).to(trainer.precision());
    replay.moveTo(0);
    var predictor =
        new Predictor(trainer.model(), replay.parameters(), trainer.precision(), one.x().dtype());
    losses.add(predictor.losses(one)[0]);
    var steps = replay.batches().steps();
    for (var end = (long) steps; end <= replay.steps(); end += steps) {
      var number = stepOf(example, end - steps, end);
      replay.moveTo(number - 1);
      add(moves, example, number);
      replay.moveTo(end);
      losses.add(predictor.withParameters(replay.parameters()).losses(one)[0]);
    }
    return new RowLife(numbers.row(example) + 1, losses, largest(moves));
  }

  /** The step of an epoch whose batch an example is in. */
  private long stepOf(int example, long before, long end) {
    for (var step = before + 1; step <= end; step++) {
      var number = step;
      if (Arrays.stream(replay.batches().rows(number)).anyMatch(row -> row == example)) {
        return number;
      }
    }
    throw new IllegalStateException("an epoch has every row");
  }

  /** Adds the moves of one step that are the row's. */
  private void add(Map<String, double[]> moves, int example, long number) {
    var variables = replay.variables();
    var rows = replay.batches().rows(number);
    var share = batch.share(example, rows);
    if (!(share > 0)) {
      return;
    }
    var with = batch.gradients(variables, number, rows);
    var own = single.gradients(variables, number, example);
    var without = new LinkedHashMap<String, Tensor>();
    with.forEach((name, gradient) ->
        without.put(name, less(gradient, Objects.requireNonNull(own.get(name)), share)));
    var rate = replay.rate(number);
    for (var name : with.keySet()) {
      if (trainer.learning().frozen().contains(name)) {
        continue;
      }
      var reader = reader(name, Objects.requireNonNull(variables.get(name)));
      var moved = reader.next(variables, scaled(with, name, clip(with)), rate, number);
      var other = reader.next(variables, scaled(without, name, clip(without)), rate, number);
      var sums = moves.computeIfAbsent(name, _ -> new double[moved.size()]);
      for (var i = 0; i < sums.length; i++) {
        sums[i] += moved.at(i) - other.at(i);
      }
    }
  }

  private static Tensor less(Tensor gradient, Tensor own, double share) {
    var values = gradient.toDoubles();
    for (var i = 0; i < values.length; i++) {
      values[i] -= share * own.at(i);
    }
    return Tensor.of(gradient.shape(), values).to(gradient.dtype());
  }

  private List<WeightMove> largest(Map<String, double[]> moves) {
    var all = new ArrayList<WeightMove>();
    var parameters = replay.parameters();
    moves.forEach((name, sums) -> {
      var values = Objects.requireNonNull(parameters.get(name));
      for (var i = 0; i < sums.length; i++) {
        all.add(new WeightMove(Element.at(name, values, i), sums[i]));
      }
    });
    all.sort(Comparator.comparingDouble(it -> -Math.abs(it.move())));
    return all.subList(0, Math.min(LARGEST, all.size()));
  }
}
