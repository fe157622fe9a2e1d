package org.backprop.modelfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.provenance.RunCommand;

/** A command of version 1, where it was stored as it is typed. */
final class CommandText {
  private static final String LONG = "--";

  private CommandText() {}

  /** The command as data; empty if the text is none. */
  static Optional<RunCommand> parse(String text) {
    var words = words(text);
    if (words.size() < 2) {
      return Optional.empty();
    }
    var arguments = new ArrayList<String>();
    var options = new LinkedHashMap<String, List<String>>();
    for (var i = 2; i < words.size(); i++) {
      var word = words.get(i);
      if (!isOption(word)) {
        arguments.add(word);
        continue;
      }
      var values = options.computeIfAbsent(name(word), _ -> new ArrayList<>());
      if (i + 1 < words.size() && !isOption(words.get(i + 1))) {
        i++;
        values.add(words.get(i));
      }
    }
    return command(words.get(1), arguments, options);
  }

  private static Optional<RunCommand> command(
      String name, List<String> arguments, Map<String, List<String>> options) {
    try {
      return Optional.of(new RunCommand(name, arguments, options));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isOption(String word) {
    return word.startsWith(LONG) || word.equals("-o");
  }

  private static String name(String option) {
    return option.equals("-o") ? "output" : option.substring(LONG.length()).replace('-', '_');
  }

  /** The words between spaces; single quotes keep spaces, and a backslash the sign after it. */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      if (sign == '\'') {
        quoted = !quoted;
      } else if (sign == '\\' && !quoted && i + 1 < text.length()) {
        i++;
        word.append(text.charAt(i));
      } else if (sign == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(sign);
      }
    }
    words.add(word.toString());
    return words;
  }
}
