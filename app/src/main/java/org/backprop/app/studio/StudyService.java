package org.backprop.app.studio;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.app.Failures;
import org.backprop.app.study.Answered;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Card;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.Progress;
import org.backprop.chain.Orientation;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the page asks of the study. The page names the card and the seed of the question
 * that it shows, so that a tab whose question is no longer the current one loses nothing. The log
 * is opened with the first question.
 */
final class StudyService {
  private final Path log;
  private final Notation notation;
  private @Nullable OpenStudy opened;

  /**
   * The study kept in a log.
   *
   * @param notation of the exercises; the page says whether samples are rows or columns
   */
  StudyService(Path log, Notation notation) {
    this.log = log;
    this.notation = notation;
  }

  private OpenStudy open() {
    var open = opened;
    if (open == null) {
      open = OpenStudy.of(log, notation);
      opened = open;
    }
    return open;
  }

  /** How many cards are left, and the current one. */
  synchronized Map<String, Object> now(JsonMessage message) {
    open().sitting().refresh();
    return state(message);
  }

  private Map<String, Object> state(JsonMessage message) {
    var question = open().question().map(it -> again(message, it.card().id(), it.seed()));
    return StudyMap.state(open(), question);
  }

  private Map<String, Object> state(JsonMessage message, String said) {
    var map = new LinkedHashMap<>(state(message));
    map.put("said", said);
    return map;
  }

  /** Marks a typed reply; unless it has the wrong form, the answer comes with the verdict. */
  synchronized Map<String, Object> answer(JsonMessage message) {
    var asked = asked(message);
    var verdict = message.text("typed").map(asked::mark);
    return StudyMap.answer(open().sitting(), asked, new Answered(verdict));
  }

  /** Rates a card. */
  synchronized Map<String, Object> rate(JsonMessage message) {
    var asked = asked(message);
    var verdict = message.text("typed").map(asked::mark);
    var seconds = message.number("seconds").filter(it -> it >= 0);
    var attempt = new Answered(verdict).attempt(asked, seconds);
    int rating = message.whole("rating").orElse(0);
    var card = asked.card().id();
    open().sitting().rate(card, rating, attempt);
    open().renew();
    var progress = open().sitting().schedule().of(card).progress();
    return progress
        .filter(Progress::isForgottenLeech)
        .map(it ->
            "%s was forgotten %s times. Edit it so that it asks one thing, or suspend it."
                .formatted(card, it.lapses()))
        .map(said -> state(message, said))
        .orElseGet(() -> state(message));
  }

  /** Leaves a card for tomorrow, or out until it is resumed. */
  synchronized Map<String, Object> leave(JsonMessage message) {
    var card = asked(message).card().id();
    boolean isSuspended = message.flag("suspend");
    if (isSuspended) {
      open().sitting().suspend(card);
    } else {
      open().sitting().bury(card);
    }
    open().renew();
    return state(
        message,
        "%s is %s; u takes this back."
            .formatted(card, isSuspended ? "not asked until it is resumed" : "left for tomorrow"));
  }

  /** Takes the last thing back. */
  synchronized Map<String, Object> undo(JsonMessage message) {
    var card = open().sitting().undo();
    open().renew();
    return state(
        message,
        card.map(it -> "Taken back: " + it)
            .orElse("There is nothing to take back in this sitting."));
  }

  /** Keeps the edited text of a card, or says what is wrong with it. */
  synchronized Map<String, Object> edit(JsonMessage message) {
    try {
      open().edit(message.text("card").orElse(""), message.text("text").orElse(""));
      return state(message);
    } catch (DataException e) {
      return Map.of("fault", Failures.sentence(e));
    }
  }

  /** The network of a question. */
  synchronized OpenModel example(JsonMessage message) {
    return OpenModel.of(asked(message));
  }

  /** The cards with the words that are searched, and what the log says about the deck. */
  synchronized Map<String, Object> cards(JsonMessage message) {
    var deck = open().study().deck();
    var words = message.text("words").orElse("");
    open().sitting().refresh();
    return DeckMap.of(open(), words.isBlank() ? deck.cards() : deck.search(words));
  }

  /** Suspends, resumes or resets a card, or with no name resets the whole deck. */
  synchronized Map<String, Object> change(JsonMessage message) {
    var deck = open().study().deck();
    var sitting = open().sitting();
    message.text("suspend").map(deck::card).map(Card::id).ifPresent(sitting::suspend);
    message.text("resume").map(deck::card).map(Card::id).ifPresent(sitting::resume);
    message
        .text("reset")
        .map(id -> id.isEmpty() ? deck.ids() : List.of(deck.card(id).id()))
        .ifPresent(sitting::reset);
    return cards(message);
  }

  /** The question that the page shows. */
  private Asked asked(JsonMessage message) {
    var card = message.text("card").orElse("");
    var seed = message.text("seed").filter(it -> it.matches("\\d{1,18}"));
    return again(
        message,
        card,
        seed.map(Long::parseLong)
            .orElseThrow(() -> new DataException("the request names no question")));
  }

  private Asked again(JsonMessage message, String card, long seed) {
    var orientation = message.flag("columns") ? Orientation.COLUMNS : Orientation.ROWS;
    var written = new Notation(orientation, notation.mean(), notation.half());
    return Asked.of(open().study().deck().card(card), seed, written);
  }
}
