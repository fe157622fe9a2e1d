package org.backprop.provenance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.saved.SavedMap;

/**
 * A command as data; the command line puts it into words.
 *
 * @param name as in {@code train}
 * @param arguments what the name is followed by, such as the file of the data
 * @param options the values of each option by its name in snake_case: none for a flag, several for
 *     an option that is repeated
 */
public record RunCommand(String name, List<String> arguments, Map<String, List<String>> options) {

  /** Checks the names. */
  public RunCommand {
    Names.require(name);
    arguments = List.copyOf(arguments);
    var copy = new LinkedHashMap<String, List<String>>();
    options.forEach((option, values) -> copy.put(Names.require(option), List.copyOf(values)));
    options = Collections.unmodifiableMap(copy);
  }

  /** Plain values, from which {@link #fromMap} makes it again. */
  public Map<String, Object> toMap() {
    return SavedMap.of("name", name, "arguments", arguments, "options", options);
  }

  /**
   * The command that {@link #toMap} wrote.
   *
   * @throws IllegalArgumentException with a sentence, if a value is missing or of another type
   */
  public static RunCommand fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "command");
    var options = new LinkedHashMap<String, List<String>>();
    var values = saved.saved("options");
    values
        .map()
        .keySet()
        .forEach(key -> {
          var option = String.valueOf(key);
          options.put(option, values.texts(option));
        });
    return new RunCommand(saved.text("name"), saved.texts("arguments"), options);
  }
}
