package org.backprop.recall;

import static org.backprop.recall.Fsrs6.VECTORS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The fit on simulated reviews, and on 12,580 reviews of one learner that are not in the
 * repository: {@code -Dfsrs.reviews=FILE} names py-fsrs's {@code review_logs_josh.csv}.
 */
final class ParameterFitTest {
  private static final Path REVIEWS =
      Path.of(System.getProperty("fsrs.reviews", "../../shared/suites/fsrs/review_logs_josh.csv"));

  /** A learner whose memory follows the model with some parameters. */
  private static List<List<Review>> simulated(Parameters truth, int cards, int reviews) {
    var scheduler = new Scheduler(truth);
    var random = new SplittableRandom(7);
    return IntStream.range(0, cards).mapToObj(_ -> reviewed(scheduler, reviews, random)).toList();
  }

  private static List<Review> reviewed(Scheduler scheduler, int count, SplittableRandom random) {
    var reviews = new ArrayList<Review>();
    reviews.add(new Review(Rating.of(1 + random.nextInt(4)), 0));
    while (reviews.size() < count) {
      var memory = scheduler.after(reviews);
      int days = random.nextInt(1 + 2 * scheduler.days(memory, 0.9));
      boolean recalled = random.nextDouble() < scheduler.retrievability(memory, days);
      reviews.add(new Review(recalled ? Rating.of(2 + random.nextInt(3)) : Rating.AGAIN, days));
    }
    return reviews;
  }

  private static Parameters published() {
    return Fsrs6.parameters(VECTORS.at("optimizer").numbers("optimal_parameters"));
  }

  @Test
  void the_fit_is_at_least_as_likely_as_the_parameters_that_made_the_reviews() {
    var truth = published();
    var fit = new ParameterFit(simulated(truth, 300, 8));
    double reached = fit.loss(fit.fit(1));
    assertTrue(
        reached <= fit.loss(truth) && reached < fit.loss(Parameters.DEFAULT),
        () ->
            "fitted %s, true %s, default %s"
                .formatted(reached, fit.loss(truth), fit.loss(Parameters.DEFAULT)));
  }

  @Test
  void a_fit_can_be_repeated() {
    var reviews = simulated(published(), 20, 5);
    assertEquals(new ParameterFit(reviews).fit(3), new ParameterFit(reviews).fit(3));
  }

  @Test
  void reviews_on_later_days_are_counted_up_to_64_of_a_card() {
    var card = new ArrayList<Review>();
    IntStream.range(0, 100).forEach(i -> card.add(new Review(Rating.GOOD, i % 2)));
    assertEquals(32, new ParameterFit(List.of(card, card.subList(0, 1))).observations());
  }

  @Test
  void reviews_of_one_day_cannot_be_fitted() {
    var reviews = List.of(List.of(new Review(Rating.GOOD, 0), new Review(Rating.GOOD, 0)));
    assertThrows(IllegalArgumentException.class, () -> new ParameterFit(reviews));
  }

  @Test
  void the_fit_to_a_learners_reviews_is_at_least_as_likely_as_the_published_one()
      throws IOException {
    assumeTrue(Files.isReadable(REVIEWS), "left out: no reviews in " + REVIEWS);
    var fit = new ParameterFit(read(REVIEWS));
    double published = fit.loss(published());
    double reached = fit.loss(fit.fit(42));
    assertTrue(reached <= published, "fitted %s, published %s".formatted(reached, published));
    assertTrue(published < fit.loss(Parameters.DEFAULT));
  }

  private record Timed(Rating rating, OffsetDateTime time) {}

  /** The reviews of each card by their time; a day is 24 hours, as in py-fsrs. */
  private static List<List<Review>> read(Path file) throws IOException {
    var cards = new TreeMap<String, List<Timed>>();
    for (var line : Files.readAllLines(file).stream().skip(1).toList()) {
      var cells = line.split(",", -1);
      cards
          .computeIfAbsent(cells[0], _ -> new ArrayList<>())
          .add(new Timed(Rating.of(Integer.parseInt(cells[1])), OffsetDateTime.parse(cells[2])));
    }
    return cards.values().stream().map(ParameterFitTest::withDays).toList();
  }

  private static List<Review> withDays(List<Timed> reviews) {
    var sorted = reviews.stream().sorted(Comparator.comparing(Timed::time)).toList();
    return IntStream.range(0, sorted.size())
        .mapToObj(i -> {
          var review = sorted.get(i);
          var before = sorted.get(Math.max(0, i - 1));
          return new Review(
              review.rating(), (int) Duration.between(before.time(), review.time()).toDays());
        })
        .toList();
  }
}
