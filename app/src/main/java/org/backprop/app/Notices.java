package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/** Notices in the words of the command line. */
final class Notices {
  private static final Pattern MISSING =
      Pattern.compile("(.+) is missing in \\d+ of \\d+ rows: (.+)\\.");

  private Notices() {}

  /** The sentence, with options as remedies. */
  static String text(Notice notice) {
    return notice.worded(Notices::option);
  }

  /** As in {@code --missing impute}. */
  static String option(Remedy remedy) {
    var option = Typed.option(remedy.setting().name().toLowerCase(Locale.ROOT));
    var separator = remedy.setting() == Setting.TYPE ? "=" : ",";
    return remedy.values().isEmpty()
        ? option
        : option + " " + Typed.quoted(String.join(separator, remedy.values()));
  }

  /** Each notice; those on missing values, which the list of columns has counted, gathered. */
  static void show(Terminal terminal, List<Notice> notices) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (var notice : notices) {
      var missing = MISSING.matcher(notice.fact());
      if (missing.matches()) {
        columns.merge(missing.group(2), missing.group(1), (all, one) -> all + ", " + one);
      } else {
        terminal.notice(text(notice));
      }
    }
    columns.forEach(
        (what, where) -> terminal.notice("Missing values of " + where + ": " + what + "."));
  }
}
