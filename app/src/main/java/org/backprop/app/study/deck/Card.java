package org.backprop.app.study.deck;

import java.util.List;
import java.util.Optional;
import org.backprop.chain.Orientation;

/**
 * One card of a deck.
 *
 * @param id the name of its concept; the history of the card is kept under it
 * @param answer its paragraphs
 * @param example the name of a worked example that is shown with the answer
 * @param given what is drawn anew each time
 * @param checks equations that the engine finds true
 * @param source its text in the deck's file
 */
public record Card(
    String id,
    String topic,
    String question,
    List<Paragraph> answer,
    Optional<String> example,
    Task task,
    List<Variable> given,
    List<Equation> checks,
    String source) {

  public Card {
    answer = List.copyOf(answer);
    given = List.copyOf(given);
    checks = List.copyOf(checks);
  }

  /**
   * A paragraph of the answer.
   *
   * @param only the orientation that it holds for; empty if for both
   */
  public record Paragraph(Optional<Orientation> only, String text) {}

  /** Two formulas with the same value for all numbers of their variables. */
  public record Equation(String left, String right) {

    @Override
    public String toString() {
      return left + " = " + right;
    }
  }
}
