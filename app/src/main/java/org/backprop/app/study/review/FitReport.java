package org.backprop.app.study.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.recall.HeldOutFit;
import org.backprop.recall.ParameterFit;
import org.backprop.recall.Parameters;
import org.backprop.recall.Review;

/**
 * The 21 parameters of FSRS-6 fitted to a learner's own ratings, and whether that helps.
 *
 * @param observations the ratings at least a day after the card's previous one
 * @param judgement of a fit to the earlier 80% of them by the later 20%; empty if there are too few
 * @param fitted to all ratings, if that helps
 */
public record FitReport(
    int observations, Optional<HeldOutFit> judgement, Optional<Parameters> fitted) {
  /**
   * The fewest observations: in the studies of the FSRS project about 200 give parameters that hold
   * for the next 1,000.
   */
  public static final int LEAST_OBSERVATIONS = 200;

  private static final double EARLIER = 0.8;

  /** The order of the cards in the fit, so that it can be repeated. */
  private static final long SEED = 1;

  /** Fits to all ratings in a log that were not taken back; after a reset a card is another one. */
  public static FitReport of(ReviewSchedule schedule) {
    var observations = schedule.reviewed().stream().filter(Reviewed::isObservation).toList();
    if (observations.size() < LEAST_OBSERVATIONS) {
      return new FitReport(observations.size(), Optional.empty(), Optional.empty());
    }
    int cut = observations.get((int) (EARLIER * observations.size())).number();
    var cards = cards(schedule);
    var earlier =
        cards.stream()
            .map(card -> (int) card.stream().filter(each -> each.number() < cut).count())
            .toList();
    var reviews = cards.stream().map(FitReport::reviews).toList();
    var judgement = HeldOutFit.of(reviews, earlier, SEED);
    return new FitReport(
        observations.size(),
        Optional.of(judgement),
        judgement.helps() ? Optional.of(new ParameterFit(reviews).fit(SEED)) : Optional.empty());
  }

  /** The reviews of each card, those since a reset as of another card. */
  private static List<List<Reviewed>> cards(ReviewSchedule schedule) {
    var cards = new ArrayList<List<Reviewed>>();
    for (var state : schedule.byCard().values()) {
      for (var reviewed : state.reviewed()) {
        if (reviewed.isFirst()) {
          cards.add(new ArrayList<>());
        }
        cards.getLast().add(reviewed);
      }
    }
    return cards;
  }

  private static List<Review> reviews(List<Reviewed> card) {
    return card.stream().map(Reviewed::review).toList();
  }

  /** Says what was found, and what becomes of it. */
  public void show(Terminal terminal) {
    if (judgement.isEmpty()) {
      terminal.paragraph(
          ("The parameters of FSRS-6 are fitted to at least %s ratings, each a day or longer after"
                  + " the card's previous one. There are %s; the parameters stay.")
              .formatted(LEAST_OBSERVATIONS, Numbers.count(observations)));
      return;
    }
    var held = judgement.get();
    terminal.paragraph(
        ("%s ratings count, each a day or longer after the card's previous one. Mean log loss of the"
                + " last %s, with the parameters fitted to those before: %s; with the published"
                + " parameters: %s.")
            .formatted(
                Numbers.count(held.observations()),
                Numbers.count(held.heldOut()),
                Numbers.fixed(held.fitted(), 4),
                Numbers.fixed(held.published(), 4)));
    terminal.paragraph(
        held.helps()
            ? "The fit helps: from now on cards are scheduled with parameters fitted to all ratings;"
                + " `study --no-fit` returns to the published ones."
            : "The fit does not help; the parameters stay.");
  }

  /** The settings with the fitted parameters, or as they are. */
  public StudySettings applied(StudySettings settings) {
    return fitted.map(settings::with).orElse(settings);
  }
}
