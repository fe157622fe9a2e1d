package org.backprop.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.modelfile.ModelFileException;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Another file for a trained model whose own cannot be written: one that the user names, or one in
 * the first folder that takes it.
 *
 * @param answers what the user types, if there is a user to ask
 * @param folders where it is written otherwise
 */
record ModelRescue(Terminal terminal, Optional<BufferedReader> answers, List<Path> folders) {

  /** The folders are the working folder, the home folder and the temporary folder. */
  static ModelRescue of(Terminal terminal) {
    var folders =
        List.of(
            Path.of(""),
            Path.of(System.getProperty("user.home", "")),
            Path.of(System.getProperty("java.io.tmpdir", "")));
    return new ModelRescue(terminal, terminal.answers(), folders);
  }

  /**
   * Writes the model to another file, and says where it is, or that it is lost.
   *
   * @param file the file that cannot be written
   * @param why the sentence that says so, without a full stop
   * @param writing writes the model, or throws a {@link ModelFileException}
   */
  SavedModel save(Path file, String why, Consumer<Path> writing) {
    if (answers.isEmpty()) {
      return anywhere(file, why + "; the model", writing);
    }
    terminal.error(why + ". An empty answer gives the model up.");
    for (var answer = answer(); answer != null; answer = answer()) {
      if (answer.isBlank()) {
        terminal.error("the model was not written; to train it again, give it another file.");
        return SavedModel.NONE;
      }
      var fault = fault(answer.strip(), writing);
      if (fault.isEmpty()) {
        return new SavedModel(Optional.of(path(answer.strip())), true);
      }
      terminal.error(fault.get() + ".");
    }
    return anywhere(file, "the terminal was closed; the model", writing);
  }

  /** What the user types; null if nothing more can be read. */
  private @Nullable String answer() {
    terminal.ask("write the model to another file: ");
    try {
      return answers.orElseThrow().readLine();
    } catch (IOException _) {
      return null;
    }
  }

  /** Writes it to the file that was named, or says why not. */
  private static Optional<String> fault(String answer, Consumer<Path> writing) {
    try {
      var file = path(answer);
      OutputKind.MODEL.requireName(file);
      if (Files.exists(file)) {
        return Optional.of(file + " is there already; name another file");
      }
      writing.accept(file);
      return Optional.empty();
    } catch (InvalidPathException | DataException | ModelFileException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** As a shell reads it. */
  private static Path path(String answer) {
    return answer.startsWith("~/")
        ? Path.of(System.getProperty("user.home", "")).resolve(answer.substring(2))
        : Path.of(answer);
  }

  private SavedModel anywhere(Path file, String said, Consumer<Path> writing) {
    for (var folder : folders) {
      var other = unused(folder.toAbsolutePath(), String.valueOf(file.getFileName()));
      if (isWritten(other, writing)) {
        terminal.error(said + " was written to " + other + " instead.");
        return new SavedModel(Optional.of(other), false);
      }
    }
    var tried = folders.stream().map(Path::toAbsolutePath).map(Path::toString);
    terminal.error(
        said
            + " could not be written to "
            + tried.collect(Collectors.joining(", "))
            + " either; free space and train it again.");
    return SavedModel.NONE;
  }

  private static boolean isWritten(Path file, Consumer<Path> writing) {
    try {
      writing.accept(file);
      return true;
    } catch (ModelFileException _) {
      return false;
    }
  }

  /** A name that no file has: {@code m.safetensors}, {@code m-2.safetensors} and so on. */
  private static Path unused(Path folder, String name) {
    var dot = name.lastIndexOf('.');
    var end = dot > 0 ? dot : name.length();
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> i == 1 ? name : name.substring(0, end) + "-" + i + name.substring(end))
        .map(folder::resolve)
        .filter(path -> !Files.exists(path))
        .findFirst()
        .orElseThrow();
  }
}
