package org.backprop.app;

import java.nio.file.Path;

/**
 * The run whose classes the launcher archives after a build: the commands that people give most, on
 * the examples. A class that is not in the archive is parsed at each start.
 */
final class ArchivedRun {
  private ArchivedRun() {}

  /**
   * Runs the commands.
   *
   * @param args the folder of the examples, and one for the files written
   */
  public static void main(String[] args) {
    var data = Path.of(args[0]);
    var model = Path.of(args[1], "model.safetensors").toString();
    var digits = data.resolve("digits.csv").toString();
    var numbers = data.resolve("diabetes.csv").toString();
    var words = data.resolve("penguins.csv").toString();
    run("train", digits, "--target", "digit", "--hidden", "256", "--epochs", "20", "-o", model);
    run("train", words, "--target", "species", "--epochs", "31", "-o", model);
    run("train", numbers, "--target", "progression", "--hidden", "none", "-o", model);
    run("predict", model, numbers);
    run("evaluate", model, numbers);
    run("summary", model);
  }

  private static void run(String... command) {
    Main.run(System.out, System.err, command);
  }
}
