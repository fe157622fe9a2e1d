package org.backprop.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HeldOutFitTest {
  /** Cards with a first review and nine after three days each. */
  private static List<List<Review>> cards(IntFunction<Rating> rating) {
    var reviews = new ArrayList<Review>();
    for (int i = 0; i < 10; i++) {
      reviews.add(new Review(rating.apply(i), i == 0 ? 0 : 3));
    }
    return Collections.nCopies(40, List.copyOf(reviews));
  }

  private static HeldOutFit heldOut(List<List<Review>> cards) {
    return HeldOutFit.of(cards, Collections.nCopies(cards.size(), 8), 1);
  }

  @Test
  void a_fit_helps_whose_learner_stays_the_same() {
    var heldOut = heldOut(cards(i -> i == 0 || i % 2 == 1 ? Rating.AGAIN : Rating.HARD));
    assertEquals(40 * 9, heldOut.observations());
    assertEquals(40 * 2, heldOut.heldOut());
    assertTrue(heldOut.helps(), heldOut::toString);
  }

  @Test
  void a_fit_to_what_never_returns_does_not_help() {
    var heldOut = heldOut(cards(i -> i < 8 ? Rating.EASY : Rating.AGAIN));
    assertFalse(heldOut.helps(), heldOut::toString);
  }

  /** Each later review by itself: the probability of its rating after the reviews before it. */
  @Test
  void the_loss_is_the_mean_over_the_later_reviews() {
    var cards = cards(i -> i % 3 == 2 ? Rating.AGAIN : Rating.GOOD);
    var scheduler = new Scheduler(Parameters.DEFAULT);
    double expected =
        IntStream.of(8, 9)
            .mapToDouble(i -> {
              var before = scheduler.after(cards.getFirst().subList(0, i));
              double recall = scheduler.retrievability(before, 3);
              return -Math.log(i % 3 == 2 ? 1 - recall : recall);
            })
            .average()
            .orElseThrow();
    assertEquals(expected, heldOut(cards).published(), 1e-9);
  }

  /** A fit takes the first 64 reviews of a card. */
  @Test
  void later_reviews_of_a_long_history_count() {
    var reviews = Collections.nCopies(100, new Review(Rating.GOOD, 2));
    var heldOut = HeldOutFit.of(List.of(reviews), List.of(80), 1);
    assertEquals(99, heldOut.observations());
    assertEquals(20, heldOut.heldOut());
  }

  @Test
  void without_later_reviews_nothing_can_be_judged() {
    var cards = cards(_ -> Rating.GOOD);
    var all = Collections.nCopies(cards.size(), 10);
    var none = Collections.nCopies(cards.size(), 1);
    assertThrows(IllegalArgumentException.class, () -> HeldOutFit.of(cards, all, 1));
    assertThrows(IllegalArgumentException.class, () -> HeldOutFit.of(cards, none, 1));
  }
}
