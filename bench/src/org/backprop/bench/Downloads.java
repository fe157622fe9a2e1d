package org.backprop.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.backprop.bench.Results.Row;

/** The size of what a user must download, beside a JDK or Python. */
final class Downloads {
  private static final String ALL = "everything";

  /** Packages by contender. */
  private static final Map<String, List<String>> PYTHON =
      Map.of("jax", List.of("jax", "numpy"), "pytorch", List.of("torch", "numpy"));

  private Downloads() {}

  static List<Row> rows(Setting setting) throws IOException {
    var rows = new ArrayList<Row>();
    rows.add(row(ALL, Contenders.US, jars(_ -> true)));
    rows.add(row("engine and learn", Contenders.US, jars(Downloads::isCore)));
    for (var name : List.of("djl-pytorch", "deeplearning4j", "smile", "spark", "rapaio")) {
      var peer = new JavaPeer(name, setting.bench());
      if (peer.isFetched() && setting.contenders().isWanted(name)) {
        rows.add(row(ALL, name, peer.size()));
      }
    }
    if (!setting.quick()) {
      for (var name :
          PYTHON.keySet().stream().filter(setting.contenders()::isWanted).sorted().toList()) {
        wheels(setting, name).ifPresent(size -> rows.add(row(ALL, name, size)));
      }
    }
    return rows;
  }

  private static Row row(String workload, String contender, long bytes) {
    var size = bytes / 1e6;
    return new Row(workload, contender, "", "download", "MB", size, size, size, 1);
  }

  private static boolean isCore(Path jar) {
    return jar.getFileName().toString().matches("backprop-(engine|learn).*");
  }

  /** The bytes of our own jars and those they need, as they lie on the class path. */
  private static long jars(Predicate<Path> which) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> part.endsWith(".jar"))
        .map(Path::of)
        .filter(which)
        .mapToLong(jar -> jar.toFile().length())
        .sum();
  }

  /** The bytes of a package and of those that it needs. */
  private static Optional<Long> wheels(Setting setting, String name) throws IOException {
    var python = setting.target().resolve("venv").resolve("bin").resolve("python");
    var folder = setting.target().resolve("wheels").resolve(name);
    if (!Files.exists(python)) {
      return Optional.empty();
    }
    if (!Files.exists(folder)) {
      var command =
          new ArrayList<>(
              List.of(python.toString(), "-m", "pip", "download", "-q", "-d", folder.toString()));
      command.addAll(PYTHON.getOrDefault(name, List.of()));
      var outcome =
          Fork.run(command, setting.bench(), setting.target().resolve("logs/pip-" + name + ".log"));
      if (outcome.failure().isPresent()) {
        return Optional.empty();
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return Optional.of(files.mapToLong(file -> file.toFile().length()).sum());
    }
  }
}
