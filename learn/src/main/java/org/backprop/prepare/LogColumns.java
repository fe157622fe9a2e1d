package org.backprop.prepare;

import java.util.Optional;
import java.util.Set;

/**
 * Which columns of numbers are encoded on a {@linkplain LogScale logarithmic scale}.
 *
 * @param wide whether those are whose numbers span orders of magnitude
 * @param names of those that are in any case
 */
public record LogColumns(boolean wide, Set<String> names) {
  public LogColumns {
    names = Set.copyOf(names);
  }

  /** No column. */
  public static LogColumns none() {
    return new LogColumns(false, Set.of());
  }

  /** The columns whose numbers span orders of magnitude. */
  public static LogColumns spanningMagnitudes() {
    return new LogColumns(true, Set.of());
  }

  /** The columns of these names. */
  public static LogColumns of(Set<String> names) {
    return new LogColumns(false, names);
  }

  /** The scale of a column of these numbers. */
  Optional<LogScale> scale(String column, double[] numbers) {
    return names.contains(column) || (wide && LogScale.suits(numbers))
        ? Optional.of(LogScale.of(numbers))
        : Optional.empty();
  }
}
