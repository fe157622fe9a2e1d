package org.backprop.recall;

import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.graph.Node;
import org.backprop.recall.MemoryModel.State;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * FSRS-6 for single cards: the memory after each review, and the days until the next one. Safe for
 * use by many threads.
 */
public final class Scheduler {
  /** The probability of recall at which a card is shown again, unless another is asked for. */
  public static final double DESIRED_RETENTION = 0.9;

  /** The most days until the next review: 100 years. */
  public static final int MOST_DAYS = 36500;

  private static final Shape ONE = Shape.of(1);
  private static final Node STABILITY = input("S");
  private static final Node DIFFICULTY = input("D");
  private static final Node DAYS = input("t");
  private static final Node RATING = input("G");
  private static final Node RETENTION = input("desired retention");
  private static final MemoryModel MODEL = MemoryModel.ofInput();
  private static final Evaluator AFTER =
      Engine.evaluator(MODEL.after(new State(STABILITY, DIFFICULTY), DAYS, RATING).nodes());
  private static final Evaluator RETRIEVABILITY =
      Engine.evaluator(List.of(MODEL.retrievability(DAYS, STABILITY)));
  private static final Evaluator INTERVAL =
      Engine.evaluator(List.of(MODEL.interval(STABILITY, RETENTION)));

  private final Evaluator after;
  private final Evaluator retrievability;
  private final Evaluator interval;

  /** The scheduler with these parameters. */
  public Scheduler(Parameters parameters) {
    var fixed = Map.of(MODEL.w(), parameters.tensor());
    after = AFTER.with(fixed);
    retrievability = RETRIEVABILITY.with(fixed);
    interval = INTERVAL.with(fixed);
  }

  private static Node input(String name) {
    return Node.input(name, DType.FLOAT64, 1);
  }

  /** The memory after a card's first review. */
  public Memory first(Rating rating) {
    return after(0, 0, new Review(rating, 0));
  }

  /** The memory after a further review. */
  public Memory next(Memory before, Review review) {
    return after(before.stability(), before.difficulty(), review);
  }

  /**
   * The memory after a card's reviews, in order.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Memory after(List<Review> reviews) {
    if (reviews.isEmpty()) {
      throw new IllegalArgumentException("a card without reviews has no state of memory");
    }
    var memory = first(reviews.getFirst().rating());
    for (var review : reviews.subList(1, reviews.size())) {
      memory = next(memory, review);
    }
    return memory;
  }

  private Memory after(double stability, double difficulty, Review review) {
    var state =
        after.evaluate(
            Map.of(
                STABILITY, number(stability),
                DIFFICULTY, number(difficulty),
                DAYS, number(review.days()),
                RATING, number(review.rating().number())));
    return new Memory(state.getFirst().item(), state.getLast().item());
  }

  /** The probability that a card is recalled some days after its last review. */
  public double retrievability(Memory memory, double days) {
    var given = Map.of(STABILITY, number(memory.stability()), DAYS, number(days));
    return retrievability.evaluate(given).getFirst().item();
  }

  /**
   * The whole days until the probability of recall has fallen to the desired retention, rounded: at
   * least 1, at most {@value #MOST_DAYS}.
   *
   * @throws IllegalArgumentException if the retention is not between 0 and 1
   */
  public int days(Memory memory, double desiredRetention) {
    return Math.clamp(Math.round(interval(memory, desiredRetention)), 1, MOST_DAYS);
  }

  /**
   * The days until the probability of recall has fallen to the desired retention.
   *
   * @throws IllegalArgumentException if the retention is not between 0 and 1
   */
  public double interval(Memory memory, double desiredRetention) {
    if (!(desiredRetention > 0 && desiredRetention <= 1)) {
      throw new IllegalArgumentException(
          "the desired retention is a probability above 0, at most 1, not " + desiredRetention);
    }
    var given = Map.of(STABILITY, number(memory.stability()), RETENTION, number(desiredRetention));
    return interval.evaluate(given).getFirst().item();
  }

  private static Tensor number(double value) {
    return Tensor.of(ONE, value);
  }

  /** Its name. */
  @Override
  public String toString() {
    return "FSRS-6 scheduler";
  }
}
