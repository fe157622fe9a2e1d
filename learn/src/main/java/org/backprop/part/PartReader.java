package org.backprop.part;

import java.util.ArrayList;
import java.util.List;

/** Reads a list of parts from its text; white space does not count. */
final class PartReader {
  private static final int DEEPEST = 100;

  private final String text;
  private final boolean bare;
  private int at;
  private int depth;

  /**
   * A reader at the start of a text.
   *
   * @param bare whether a name may stand without parentheses
   */
  PartReader(String text, boolean bare) {
    this.text = text.replaceAll("\\s", "");
    this.bare = bare;
  }

  List<PartText> list() {
    var parts = new ArrayList<PartText>();
    do {
      parts.add(part());
    } while (take(','));
    if (at < text.length()) {
      throw unreadable();
    }
    return List.copyOf(parts);
  }

  private PartText part() {
    var start = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '-' || peek() == '_') {
      at++;
    }
    if (start == at) {
      throw unreadable();
    }
    return new PartText(text.substring(start, at), arguments());
  }

  private List<?> arguments() {
    if (bare && peek() != '(') {
      return List.of();
    }
    require('(');
    if (++depth > DEEPEST) {
      throw unreadable();
    }
    var values = new ArrayList<>();
    if (!take(')')) {
      do {
        values.add(Character.isLetter(peek()) ? part() : number());
      } while (take(','));
      require(')');
    }
    depth--;
    return values;
  }

  private Object number() {
    var start = at;
    while (at < text.length() && peek() != ',' && peek() != ')') {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw unreadable();
    }
  }

  /** The next character; 0 at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char expected) {
    var found = peek() == expected;
    at += found ? 1 : 0;
    return found;
  }

  private void require(char expected) {
    if (!take(expected)) {
      throw unreadable();
    }
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "not a list of parts at character " + (at + 1) + ": " + text);
  }
}
