package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the user should know of the data, briefly. */
final class Notices {
  private static final Pattern MISSING =
      Pattern.compile("(.+) is missing in \\d+ of \\d+ rows: (.+)\\.");

  private Notices() {}

  /** Each notice; those on missing values, which the list of columns has counted, gathered. */
  static void show(Terminal terminal, List<String> notices) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (var notice : notices) {
      var missing = MISSING.matcher(notice);
      if (missing.matches()) {
        columns.merge(missing.group(2), missing.group(1), (all, one) -> all + ", " + one);
      } else {
        terminal.notice(notice);
      }
    }
    columns.forEach(
        (what, where) -> terminal.notice("Missing values of " + where + ": " + what + "."));
  }
}
