package org.backprop.app.study.review;

import java.util.Optional;

/**
 * How a card was answered before it was rated.
 *
 * @param seconds from the question to the rating
 * @param mark of a typed answer: {@value #RIGHT}, or the id of the mistake
 * @param seed of the numbers in the question
 */
public record Attempt(Optional<Double> seconds, Optional<String> mark, Optional<Long> seed) {
  /** The mark of a right answer. */
  public static final String RIGHT = "right";

  /** Nothing is known of it. */
  public static final Attempt UNKNOWN =
      new Attempt(Optional.empty(), Optional.empty(), Optional.empty());
}
