package org.backprop.prepare;

import java.util.Locale;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.DataException;

/** What happens to a row in which a value is missing. */
public enum Missing {
  /** The value becomes the training mean, and an indicator says that it was missing. */
  IMPUTE,
  /** The row is left out, and counted. */
  DROP,
  /** It is refused, with its line. */
  ERROR;

  /**
   * The policy of that name, in any case.
   *
   * @throws DataException if there is none
   */
  public static Missing parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "impute" -> IMPUTE;
      case "drop" -> DROP;
      case "error" -> ERROR;
      default ->
          throw new DataException(
              "\"" + text + "\" is no policy for missing values",
              "say impute, drop or error, as in {}.",
              Remedy.of(Setting.MISSING, "impute"));
    };
  }
}
