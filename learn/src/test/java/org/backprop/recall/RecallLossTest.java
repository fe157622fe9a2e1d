package org.backprop.recall;

import static org.backprop.recall.Fsrs6.VECTORS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.oracle.Oracle;
import org.backprop.recall.RecallLoss.Slope;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The loss of four cards, its 21 derivatives and two steps of Adam, against fsrs-rs. */
final class RecallLossTest {
  /** What the numbers allow, which were computed in single precision. */
  private static final double TOLERANCE = 1e-5;

  private static final Oracle BATCH = VECTORS.at("loss_and_gradient");
  private static final RecallLoss LOSS = new RecallLoss(4);

  /** The reviews of each card before the last one. */
  private static List<List<Review>> histories() {
    var days = BATCH.tensor("t_history");
    var ratings = BATCH.tensor("r_history");
    return IntStream.range(0, 4)
        .mapToObj(card ->
            IntStream.range(0, 6)
                .mapToObj(
                    t -> new Review(Rating.of((int) ratings.get(t, card)), (int) days.get(t, card)))
                .toList())
        .toList();
  }

  private static List<List<Review>> complete() {
    var days = BATCH.numbers("delta_ts");
    var labels = BATCH.numbers("labels");
    var complete = new ArrayList<List<Review>>();
    for (int card = 0; card < 4; card++) {
      var reviews = new ArrayList<>(histories().get(card));
      reviews.add(new Review(labels[card] == 1 ? Rating.GOOD : Rating.AGAIN, (int) days[card]));
      complete.add(reviews);
    }
    return complete;
  }

  /** Of the last reviews alone, which are the only observations of the published numbers. */
  private static Slope ofLastReviews(Parameters parameters) {
    var all = LOSS.slope(parameters, complete());
    var earlier = LOSS.slope(parameters, histories());
    var difference =
        IntStream.range(0, Parameters.COUNT)
            .mapToDouble(i -> all.byParameters().at(i) - earlier.byParameters().at(i))
            .toArray();
    return new Slope(
        all.loss() - earlier.loss(), Tensor.of(Shape.of(difference.length), difference));
  }

  private static void assertSlope(Oracle expected, Slope actual) {
    assertEquals(expected.number("loss"), actual.loss(), TOLERANCE);
    assertArrayEquals(expected.numbers("grad"), actual.byParameters().toDoubles(), TOLERANCE);
  }

  private static void assertParameters(String expected, Parameters actual) {
    assertArrayEquals(BATCH.numbers(expected), actual.tensor().toDoubles(), TOLERANCE, expected);
  }

  @Test
  void losses_derivatives_and_two_steps_of_adam_are_those_of_fsrs_rs() {
    var rate = BATCH.at("adam").number("lr");
    var adam = new ParameterStep(Parameters.DEFAULT);
    var first = ofLastReviews(Parameters.DEFAULT);
    assertSlope(BATCH.at("step0"), first);
    var moved = adam.next(first.byParameters(), rate);
    assertParameters("w_after_step1_and_clip", moved);
    var second = ofLastReviews(moved);
    assertSlope(BATCH.at("step1"), second);
    assertParameters("w_after_step2_and_clip", adam.next(second.byParameters(), rate));
  }

  /** Central differences of the loss, in double precision and without the engine's gradient. */
  @Test
  void derivatives_are_the_slopes_of_the_loss() {
    var inside = inside();
    var byParameters = LOSS.slope(inside, complete()).byParameters();
    double step = 1e-5;
    for (int i = 0; i < Parameters.COUNT; i++) {
      double rise =
          LOSS.of(moved(inside, i, step), complete())
              - LOSS.of(moved(inside, i, -step), complete());
      assertEquals(rise / (2 * step), byParameters.at(i), 1e-7, "w" + i);
    }
  }

  /** The default parameters, with the one at its bound moved off it. */
  private static Parameters inside() {
    return moved(Parameters.DEFAULT, 7, 0.05);
  }

  private static Parameters moved(Parameters from, int i, double by) {
    var values = new ArrayList<>(from.values());
    values.set(i, values.get(i) + by);
    return new Parameters(values);
  }

  @Test
  void empty_places_and_the_order_of_cards_change_nothing() {
    var wide = new RecallLoss(7).slope(Parameters.DEFAULT, complete().reversed());
    var narrow = LOSS.slope(Parameters.DEFAULT, complete());
    assertEquals(narrow.loss(), wide.loss(), 1e-14 * narrow.loss());
    assertArrayEquals(narrow.byParameters().toDoubles(), wide.byParameters().toDoubles(), 1e-13);
  }

  @Test
  void first_reviews_and_those_on_the_same_day_are_no_observations() {
    var reviews = List.of(new Review(Rating.AGAIN, 3), new Review(Rating.AGAIN, 0));
    assertEquals(0, LOSS.of(Parameters.DEFAULT, Collections.nCopies(4, reviews)));
    assertEquals(0, ReviewBatch.observations(reviews));
  }

  @Test
  void the_loss_is_minus_the_log_of_the_probability_of_what_was_seen() {
    var scheduler = new Scheduler(Parameters.DEFAULT);
    double recall = scheduler.retrievability(scheduler.first(Rating.GOOD), 5);
    var first = new Review(Rating.GOOD, 0);
    for (var rating : Rating.values()) {
      double seen = rating == Rating.AGAIN ? 1 - recall : recall;
      var reviews = List.of(first, new Review(rating, 5));
      assertEquals(
          -Math.log(seen), LOSS.of(Parameters.DEFAULT, List.of(reviews)), 1e-14, rating.name());
    }
  }
}
