package org.backprop.app.studio;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.app.study.Standing;
import org.backprop.app.study.deck.Card;
import org.backprop.app.study.review.CardState;
import org.backprop.app.study.review.Progress;
import org.backprop.app.study.review.StudyStatistics;
import org.backprop.score.Proportion;

/**
 * The cards of the deck, where each stands, and what the log says about them, as the page gets it.
 */
final class DeckMap {
  private static final int FORECAST_DAYS = 30;

  private DeckMap() {}

  /**
   * All of it.
   *
   * @param cards those that are listed
   */
  static Map<String, Object> of(OpenStudy open, List<Card> cards) {
    var study = open.study();
    var sitting = open.sitting();
    var statistics = new StudyStatistics(study.deck().ids(), sitting.schedule(), sitting.today());
    var counts = statistics.cardCounts();
    var done = statistics.activity();
    var map = new LinkedHashMap<String, Object>();
    map.put("left", StudyMap.left(sitting));
    map.put("fresh", counts.fresh());
    map.put("learning", counts.learning());
    map.put("known", counts.known());
    map.put("suspended", counts.suspended());
    map.put("ratings_today", done.today());
    map.put("ratings", done.reviews());
    map.put("days", done.days());
    map.put("streak", done.streak());
    map.put("forecast", forecast(statistics));
    map.put("desired_retention", study.settings().desiredRetention());
    map.put("retention", proportion(statistics.retention()));
    map.put("weeks", weeks(statistics));
    map.put("leeches", leeches(statistics));
    map.put(
        "cards",
        cards.stream()
            .map(it -> card(it, sitting.schedule().of(it.id()), sitting.today()))
            .toList());
    return map;
  }

  private static List<Map<String, ?>> forecast(StudyStatistics statistics) {
    return statistics.forecast(FORECAST_DAYS).stream()
        .<Map<String, ?>>map(it -> Map.of("day", it.day().toString(), "cards", it.cards()))
        .toList();
  }

  private static List<Map<String, ?>> weeks(StudyStatistics statistics) {
    return statistics.weeks().stream()
        .<Map<String, ?>>map(it -> {
          var map = new LinkedHashMap<String, Object>(proportion(it.recalled()));
          map.put("start", it.start().toString());
          return map;
        })
        .toList();
  }

  private static Map<String, Object> proportion(Proportion recalled) {
    return Map.of(
        "ratings", recalled.rows(),
        "recalled", recalled.hits(),
        "share", recalled.share(),
        "low", recalled.low(),
        "high", recalled.high());
  }

  private static List<Map<String, ?>> leeches(StudyStatistics statistics) {
    return statistics.leeches(StudyStatistics.LEECH_LAPSES).stream()
        .<Map<String, ?>>map(it -> Map.of("card", it.card(), "lapses", it.lapses()))
        .toList();
  }

  private static Map<String, Object> card(Card card, CardState state, LocalDate today) {
    var map = new LinkedHashMap<String, Object>();
    map.put("card", card.id());
    map.put("topic", card.topic());
    map.put("question", card.question());
    map.put("source", card.source());
    map.put("standing", state.isDue(today) ? "due" : Standing.of(state));
    map.put("is_suspended", state.isSuspended());
    map.put("is_new", state.isNew());
    map.put("ratings", state.progress().map(it -> it.reviewed().size()).orElse(0));
    map.put("lapses", state.progress().map(Progress::lapses).orElse(0));
    return map;
  }
}
