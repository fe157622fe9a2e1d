package org.backprop.app;

import java.util.List;
import java.util.Optional;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;

/** Option values that are one of a few words. */
final class Choices {
  private Choices() {}

  /** The value of that name; if there is none, a sentence with the nearest name and all of them. */
  static <T> T require(String option, String wrong, Optional<T> found, String names) {
    return found.orElseThrow(() ->
        new DataException(
            "%s does not know \"%s\"%s it takes %s."
                .formatted(option, wrong, near(wrong, names), names)));
  }

  private static String near(String wrong, String names) {
    return DidYouMean.closest(wrong, List.of(names.split(", ")))
        .map(name -> " (did you mean \"" + name + "\"?);")
        .orElse(";");
  }
}
