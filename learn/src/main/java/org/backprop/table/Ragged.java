package org.backprop.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to a row with more or fewer fields than there are columns. */
public enum Ragged {
  /** The file is refused. */
  ERROR,
  /** The row is left out. */
  DROP,
  /** Fields that are missing are empty, and surplus ones are left out. */
  FILL;

  /**
   * The policy of that name.
   *
   * @throws DataException if there is none
   */
  public static Ragged parse(String text) {
    return find(text)
        .orElseThrow(() ->
            new DataException(
                "\"" + text + "\" is no policy for ragged rows; choose error, drop or fill."));
  }

  private static Optional<Ragged> find(String text) {
    return Arrays.stream(values()).filter(policy -> policy.word().equalsIgnoreCase(text)).findAny();
  }

  /** As in {@code drop}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
