package org.backprop.app;

import java.util.List;
import java.util.Optional;
import org.backprop.part.Catalog;
import org.backprop.part.ModelPart;
import org.backprop.part.Named;
import org.backprop.part.PartText;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;

/** Option values that are one of a few words. */
final class Choices {
  private Choices() {}

  /** The part of that name; if there is none, a sentence with the nearest name and all of them. */
  static <T extends Named> T require(String option, String name, Catalog<T> catalog) {
    return require(option, name, catalog.named(name), catalog.names());
  }

  /**
   * The part of a text such as {@code poisson} or {@code gain(0.5)}; if there is none, likewise.
   */
  static ModelPart part(String option, String text, Catalog<? extends ModelPart> catalog) {
    if (!text.contains("(")) {
      return require(option, text, catalog);
    }
    var written = PartText.typed(text);
    if (written.size() > 1) {
      throw new DataException("%s takes one part, not \"%s\".".formatted(option, text));
    }
    var prototype = require(option, written.getFirst().name(), catalog);
    return prototype.with(written.getFirst().arguments(catalog::named));
  }

  /** The value found for that name; if there is none, a sentence likewise. */
  static <T> T require(String option, String name, Optional<T> found, List<String> names) {
    return found.orElseThrow(() ->
        new DataException(
            "%s does not know \"%s\"%s it takes %s."
                .formatted(option, name, near(name, names), String.join(", ", names))));
  }

  private static String near(String wrong, List<String> names) {
    return DidYouMean.closest(wrong, names)
        .map(name -> " (did you mean \"" + name + "\"?);")
        .orElse(";");
  }
}
