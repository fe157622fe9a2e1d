package org.backprop.app.study.deck;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.backprop.app.study.exercise.Mistake;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.exercise.Verdict;
import org.backprop.app.study.exercise.Worked;

/**
 * A card with fresh numbers, ready to be shown, answered and marked. The same seed and notation
 * give the same question again.
 *
 * @param prompt lines: the question, then what is given
 * @param options what is chosen from or put in order, in the order shown; a reply may name them by
 *     their numbers from 1
 * @param right the right reply, as it may be typed; empty where nothing is typed
 * @param mistakes the usual ones that the mark recognises
 * @param answer the paragraphs of the card's answer
 * @param details lines below the answer: the steps with their numbers
 * @param example the network that the numbers belong to
 */
public record Asked(
    Card card,
    long seed,
    List<String> prompt,
    Reply reply,
    List<String> options,
    String right,
    Function<String, Verdict> marker,
    List<Mistake> mistakes,
    List<String> answer,
    List<String> details,
    Optional<Worked> example) {

  /** What is typed as an answer. */
  public enum Reply {
    /** Nothing: the learner recalls the answer and looks. */
    NOTHING,
    /** A number, or several as rows of a matrix. */
    NUMBERS,
    /** The number of the right option, or of the wrong line. */
    OPTION,
    /** All options in order. */
    ORDER
  }

  public Asked {
    prompt = List.copyOf(prompt);
    options = List.copyOf(options);
    mistakes = List.copyOf(mistakes);
    answer = List.copyOf(answer);
    details = List.copyOf(details);
  }

  /** Asks a card. */
  public static Asked of(Card card, long seed, Notation notation) {
    return new Asker(card, seed, notation).ask();
  }

  /** What a typed reply is worth, and the rating that follows from it. */
  public Verdict mark(String typed) {
    return marker.apply(typed);
  }
}
