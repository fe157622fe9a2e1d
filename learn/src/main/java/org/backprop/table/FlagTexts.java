package org.backprop.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The two texts in which the truth values of a column are written. */
record FlagTexts(String no, String yes) {
  /** As Java writes a boolean. */
  static final FlagTexts JAVA = new FlagTexts("false", "true");

  private static final FlagTexts DIGITS = new FlagTexts("0", "1");
  private static final List<FlagTexts> WORDS =
      Stream.of(
              JAVA,
              new FlagTexts("no", "yes"),
              new FlagTexts("n", "y"),
              new FlagTexts("f", "t"),
              new FlagTexts("off", "on"))
          .flatMap(FlagTexts::inEachCase)
          .distinct()
          .toList();

  /** The two words of which these are one or both, in one way to write capitals. */
  static Optional<FlagTexts> ofWords(Stream<String> texts) {
    var some = texts.limit(3).toList();
    return WORDS.stream()
        .filter(flags -> !some.isEmpty() && some.stream().allMatch(flags::has))
        .findFirst();
  }

  /** The same where somebody said that the column holds flags, which may then be 0 and 1. */
  static Optional<FlagTexts> of(String text) {
    return Stream.concat(WORDS.stream(), Stream.of(DIGITS))
        .filter(flags -> flags.has(text))
        .findFirst();
  }

  boolean has(String text) {
    return text.equals(no) || text.equals(yes);
  }

  boolean isTrue(String text) {
    return text.equals(yes);
  }

  String of(boolean flag) {
    return flag ? yes : no;
  }

  private Stream<FlagTexts> inEachCase() {
    return Stream.of(
        this,
        written(text -> text.toUpperCase(Locale.ROOT)),
        written(text -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)));
  }

  private FlagTexts written(UnaryOperator<String> form) {
    return new FlagTexts(form.apply(no), form.apply(yes));
  }
}
