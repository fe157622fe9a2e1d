package org.backprop.app.study;

import java.io.BufferedReader;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.app.OutputKind;
import org.backprop.app.Terminal;
import org.backprop.app.TextFile;
import org.backprop.app.TextTable;
import org.backprop.app.Typed;
import org.backprop.app.Writing;
import org.backprop.app.study.exercise.ExerciseKind;
import org.backprop.app.study.exercise.Exercises;
import org.backprop.app.study.exercise.Homework;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.exercise.Practice;
import org.backprop.app.study.exercise.Sheet;
import org.backprop.chain.Orientation;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import picocli.CommandLine.Option;

/** The options of {@code study} for exercises: practice, sheets and homework. */
final class ExerciseOptions {
  private static final String ALL = "all";
  private static final String LIST = "list";
  private static final String INDENT = " ".repeat(14);
  private static final int MOST = 500;

  @Option(
      names = "--practice",
      paramLabel = "TOPIC",
      arity = "0..1",
      fallbackValue = ALL,
      order = 20,
      description =
          "Exercises with fresh numbers, as many as you like: likelihood, loss, forward,"
              + " delta-rule, backward, weights, update, numerics, inference, one kind or all; list"
              + " lists the kinds.")
  Optional<String> practice = Optional.empty();

  @Option(
      names = "--sheet",
      paramLabel = "N",
      order = 21,
      description = "Write a sheet of N exercises with their solutions, to be printed; with -o.")
  Optional<Integer> sheet = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      order = 23,
      description = "The HTML file of the sheet.")
  Optional<Path> output = Optional.empty();

  @Option(
      names = "--check",
      paramLabel = "FILE",
      order = 24,
      description =
          "Mark a homework: a text with a line `network: 2 -> tanh 3 -> softmax 2`, then lines"
              + " `name = numbers` for x, y, W1, b1 and so on, and for your results.")
  Optional<Path> homework = Optional.empty();

  /**
   * Asks, writes the sheet or marks the homework; false if neither is asked for.
   *
   * @param topic of the sheet
   * @throws DataException if a topic is unknown or a file cannot be read or written
   */
  boolean run(
      Terminal terminal,
      Reader input,
      long seed,
      NotationOptions notation,
      Optional<String> topic) {
    if (practice.equals(Optional.of(LIST))) {
      list(terminal);
    } else if (practice.isPresent()) {
      var kinds = kinds("--practice", practice.get());
      new Practice(terminal, new BufferedReader(input), notation.notation()).ask(kinds, seed);
    } else if (sheet.isPresent()) {
      sheet(terminal, seed, notation.notation(), topic);
    } else if (homework.isPresent()) {
      check(terminal, homework.get());
    } else {
      output.ifPresent(it -> {
        throw new DataException("-o names the file of a sheet; add --sheet N.");
      });
      return false;
    }
    return true;
  }

  private static void list(Terminal terminal) {
    var table = TextTable.of("<kind", "<topic", "<asks for");
    Exercises.all().forEach(it -> table.row(it.id(), it.topic(), it.title()));
    terminal.table(table);
  }

  private static void check(Terminal terminal, Path file) {
    var marked = Homework.mark(file.toString(), TextFile.read(file));
    marked.notes().forEach(terminal::notice);
    for (var line : marked.lines()) {
      terminal.item("line " + line.line(), line.name() + ": " + line.sentence());
      if (!line.right().isEmpty()) {
        terminal.line(INDENT + "The right value is " + line.right());
      }
    }
    terminal.line("%s of %s results are right.".formatted(marked.right(), marked.lines().size()));
  }

  private void sheet(Terminal terminal, long seed, Notation notation, Optional<String> topic) {
    var count = sheet.orElseThrow();
    if (count < 1 || count > MOST) {
      throw new DataException(
          "--sheet is the number of exercises, from 1 to %s, not %s.".formatted(MOST, count));
    }
    var file =
        output.orElseThrow(
            () -> new DataException("--sheet writes a file; add its name, as in -o sheet.html."));
    OutputKind.PAGE.requireName(file);
    Writing.check(Map.of("-o", file), List.of());
    var kinds = kinds("--topic", topic.orElse(ALL));
    var again = command(count, seed, notation, topic);
    var page = Sheet.of(kinds, count, seed, notation, again).html();
    Writing.write(file, writer -> writer.write(page));
    terminal.line("%s: %s exercises, then their solutions. Seed %s".formatted(file, count, seed));
  }

  private String command(int count, long seed, Notation notation, Optional<String> topic) {
    var words = new ArrayList<>(List.of("study", "--sheet", String.valueOf(count)));
    topic.ifPresent(it -> words.addAll(List.of("--topic", it)));
    words.addAll(List.of("--seed", String.valueOf(seed)));
    Stream.of(
            notation.orientation() == Orientation.COLUMNS ? "--columns" : "",
            notation.mean() ? "" : "--sum",
            notation.half() ? "" : "--no-half")
        .filter(it -> !it.isEmpty())
        .forEach(words::add);
    words.addAll(List.of("-o", output.map(Path::getFileName).map(Path::toString).orElse("")));
    return Typed.words(words).toString();
  }

  private static List<ExerciseKind> kinds(String option, String name) {
    var kinds = name.equals(ALL) ? Exercises.all() : Exercises.of(name);
    if (kinds.isEmpty()) {
      var known = new ArrayList<>(Exercises.topics());
      known.add(ALL);
      throw new DataException(
          "%s has no topic \"%s\"; %s".formatted(option, name, DidYouMean.hint(name, known)));
    }
    return kinds;
  }
}
