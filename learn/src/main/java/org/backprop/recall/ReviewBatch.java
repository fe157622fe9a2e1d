package org.backprop.recall;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The reviews of some cards side by side: the first of each, the second of each, and so on. A place
 * without a review has weight 0.
 *
 * @param cards the places, at least as many as there are cards
 */
record ReviewBatch(List<List<Review>> reviews, int cards) {
  ReviewBatch {
    reviews = List.copyOf(reviews);
    if (reviews.size() > cards) {
      throw new IllegalArgumentException(reviews.size() + " cards do not fit into " + cards);
    }
  }

  /** One review of each card, {@code FLOAT64[cards]} each. */
  record Step(Tensor days, Tensor rating, Tensor weight) {}

  /** The most reviews of a card. */
  int steps() {
    return reviews.stream().mapToInt(List::size).max().orElse(0);
  }

  /** The reviews number {@code t} of all cards, from 0. */
  Step step(int t) {
    var days = new double[cards];
    var rating = new double[cards];
    var weight = new double[cards];
    for (int card = 0; card < reviews.size(); card++) {
      if (t < reviews.get(card).size()) {
        var review = reviews.get(card).get(t);
        days[card] = review.days();
        rating[card] = review.rating().number();
        weight[card] = isObservation(review, t) ? 1 : 0;
      }
    }
    return new Step(tensor(days), tensor(rating), tensor(weight));
  }

  /** The number of reviews that show whether a card was remembered to the next day or longer. */
  static int observations(List<Review> reviews) {
    return (int)
        IntStream.range(0, reviews.size()).filter(t -> isObservation(reviews.get(t), t)).count();
  }

  private static boolean isObservation(Review review, int t) {
    return t > 0 && review.days() > 0;
  }

  private Tensor tensor(double... perCard) {
    return Tensor.of(Shape.of(cards), perCard);
  }
}
