package org.backprop.fuzz;

import static org.backprop.fuzz.RandomCells.oneIn;
import static org.backprop.fuzz.RandomCells.pick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One case, made of its seed alone: files in a folder of its own and commands that read them. */
final class FuzzCase {
  private final SplittableRandom random;
  private final Path folder;
  private final Judge judge;

  private FuzzCase(long seed, Path folder) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.judge = new Judge(folder);
  }

  /**
   * Runs the case.
   *
   * @throws AssertionError if anything ends in other than a result or a sentence
   */
  static void run(long seed, Path folder, ModelSamples models) throws IOException {
    var fuzz = new FuzzCase(seed, folder);
    switch (fuzz.random.nextInt(10)) {
      case 0, 1, 2 -> fuzz.columns();
      case 3, 4, 5 -> fuzz.training(2);
      case 6, 7 -> fuzz.training(6);
      default -> fuzz.model(models);
    }
  }

  private void columns() throws IOException {
    var table = RandomTable.of(random);
    judge.run("train", data("data.csv", table), options(table, 0));
  }

  private void training(int mostOptions) throws IOException {
    var table = RandomTable.of(random);
    var data = data("data.csv", table);
    var options = options(table, mostOptions);
    options.addAll(List.of("--target", table.anyName(random), "-o", file("m.safetensors")));
    options.addAll(List.of("--epochs", "2", "--threads", "1"));
    if (options.stream().noneMatch(option -> option.startsWith("--hidden"))) {
      options.addAll(List.of("--hidden", oneIn(3, random) ? "none" : "3"));
    }
    if (judge.run("train", data, options) == 0) {
      predict(file("m.safetensors"), table, data);
    }
  }

  private void predict(String model, RandomTable table, String data) throws IOException {
    if (oneIn(2, random)) {
      var keep = oneIn(4, random) ? List.of("--keep", table.anyName(random)) : List.<String>of();
      judge.run("predict", model, oneIn(2, random) ? data : data("new.csv", table), keep);
    } else {
      judge.run("evaluate", model, data, List.of("--all"));
    }
  }

  private void model(ModelSamples models) throws IOException {
    var model = DamagedBytes.model(pick(random, models.files()), random);
    Files.write(folder.resolve("m.safetensors"), model);
    Files.write(folder.resolve("data.csv"), models.data());
    var file = file("m.safetensors");
    var data = file("data.csv");
    switch (random.nextInt(8)) {
      case 0 -> judge.run("draw", file, oneIn(2, random) ? List.of("--backward") : List.of());
      case 1 -> judge.run("explain", file, data, List.of("--row", "1"));
      case 2 -> judge.run("evaluate", file, data, List.of("--all"));
      case 3 -> judge.run("importance", file, data, List.of("--repeats", "1", "--all"));
      case 4 -> judge.run("summary", file, List.of());
      default -> judge.run("predict", file, data, List.of());
    }
  }

  private List<String> options(RandomTable table, int most) {
    return new ArrayList<>(RandomOptions.of(table, most, random));
  }

  private String data(String name, RandomTable table) throws IOException {
    Files.write(folder.resolve(name), RandomFile.of(table, random));
    return file(name);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
