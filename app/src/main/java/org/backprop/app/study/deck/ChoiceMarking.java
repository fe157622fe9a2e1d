package org.backprop.app.study.deck;

import java.util.List;
import org.backprop.app.study.deck.Task.Option;
import org.backprop.app.study.exercise.Verdict;

/**
 * Marks the choice of an option or of the wrong line.
 *
 * @param right the number of the right one, from 1
 * @param isError whether the wrong line was sought
 */
record ChoiceMarking(List<Option> shown, int right, boolean isError) {

  Verdict of(String typed, CardText text) {
    var word = typed.strip();
    for (int i = 0; i < shown.size(); i++) {
      if (word.equals(String.valueOf(i + 1))) {
        return i + 1 == right ? new Verdict.Right(true) : wrong(i, text);
      }
    }
    return new Verdict.WrongForm("Type a number from 1 to %s.".formatted(shown.size()));
  }

  private Verdict wrong(int chosen, CardText text) {
    return new Verdict.Wrong(
        isError
            ? "Not right: line %s holds.".formatted(chosen + 1)
            : "Not right. " + text.of(shown.get(chosen).reason()));
  }
}
