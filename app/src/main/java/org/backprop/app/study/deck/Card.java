package org.backprop.app.study.deck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.backprop.chain.Orientation;
import org.backprop.formula.Formula;

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
    private static final int DRAWS = 20;
    private static final double TOLERANCE = 1e-10;

    /**
     * Numbers for which the sides differ by more than rounding, of some that are drawn.
     *
     * @param given the variables whose numbers are drawn; all others are from -2 to 2
     */
    Optional<Map<String, Double>> counterexample(List<Variable> given) {
      var random = new SplittableRandom(7);
      var sides = List.of(Formula.parse(left), Formula.parse(right));
      return Stream.generate(() -> numbers(sides, given, random))
          .limit(DRAWS)
          .filter(numbers -> !holds(sides, numbers))
          .findFirst();
    }

    private static Map<String, Double> numbers(
        List<Formula> sides, List<Variable> given, SplittableRandom random) {
      var numbers = new TreeMap<String, Double>();
      sides.forEach(
          side -> side.variables().forEach(name -> numbers.put(name, random.nextDouble(-2, 2))));
      given.forEach(variable -> numbers.put(variable.name(), variable.draw(random)));
      return numbers;
    }

    private static boolean holds(List<Formula> sides, Map<String, Double> numbers) {
      var expected = sides.getLast().value(numbers);
      var difference = Math.abs(sides.getFirst().value(numbers) - expected);
      return difference <= TOLERANCE * Math.max(1, Math.abs(expected));
    }

    @Override
    public String toString() {
      return left + " = " + right;
    }
  }
}
