package org.backprop.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.table.Table;
import org.backprop.train.Training;
import org.backprop.train.TrainingResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * The accuracy of the default settings beside scikit-learn and LightGBM: peers/accuracy/accuracy.py
 * writes the tables, scores the peers and writes docs/accuracy.md.
 */
public final class Accuracy {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TRAIN = "-train.csv";

  private final Path bench = Path.of(System.getProperty("bench.folder", "bench")).toAbsolutePath();
  private final Path tables = bench.resolve("target", "accuracy");

  private Accuracy() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new Accuracy().run();
  }

  private void run() throws IOException, InterruptedException {
    var peers = bench.resolve("peers", "accuracy");
    var environment = PythonEnvironment.in(bench.resolve("target", "accuracy-environment"), peers);
    if (environment.absence().isPresent()) {
      throw new IOException(environment.absence().get());
    }
    var script = List.of(environment.python(), peers.resolve("accuracy.py").toString());
    python(script, "tables", tables);
    scoreBackprop();
    python(script, "peers", tables);
    python(script, "page", tables, bench.resolveSibling("docs").resolve("accuracy.md"));
  }

  private static void python(List<String> script, String command, Path... paths)
      throws IOException, InterruptedException {
    var files = Stream.of(paths).map(Path::toString);
    var words = Stream.of(script.stream(), Stream.of(command), files).flatMap(it -> it).toList();
    if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
      throw new IOException("accuracy.py " + command + " failed");
    }
  }

  private void scoreBackprop() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(tables)) {
      all = files.filter(file -> file.toString().endsWith(TRAIN)).sorted().toList();
    }
    try (var out = new PrintWriter(Files.newBufferedWriter(tables.resolve("backprop.jsonl")))) {
      for (var file : all) {
        var name = file.getFileName().toString().replace(TRAIN, "");
        System.err.println("Backprop: " + name);
        var split = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        var training =
            Training.of(Table.read(file), "target")
                .test(Table.read(tables.resolve(name + "-test.csv")))
                .seed(split);
        var usual = training.run();
        out.println(row(name, split, "Backprop", usual));
        out.println(row(name, split, "Backprop --hidden 64", training.hidden(64).run()));
        out.flush();
      }
    }
  }

  private static String row(String name, int split, String contender, TrainingResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("table", name.substring(0, name.lastIndexOf('-')));
    row.put("split", split);
    row.put("contender", contender);
    switch (result.test().orElseThrow()) {
      case ClassScores it -> {
        row.put("accuracy", it.accuracy());
        row.put("log_loss", it.loss());
      }
      case NumberScores it -> {
        row.put("rmse", it.rmse());
        row.put("r2", it.r2());
      }
    }
    row.put("hidden", result.plan().settings().network().hidden().orElse(List.of()));
    row.put("seconds", result.seconds());
    return JSON.writeValueAsString(row);
  }
}
