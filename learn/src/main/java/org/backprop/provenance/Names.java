package org.backprop.provenance;

import java.util.regex.Pattern;

/** Keys in snake_case. */
final class Names {
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private Names() {}

  static String require(String key) {
    if (!SNAKE_CASE.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is not a name of lower-case words joined by underscores");
    }
    return key;
  }
}
