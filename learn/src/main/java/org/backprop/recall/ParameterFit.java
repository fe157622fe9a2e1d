package org.backprop.recall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.backprop.optimizer.Schedules;

/**
 * Maximum likelihood of the 21 parameters on reviews: Adam on mini-batches of whole cards, with the
 * settings of the project's optimizer (py-fsrs 6, {@code optimizer.py}): rate 0.04 falling to 0 as
 * a cosine, 5 epochs, about 512 observations in a batch, the first 64 reviews of a card, and the
 * best epoch's parameters are kept.
 */
public final class ParameterFit {
  private static final double RATE = 0.04;
  private static final int EPOCHS = 5;
  private static final int OBSERVATIONS_IN_BATCH = 512;
  private static final int MOST_REVIEWS = 64;

  private final List<List<Review>> cards;
  private final int observations;
  private final int batchSize;
  private final RecallLoss loss;

  /**
   * A fit to the reviews of each card, in order.
   *
   * @throws IllegalArgumentException if no card was reviewed on a later day
   */
  public ParameterFit(List<List<Review>> cards) {
    this(cards, MOST_REVIEWS);
  }

  /** The same with another number of reviews of a card. */
  ParameterFit(List<List<Review>> cards, int mostReviews) {
    this.cards =
        cards.stream()
            .map(reviews -> reviews.stream().limit(mostReviews).toList())
            .filter(reviews -> ReviewBatch.observations(reviews) > 0)
            .toList();
    observations = this.cards.stream().mapToInt(ReviewBatch::observations).sum();
    if (observations == 0) {
      throw new IllegalArgumentException(
          "no card was reviewed on a later day than its first review");
    }
    var needed = (long) OBSERVATIONS_IN_BATCH * this.cards.size() / observations;
    batchSize = Math.clamp(needed, 1, this.cards.size());
    loss = new RecallLoss(batchSize);
  }

  /** The reviews that count: those at least a day after the card's previous one. */
  public int observations() {
    return observations;
  }

  /** The mean log loss of the observations. */
  public double loss(Parameters parameters) {
    return sum(parameters) / observations;
  }

  /** The log loss summed over the observations. */
  double sum(Parameters parameters) {
    return batches(cards).stream().mapToDouble(batch -> loss.of(parameters, batch)).sum();
  }

  /**
   * The parameters with the least loss among the default ones and those after each epoch.
   *
   * @param seed of the order of the cards
   */
  public Parameters fit(long seed) {
    var random = new Random(seed);
    var step = new ParameterStep(Parameters.DEFAULT);
    var current = Parameters.DEFAULT;
    var best = current;
    double least = loss(best);
    int steps = batches(cards).size() * EPOCHS;
    int number = 0;
    var order = new ArrayList<>(cards);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (var batch : batches(order)) {
        double rate = RATE * Schedules.COSINE.factor((double) number++ / steps);
        current = step.next(loss.slope(current, batch).byParameters(), rate);
      }
      double reached = loss(current);
      if (reached < least) {
        least = reached;
        best = current;
      }
    }
    return best;
  }

  private List<List<List<Review>>> batches(List<List<Review>> from) {
    var batches = new ArrayList<List<List<Review>>>();
    for (int start = 0; start < from.size(); start += batchSize) {
      batches.add(from.subList(start, Math.min(from.size(), start + batchSize)));
    }
    return batches;
  }

  /** As in {@code fit to 5329 observations of 500 cards}. */
  @Override
  public String toString() {
    return "fit to %s observations of %s cards".formatted(observations, cards.size());
  }
}
