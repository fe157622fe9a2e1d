package org.backprop.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The two texts in which the truth values of a column are written; capitals do not count. */
record FlagTexts(String no, String yes) {
  /** As Java writes a boolean. */
  static final FlagTexts JAVA = new FlagTexts("false", "true");

  private static final FlagTexts DIGITS = new FlagTexts("0", "1");
  private static final List<FlagTexts> WORDS =
      List.of(
          JAVA,
          new FlagTexts("no", "yes"),
          new FlagTexts("n", "y"),
          new FlagTexts("f", "t"),
          new FlagTexts("off", "on"));
  private static final int MOST_WAYS = 16; // to write two short words

  /** The two words of which these are one or both, each as it is written first. */
  static Optional<FlagTexts> ofWords(Stream<String> texts) {
    var some = texts.limit(MOST_WAYS).toList();
    return some.isEmpty() ? Optional.empty() : of(some, WORDS.stream());
  }

  /** The same where somebody said that the column holds flags, which may then be 0 and 1. */
  static Optional<FlagTexts> ofStated(List<String> texts) {
    return of(texts, Stream.concat(WORDS.stream(), Stream.of(DIGITS)));
  }

  private static Optional<FlagTexts> of(List<String> texts, Stream<FlagTexts> known) {
    return known
        .filter(flags -> texts.stream().allMatch(flags::has))
        .findFirst()
        .map(flags -> flags.written(texts));
  }

  boolean has(String text) {
    return text.equalsIgnoreCase(no) || text.equalsIgnoreCase(yes);
  }

  boolean isTrue(String text) {
    return text.equalsIgnoreCase(yes);
  }

  String of(boolean flag) {
    return flag ? yes : no;
  }

  private FlagTexts written(List<String> texts) {
    return new FlagTexts(written(no, texts), written(yes, texts));
  }

  /** As it is written first, or with the capitals of the other. */
  private static String written(String word, List<String> texts) {
    return texts.stream()
        .filter(word::equalsIgnoreCase)
        .findFirst()
        .orElseGet(() -> texts.isEmpty() ? word : like(texts.getFirst(), word));
  }

  private static String like(String model, String word) {
    var capitals = word.toUpperCase(Locale.ROOT);
    if (model.equals(model.toLowerCase(Locale.ROOT))) {
      return word;
    }
    return model.equals(model.toUpperCase(Locale.ROOT))
        ? capitals
        : capitals.charAt(0) + word.substring(1);
  }
}
