package org.backprop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Someone who is measured.
 *
 * @param command starts it; the workload, the data's folder and the seconds are put behind
 * @param absence why it cannot be started here, in a sentence
 */
record Contender(String name, List<String> command, Optional<String> absence) {

  static Contender of(String name, List<String> command) {
    return new Contender(name, command, Optional.empty());
  }

  static Contender absent(String name, String why) {
    return new Contender(name, List.of(), Optional.of(why));
  }

  /** The same with one more option of the JVM. */
  Contender withOption(String option) {
    var options = new ArrayList<>(command);
    options.add(1, option);
    return new Contender(name, options, absence);
  }

  List<String> with(Object... arguments) {
    var all = new ArrayList<>(command);
    for (var argument : arguments) {
      all.add(argument.toString());
    }
    return all;
  }
}
