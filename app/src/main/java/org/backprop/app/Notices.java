package org.backprop.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.Table;

/** Notices in the words of the command line. */
public final class Notices {
  private static final int MOST = 20; // they fill no screen
  private static final Pattern MISSING =
      Pattern.compile("(.+) is missing in \\d+ of \\d+ rows: (.+)\\.");

  private Notices() {}

  /** The sentence, with options as remedies. */
  public static String text(Notice notice) {
    return notice.worded(Notices::option);
  }

  /** As in {@code --missing impute}. */
  static String option(Remedy remedy) {
    if (remedy.setting().isOfFile() && !remedy.values().isEmpty()) {
      return ofFile(remedy.setting(), remedy.values().getFirst());
    }
    if (remedy.setting() == Setting.EXTENSIONS) {
      return Extensions.VARIABLE + ", a path of jars and folders of classes";
    }
    var option = Typed.option(remedy.setting().name().toLowerCase(Locale.ROOT));
    var separator =
        switch (remedy.setting()) {
          case TYPE, DECIMAL, DATE_ORDER -> "=";
          default -> ",";
        };
    return remedy.values().isEmpty()
        ? option
        : option + " " + Typed.quoted(String.join(separator, remedy.values()));
  }

  private static String ofFile(Setting setting, String value) {
    return Stream.concat(
            Stream.of(Typed.option(FormatOptions.name(setting, value))),
            FormatOptions.values(setting, value).stream().map(Typed::quoted))
        .collect(Collectors.joining(" "));
  }

  /** How a file is read: in one block what was decided, with the option that says so. */
  static void reading(Terminal terminal, Table table) {
    var notices = table.notices();
    if (notices.size() == 1 && notices.getFirst().remedies().isEmpty()) {
      terminal.notice(text(notices.getFirst()));
    } else if (!notices.isEmpty()) {
      terminal.notice(
          table.source() + " is read so:",
          notices.stream()
              .map(notice -> notice.isDecision() ? decision(notice) : text(notice))
              .toList());
    }
  }

  private static String decision(Notice notice) {
    var options = notice.remedies().stream().map(Notices::option).collect(Collectors.joining(" "));
    return "%-24s %s".formatted(options, notice.fact());
  }

  /** Each notice; those on missing values, which the list of columns has counted, gathered. */
  static void show(Terminal terminal, List<Notice> notices) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    var shown = 0;
    for (var notice : notices) {
      var missing = MISSING.matcher(notice.fact());
      if (missing.matches()) {
        columns.computeIfAbsent(missing.group(2), _ -> new ArrayList<>()).add(missing.group(1));
      } else if (shown++ < MOST) {
        terminal.notice(text(notice));
      }
    }
    if (shown > MOST) {
      terminal.notice("There are %s more notices; --json lists them.".formatted(shown - MOST));
    }
    columns.forEach(
        (what, where) -> terminal.notice("Missing values of " + listed(where) + ": " + what + "."));
  }

  private static String listed(List<String> columns) {
    var more = columns.size() - MOST;
    return columns.stream().limit(MOST).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
