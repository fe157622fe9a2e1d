package org.backprop.app.study.deck;

import java.util.List;
import org.backprop.formula.Formula;

/** What a card asks a learner to do. */
public sealed interface Task {

  /** To recall the answer; nothing is typed. */
  record Recall() implements Task {}

  /**
   * To compute what a question with fresh numbers asks.
   *
   * @param kind the id of the exercise
   */
  record FromEngine(String kind) implements Task {}

  /**
   * To compute the value of a formula.
   *
   * @param ask the question with its numbers; it may hold {@code {= formula}}
   */
  record Calculation(String ask, Formula value, List<Wrong> mistakes) implements Task {
    public Calculation {
      mistakes = List.copyOf(mistakes);
    }
  }

  /** A usual mistake: its value and its name. */
  record Wrong(Formula value, String name) {}

  /** To put steps or nodes in order. */
  record Ordering(List<String> items) implements Task {
    public Ordering {
      items = List.copyOf(items);
    }
  }

  /** To choose one of several; the first option is right. */
  record Choice(List<Option> options) implements Task {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /**
   * To find the one wrong line.
   *
   * @param wrong the index of that line
   */
  record FindError(List<Option> lines, int wrong) implements Task {
    public FindError {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What can be chosen.
   *
   * @param reason why it is wrong; empty if it is right
   */
  record Option(String text, String reason) {}
}
