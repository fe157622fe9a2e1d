package org.backprop.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.backprop.app.Main;

/** Runs commands and says what no command may do. */
final class Judge {
  /** Stack traces, exceptions by their class, and what Java says of its own. */
  private static final Pattern INTERNAL =
      Pattern.compile("this should not have happened|\\w(Exception|Error)\\b|\\n\\tat |\\.java:");

  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\u202a-\u202e\u2066-\u2069&&[^\n]]");

  private static final Pattern NOT_FINITE = Pattern.compile("\\b(NaN|Infinity)\\b");

  private static final Pattern INFINITE_CELL = Pattern.compile("(?i)inf|nan|e400");

  private static final Set<String> FILES = Set.of("data.csv", "new.csv", "m.safetensors", "m.runs");
  private static final int MOST_SHOWN = 4_000;

  private final Path folder;

  Judge(Path folder) {
    this.folder = folder;
  }

  /** Runs a command with files and options, and returns its status. */
  int run(String command, String file, List<String> options) {
    return run(command, List.of(file), options);
  }

  int run(String command, String model, String data, List<String> options) {
    return run(command, List.of(model, data), options);
  }

  private int run(String command, List<String> files, List<String> options) {
    var words = new ArrayList<>(List.of(command));
    words.addAll(files);
    words.addAll(options);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status;
    try {
      status = Main.run(stream(out), stream(err), words.toArray(String[]::new));
    } catch (Throwable e) {
      throw new AssertionError(words + " threw " + e, e);
    }
    var results = out.toString(StandardCharsets.UTF_8);
    var notices = err.toString(StandardCharsets.UTF_8);
    var wrong = wrong(command, status, results, notices);
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "%s: %s (status %s)\n%s\n%s"
              .formatted(wrong, words, status, shown(results), shown(notices)));
    }
    return status;
  }

  private String wrong(String command, int status, String results, String notices) {
    var sentences = notices.lines().filter(line -> line.startsWith("backprop: ")).toList();
    if (INTERNAL.matcher(results + notices).find()) {
      return "it shows its inside";
    }
    if (status < 0 || status > 2) {
      return "the status is none of 0, 1 and 2";
    }
    if (sentences.size() > (status == 0 ? 0 : 1)) {
      return "there are too many sentences";
    }
    if (status == 2 && !notices.matches("(?s).*[.?!]\\R")) {
      return "it ends without a sentence";
    }
    if (status == 2 && !notices.lines().toList().getLast().startsWith("backprop: ")) {
      return "its last line is not the sentence";
    }
    var shown = command.equals("predict") ? notices : results + notices;
    if (CONTROL.matcher(shown).find()) {
      return "control characters reach the terminal";
    }
    if (status == 0 && NOT_FINITE.matcher(results).find() && notices.isEmpty() && isFinite()) {
      return "numbers that are none, without a notice";
    }
    return files(command, status);
  }

  /** Whether the data hold no number that is none, so that results have no reason to. */
  private boolean isFinite() {
    try {
      var data = Files.readString(folder.resolve("data.csv"), StandardCharsets.ISO_8859_1);
      return !INFINITE_CELL.matcher(data).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String files(String command, int status) {
    try (var files = Files.list(folder)) {
      var names = files.map(file -> file.getFileName().toString()).toList();
      if (!FILES.containsAll(names)) {
        return "files are left: " + names;
      }
      return command.equals("train") && status != 0 && names.contains("m.safetensors")
          ? "a model is written in spite of the failure"
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shown(String text) {
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }
}
