package org.backprop.app.study.deck;

import java.util.List;
import java.util.function.Function;
import org.backprop.app.study.deck.Task.Option;
import org.backprop.app.study.exercise.Verdict;

/**
 * Marks the choice of one of several.
 *
 * @param right the index of the right one
 * @param sentence what is said of a wrong one
 */
record ChoiceMarking(List<Option> shown, int right, Function<Option, String> sentence) {

  /** Of the number of an option, from 1. */
  Verdict of(String typed) {
    var word = typed.strip();
    for (int i = 0; i < shown.size(); i++) {
      if (word.equals(String.valueOf(i + 1))) {
        return i == right
            ? new Verdict.Right(true)
            : new Verdict.Wrong(sentence.apply(shown.get(i)).strip());
      }
    }
    return new Verdict.WrongForm("Type a number from 1 to %s.".formatted(shown.size()));
  }
}
