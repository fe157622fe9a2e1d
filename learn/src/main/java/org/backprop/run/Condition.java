package org.backprop.run;

import java.util.Optional;
import java.util.regex.Pattern;
import org.backprop.table.DataException;

/**
 * What is looked for in a run: a number that is below or above a limit, or a loss that is not
 * finite.
 *
 * @param part the rows of a score, {@code train}, {@code validation} or {@code test}; empty for the
 *     validation rows, or the training rows where there are none
 * @param name {@code loss} without a part for the loss of each step's batch, {@code nan}, or the
 *     name of a score, as in {@code accuracy}
 * @param isBelow whether the number is to be below the limit
 */
public record Condition(Optional<String> part, String name, boolean isBelow, double limit) {
  private static final Pattern TEXT =
      Pattern.compile(
          "\\s*(?:(train|validation|test)\\.)?([a-z][a-z0-9_]*)\\s*([<>])\\s*(-?[\\d.]+(?:[eE][+-]?\\d+)?)\\s*");

  /**
   * The condition of a text: {@code accuracy<0.9}, {@code train.loss>2}, {@code loss>2}, {@code
   * nan}.
   *
   * @throws DataException if it is none
   */
  public static Condition parse(String text) {
    if (text.strip().equals("nan")) {
      return new Condition(Optional.empty(), "nan", false, 0);
    }
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new DataException(
          "\"%s\" is no condition; write a score and its limit, as in accuracy<0.9, train.loss>2 or loss>2 (of each step's batch), or nan"
              .formatted(text));
    }
    return new Condition(
        Optional.ofNullable(parts.group(1)),
        parts.group(2),
        parts.group(3).equals("<"),
        Double.parseDouble(parts.group(4)));
  }

  /** Whether it is about a loss that is not finite. */
  public boolean isNan() {
    return name.equals("nan");
  }

  /** Whether it is about the loss of each step's batch. */
  boolean isOfBatch() {
    return part.isEmpty() && name.equals("loss");
  }

  boolean holds(double value) {
    return isBelow ? value < limit : value > limit || Double.isNaN(value);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return isNan()
        ? name
        : part.map(it -> it + ".").orElse("") + name + (isBelow ? "<" : ">") + limit;
  }
}
