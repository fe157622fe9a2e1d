package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A virtual environment with the peers that are written in Python.
 *
 * @param python the interpreter in it
 * @param absence why there is none, in a sentence
 */
record PythonEnvironment(String python, Optional<String> absence) {
  /** The newest that all peers have binaries for goes first. */
  private static final List<String> NAMES = List.of("python3.13", "python3.12", "python3");

  /** The environment in the folder, made anew if the requirements are newer. */
  static PythonEnvironment in(Path folder, Path peers) {
    var python = folder.resolve("bin", "python");
    var stamp = folder.resolve("requirements.txt");
    var requirements = peers.resolve("requirements.txt");
    try {
      if (Files.exists(stamp) && Files.mismatch(stamp, requirements) < 0) {
        return new PythonEnvironment(python.toString(), Optional.empty());
      }
      var failure = make(folder, python, requirements);
      if (failure.isEmpty()) {
        Files.copy(requirements, stamp);
      }
      return new PythonEnvironment(python.toString(), failure);
    } catch (IOException e) {
      return new PythonEnvironment(
          python.toString(), Optional.of("no virtual environment: " + e.getMessage()));
    }
  }

  /** By the first interpreter for which all requirements can be installed. */
  private static Optional<String> make(Path folder, Path python, Path requirements)
      throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve("requirements.txt"));
    var install =
        List.of(
            python.toString(), "-m", "pip", "install", "-q", "-U", "-r", requirements.toString());
    System.err.println("bench: installing " + requirements.getFileName() + " into " + folder);
    var absence = Optional.of("left out: no Python 3 here");
    for (var system : candidates().stream().filter(PythonEnvironment::works).toList()) {
      var failure =
          run(folder, List.of(system, "-m", "venv", "--clear", folder.toString()))
              .or(() -> run(folder, install));
      if (failure.isEmpty()) {
        return failure;
      }
      absence = Optional.of("left out: no virtual environment could be made: " + failure.get());
    }
    return absence;
  }

  private static Optional<String> run(Path folder, List<String> command) {
    return Fork.run(command, folder, folder.resolveSibling("logs").resolve("python.log")).failure();
  }

  private static boolean works(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import venv")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Interpreters on the PATH, and those that pyenv keeps. */
  private static List<String> candidates() throws IOException {
    var all = new ArrayList<String>();
    var pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
    for (var name : NAMES) {
      all.add(name);
      if (Files.isDirectory(pyenv)) {
        try (Stream<Path> versions = Files.list(pyenv)) {
          versions
              .map(version -> version.resolve("bin", name))
              .filter(Files::exists)
              .map(Path::toString)
              .forEach(all::add);
        }
      }
    }
    return all;
  }
}
