package org.backprop.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A peer written in Java: a profile of {@code bench/pom.xml} with its jars, and a folder of {@code
 * bench/peers} with its sources, both of its name.
 */
record JavaPeer(String name, Path bench) {
  private static final String PACKAGE = "org.backprop.bench.peers.";

  private Path home() {
    return bench.resolve("target", "peers", name);
  }

  private Path lib() {
    return home().resolve("lib");
  }

  boolean isFetched() {
    return Files.exists(lib());
  }

  /** The bytes of its jars. */
  long size() throws IOException {
    return jars().stream().mapToLong(jar -> jar.toFile().length()).sum();
  }

  /** The peer as a contender, its jars fetched and its sources compiled. */
  Contender contender(String main, String... options) {
    try {
      var failure = fetch();
      if (failure.isEmpty()) {
        failure = compile();
      }
      return failure.isPresent()
          ? Contender.absent(name, "left out: " + failure.get())
          : Contender.of(name, command(main, options));
    } catch (IOException e) {
      return Contender.absent(name, "left out: " + e.getMessage());
    }
  }

  private List<String> command(String main, String... options) throws IOException {
    var command = new ArrayList<>(List.of(Contenders.java(), "--enable-native-access=ALL-UNNAMED"));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-cp", classPath(), PACKAGE + main));
    return command;
  }

  private String classPath() throws IOException {
    var parts = new ArrayList<Path>();
    parts.add(home().resolve("classes"));
    parts.add(bench.resolve("target", "classes"));
    parts.addAll(jars());
    return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> jars = Files.list(lib())) {
      return jars.sorted().toList();
    }
  }

  /** Copies the jars, unless those of this pom.xml are there. */
  private Optional<String> fetch() throws IOException {
    var stamp = home().resolve("pom.xml");
    var pom = bench.resolve("pom.xml");
    if (Files.exists(stamp) && Files.mismatch(stamp, pom) < 0) {
      return Optional.empty();
    }
    System.err.println("bench: fetching the jars of " + name);
    removeJars();
    var maven =
        List.of(
            bench.resolveSibling("mvnw").toString(),
            "-B",
            "-q",
            "-f",
            pom.toString(),
            "-Dquick",
            "-P" + name,
            "-Dnative.djl=" + platform("osx", "win", "aarch64"),
            "-Dnative.bytedeco=" + platform("macosx", "windows", "arm64"),
            "-Dnative.nd4j="
                + platform("macosx", "windows", "arm64").replace("x86_64", "x86_64-avx2"),
            "dependency:copy-dependencies",
            "-DincludeScope=runtime",
            "-DoutputDirectory=" + lib());
    var outcome = Fork.run(maven, bench, bench.resolve("target", "logs", "maven-" + name + ".log"));
    if (outcome.failure().isPresent()) {
      return Optional.of("its jars could not be fetched: " + firstError(outcome.output()));
    }
    Files.copy(pom, stamp, StandardCopyOption.REPLACE_EXISTING);
    return Optional.empty();
  }

  private void removeJars() throws IOException {
    if (isFetched()) {
      for (var jar : jars()) {
        Files.delete(jar);
      }
    }
  }

  private static String firstError(String output) {
    return output
        .lines()
        .filter(line -> line.contains("Could not"))
        .findFirst()
        .orElse("see bench/target/logs")
        .replace("[ERROR]", "")
        .strip();
  }

  private Optional<String> compile() throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "-nowarn",
                "-proc:none",
                "-cp",
                classPath(),
                "-d",
                home().resolve("classes").toString()));
    try (Stream<Path> sources = Files.list(bench.resolve("peers", name))) {
      sources.forEach(source -> arguments.add(source.toString()));
    }
    return Javac.run(arguments);
  }

  /** Such as linux-x86_64: each library has its own words for the others. */
  private static String platform(String mac, String windows, String arm) {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var system = os.startsWith("mac") ? mac : os.startsWith("win") ? windows : "linux";
    return system + "-" + (System.getProperty("os.arch").equals("aarch64") ? arm : "x86_64");
  }
}
