package org.backprop.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backprop.provenance.RunCommand;

/** A command as it is typed, with quotes around what a shell would take apart. */
public final class Typed {
  private final List<String> words = new ArrayList<>();

  Typed(String... first) {
    words.addAll(List.of(first));
  }

  /** A command that is stored as data. */
  public static Typed of(RunCommand command) {
    return new Typed(command.name()).addAll(command.arguments()).addOptions(command.options());
  }

  /** A command of these words. */
  public static Typed words(List<String> words) {
    return new Typed().addAll(words);
  }

  /** Adds the values of each option by its name in snake_case: none for a flag. */
  Typed addOptions(Map<String, List<String>> options) {
    options.forEach((name, values) -> {
      if (values.isEmpty()) {
        add(option(name));
      }
      values.forEach(value -> add(option(name), value));
    });
    return this;
  }

  /** The option of a name in snake_case: {@code learning_rate} is {@code --learning-rate}. */
  static String option(String name) {
    return name.equals("output") ? "-o" : "--" + name.replace('_', '-');
  }

  Typed add(String word) {
    words.add(word);
    return this;
  }

  Typed add(String option, Object value) {
    return add(option).add(String.valueOf(value));
  }

  Typed addAll(Collection<String> more) {
    words.addAll(more);
    return this;
  }

  /** The words after the name of the program, without quotes. */
  List<String> words() {
    return List.copyOf(words);
  }

  /** How this program was called: {@code backprop}, or as the launcher says. */
  static String program() {
    return System.getProperty("backprop.command", "backprop");
  }

  /** The command as this user types it. */
  String here() {
    return quoted(program()) + " " + arguments();
  }

  /** The command as it is remembered. */
  @Override
  public String toString() {
    return "backprop " + arguments();
  }

  private String arguments() {
    return words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
  }

  static String quoted(String word) {
    return word.matches("[\\w./,:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
