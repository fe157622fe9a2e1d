package org.backprop.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everyone who can be measured, made ready once asked for. */
final class Contenders {
  /** Our own name in results. */
  static final String US = "backprop";

  private final Path bench;
  private final List<String> wanted;
  private Optional<PythonEnvironment> environment = Optional.empty();

  /**
   * @param wanted beginnings of names; empty for all
   */
  Contenders(Path bench, List<String> wanted) {
    this.bench = bench;
    this.wanted = wanted;
  }

  boolean isWanted(String name) {
    return wanted.isEmpty() || name.equals(US) || wanted.stream().anyMatch(name::startsWith);
  }

  /** Those who train networks step by step. */
  List<Contender> networks() {
    var all = new ArrayList<Contender>();
    all.add(ours(BackpropContender.class.getName()));
    for (var name : List.of("jax jit", "jax scan")) {
      python(name, "with_jax.py").ifPresent(all::add);
    }
    for (var name : List.of("pytorch eager", "pytorch compile")) {
      python(name, "with_pytorch.py").ifPresent(all::add);
    }
    java("djl-pytorch", "DjlContender").ifPresent(all::add);
    java("deeplearning4j", "Deeplearning4jContender").ifPresent(all::add);
    java("rapaio", "RapaioContender").ifPresent(all::add);
    return all;
  }

  /** Backprop's own jars and a main class. */
  Contender ours(String main) {
    return Contender.of(
        US,
        List.of(
            java(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Dbackprop.version=" + version(),
            "-cp",
            System.getProperty("java.class.path"),
            main));
  }

  static String version() {
    return System.getProperty("backprop.version", "");
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A peer in Java, if it is wanted. */
  Optional<Contender> java(String name, String main, String... options) {
    var all = Stream.concat(Stream.of("--add-modules", "jdk.incubator.vector"), Stream.of(options));
    return isWanted(name)
        ? Optional.of(new JavaPeer(name, bench).contender(main, all.toArray(String[]::new)))
        : Optional.empty();
  }

  /** A peer in Python, if it is wanted; the second word of its name is the script's argument. */
  Optional<Contender> python(String name, String script) {
    if (!isWanted(name)) {
      return Optional.empty();
    }
    if (environment.isEmpty()) {
      environment =
          Optional.of(
              PythonEnvironment.in(bench.resolve("target", "venv"), bench.resolve("peers")));
    }
    var python = environment.get();
    var command =
        new ArrayList<>(List.of(python.python(), bench.resolve("peers", script).toString()));
    Stream.of(name.split(" ")).skip(1).forEach(command::add);
    return Optional.of(new Contender(name, command, python.absence()));
  }
}
