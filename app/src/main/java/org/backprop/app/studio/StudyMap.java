package org.backprop.app.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.study.Answered;
import org.backprop.app.study.Outcome;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.exercise.Verdict;
import org.backprop.app.study.review.Sitting;

/** Questions and answers as the page gets them. */
final class StudyMap {
  private StudyMap() {}

  /**
   * Where the sitting stands.
   *
   * @param question empty if no card is left for the day
   */
  static Map<String, Object> state(OpenStudy open, Optional<Asked> question) {
    var map = new LinkedHashMap<String, Object>();
    map.put("left", left(open.sitting()));
    map.put("ratings", open.sitting().ratings());
    map.put("tomorrow", open.study().dueTomorrow(open.sitting()));
    map.put("notices", open.notices());
    map.put("question", question.map(StudyMap::question));
    return map;
  }

  /** The numbers of cards that are still to be asked. */
  static Map<String, Object> left(Sitting sitting) {
    var left = sitting.remaining();
    return Map.of("fresh", left.fresh(), "again", left.learning(), "due", left.due());
  }

  private static Map<String, Object> question(Asked asked) {
    var card = asked.card();
    var map = new LinkedHashMap<String, Object>();
    map.put("card", card.id());
    map.put("seed", String.valueOf(asked.seed()));
    map.put("topic", card.topic());
    map.put("question", asked.prompt().getFirst());
    map.put("given", asked.prompt().subList(1, asked.prompt().size()));
    map.put("reply", asked.reply().name().toLowerCase(Locale.ROOT));
    map.put("options", asked.options());
    map.put("has_example", asked.example().isPresent());
    map.put("source", card.source());
    return map;
  }

  /** The verdict alone if the reply has the wrong form; else the answer and the ratings too. */
  static Map<String, Object> answer(Sitting sitting, Asked asked, Answered answered) {
    var map = new LinkedHashMap<String, Object>();
    map.put("verdict", answered.verdict().map(StudyMap::verdict));
    if (answered.verdict().filter(Verdict.WrongForm.class::isInstance).isPresent()) {
      return map;
    }
    map.put("right", asked.right());
    map.put("answer", asked.answer());
    map.put("details", asked.details());
    map.put("proposed", answered.proposed());
    map.put("outcomes", outcomes(sitting, asked.card().id()));
    return map;
  }

  private static Map<String, Object> verdict(Verdict verdict) {
    var kind =
        switch (verdict) {
          case Verdict.Right _ -> "right";
          case Verdict.WrongForm _ -> "form";
          case Verdict.Known _, Verdict.Wrong _ -> "wrong";
        };
    return Map.of("kind", kind, "sentence", verdict.sentence());
  }

  private static List<String> outcomes(Sitting sitting, String card) {
    return Outcome.of(sitting, card).stream().map(Outcome::when).toList();
  }
}
