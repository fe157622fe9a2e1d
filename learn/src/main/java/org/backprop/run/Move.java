package org.backprop.run;

import java.util.List;

/**
 * How an optimizer turned the gradient of one weight into its move.
 *
 * @param terms the numbers that the rule names, in the order of their computation, such as the
 *     corrections of Adam's running means
 * @param changes what the rule keeps for the weight, such as {@code m} and {@code v}, and the
 *     weight itself, last
 */
public record Move(List<Term> terms, List<Change> changes) {

  /** A number that the rule computes. */
  public record Term(String name, double value) {}

  /** A variable before and after the step. */
  public record Change(String name, double before, double after) {}

  /** Keeps copies. */
  public Move {
    terms = List.copyOf(terms);
    changes = List.copyOf(changes);
  }
}
