package org.backprop.app.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backprop.prepare.Target;
import org.jspecify.annotations.Nullable;

/** Cuts names and texts of any length to what a page has room for. */
final class Cut {
  private static final int NAME = 60;
  private static final int TEXT = 500;

  private Cut() {}

  /** A name of at most 60 characters. */
  static String name(String name) {
    return to(name, NAME);
  }

  /** A text of at most 500 characters. */
  static String text(String text) {
    return to(text, TEXT);
  }

  /** The first characters, with three dots where there were more. */
  static String to(String text, int most) {
    return text.length() <= most || text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 3)) + "...";
  }

  /** What the second of two classes says, as in {@code passed = yes}. */
  static String event(Target.Classes classes) {
    return name(classes.column()) + " = " + name(classes.levels().getLast());
  }

  /** The first names, and how many there are more. */
  static String names(List<String> names, int most) {
    var shown = names.stream().limit(most).map(Cut::name).collect(Collectors.joining(", "));
    return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
  }

  /** A copy of plain values in which every text is cut. */
  static Map<String, Object> all(Map<?, ?> values) {
    var cut = new LinkedHashMap<String, Object>();
    values.forEach((key, value) -> cut.put(to(String.valueOf(key), NAME), all(value)));
    return cut;
  }

  @SuppressWarnings("NullAway") // JSON has null
  private static Object all(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text(text);
      case Map<?, ?> map -> all(map);
      case Collection<?> list -> list.stream().map(Cut::all).toArray();
      default -> value;
    };
  }
}
