package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.tensor.Tensor;

/**
 * A question with fresh numbers.
 *
 * @param kind the id of its kind
 * @param given lines of text: what the numbers belong to, then the numbers
 * @param question what is asked, a sentence
 * @param answer a scalar, vector or matrix in the exercise's orientation
 * @param mistakes each with a value that differs from the answer and from every other
 * @param pairs two mistakes at once, each with a value of its own
 * @param solution lines of text: the steps with their rules and numbers
 * @param example the network that the numbers belong to, if there is one
 */
public record Exercise(
    String kind,
    List<String> given,
    String question,
    Tensor answer,
    List<Mistake> mistakes,
    List<Mistake> pairs,
    List<String> solution,
    Optional<Worked> example) {

  /** Keeps copies. */
  public Exercise {
    given = List.copyOf(given);
    mistakes = List.copyOf(mistakes);
    pairs = List.copyOf(pairs);
    solution = List.copyOf(solution);
  }

  /** What a typed answer is: numbers as a person writes them. */
  public Verdict mark(String typed) {
    return Marking.of(this, typed);
  }

  /** Whether all numbers are finite, and the answer and every mistake can be told apart. */
  public boolean isDistinct() {
    var seen = new ArrayList<Tensor>(List.of(answer));
    for (var mistake : mistakes) {
      if (!seen.stream().allMatch(value -> Closeness.areApart(value, mistake.value()))) {
        return false;
      }
      seen.add(mistake.value());
    }
    return seen.stream().allMatch(Tensor::isFinite);
  }

  /** The answer as text, as in {@code [0.1 0.2; 0 0.3]}. */
  public String answerText() {
    return StepText.numbers(answer);
  }
}
