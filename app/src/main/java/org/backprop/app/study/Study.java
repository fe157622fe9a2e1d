package org.backprop.app.study;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.app.Terminal;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Card;
import org.backprop.app.study.deck.Deck;
import org.backprop.app.study.deck.OwnCards;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.SettingsFile;
import org.backprop.app.study.review.Sitting;
import org.backprop.app.study.review.StudyLog;
import org.backprop.app.study.review.StudySettings;
import org.backprop.table.DataException;

/**
 * A learner's deck, log and settings.
 *
 * @param deck the built-in cards and the learner's own
 */
public record Study(
    Deck deck, OwnCards own, StudyLog log, StudySettings settings, Notation notation, Clock clock) {
  private static final int SEEDS = 1_000_000;

  /**
   * Opens what is kept in the folder of a log.
   *
   * @param given the log
   * @throws DataException if a file cannot be read or written
   */
  public static Study open(Path given, Notation notation, Terminal terminal) {
    var log = StudyLog.open(given, terminal);
    var own = OwnCards.beside(log.file());
    return new Study(
        Deck.builtIn().with(cards(own, terminal)),
        own,
        log,
        SettingsFile.read(log.file(), terminal),
        notation,
        Clock.system(ZoneId.systemDefault()));
  }

  /** A mistake in the learner's own file leaves out its cards, not the whole deck. */
  private static List<Card> cards(OwnCards own, Terminal terminal) {
    try {
      return own.cards();
    } catch (DataException e) {
      terminal.notice(
          e.getMessage() + "; the cards of this file are left out until it is put right");
      return List.of();
    }
  }

  /** A sitting with the cards of the day. */
  public Sitting daily() {
    return Sitting.daily(deck.ids(), log, settings, clock);
  }

  /** A sitting with these cards, due or not. */
  public Sitting all(List<Card> cards) {
    return Sitting.all(cards.stream().map(Card::id).toList(), log, settings, clock);
  }

  /** Asks a card with fresh numbers. */
  public Asked ask(String card, SplittableRandom random) {
    return Asked.of(deck.card(card), random.nextInt(SEEDS), notation);
  }

  /**
   * The same with the cards of one topic.
   *
   * @throws DataException if there is no such topic
   */
  Study ofTopic(String topic) {
    return new Study(deck.ofTopic(topic), own, log, settings, notation, clock);
  }

  /** The number of cards that are due on the day after that of a sitting. */
  public long dueTomorrow(Sitting sitting) {
    var tomorrow = sitting.today().plusDays(1);
    return deck.ids().stream().filter(id -> sitting.schedule().of(id).isDue(tomorrow)).count();
  }

  /** The same with a card in place of the one that has its id. */
  public Study with(Card card) {
    return new Study(deck.with(List.of(card)), own, log, settings, notation, clock);
  }
}
