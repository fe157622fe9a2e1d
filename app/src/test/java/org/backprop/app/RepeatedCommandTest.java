package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backprop.modelfile.ModelFile;
import org.backprop.table.Table;
import org.backprop.train.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RepeatedCommandTest {
  private static final List<String> EVERYTHING =
      List.of(
          "--likelihood categorical",
          "--hidden 7,5",
          "--activation silu",
          "--dropout 0.1",
          "--optimizer adamw",
          "--learning-rate 0.02",
          "--schedule one-cycle",
          "--batch 16",
          "--weight-decay 0.03",
          "--clip 3",
          "--class-weights balanced",
          "--frozen W1,b1",
          "--epochs 3",
          "--patience 2",
          "--validation 0.25",
          "--test 0.125",
          "--precision float64",
          "--seed 99",
          "--threads 7",
          "--interpret",
          "--ignore island",
          "--type body_mass_g=number",
          "--missing drop");

  @TempDir Path folder;

  @Test
  void each_setting_is_an_option_of_train() {
    var options = new CommandLine(new TrainCommand()).getCommandSpec().optionsMap().keySet();
    var plan =
        Training.of(Table.read(example("penguins.csv")), "species")
            .clip(1)
            .balanced()
            .frozen("W1")
            .plan();
    plan.settings()
        .toMap()
        .values()
        .forEach(group ->
            group.keySet().forEach(name -> assertTrue(options.contains(Typed.option(name)), name)));
  }

  @Test
  void it_repeats_every_option_and_the_run() {
    var first = train(EVERYTHING, "first");
    EVERYTHING.forEach(part -> assertTrue(first.contains(" " + part), part + ": " + first));
    var words = List.of(first.replace("first.safe", "second.safe").split(" "));
    good(words.subList(1, words.size()).toArray());
    assertEquals(parameters("first"), parameters("second"));
  }

  @Test
  void what_was_not_stated_is_settled() {
    var command = train(List.of("--epochs 2"), "usual");
    for (var part :
        List.of("--hidden 64", "--optimizer adam", "--learning-rate 0.001", "--batch 32")) {
      assertTrue(command.contains(part), command);
    }
    assertTrue(!command.contains("--likelihood") && !command.contains("--threads"), command);
  }

  @Test
  void a_file_of_validation_rows_stays_a_file() {
    var rows = example("penguins.csv");
    var command = train(List.of("--epochs 2", "--validation " + rows), "file");
    assertTrue(command.contains("--validation " + rows), command);
  }

  private String train(List<String> options, String name) {
    var words = new ArrayList<Object>();
    words.addAll(List.of("train", example("penguins.csv"), "--target", "species"));
    options.forEach(option -> words.addAll(List.of(option.split(" "))));
    words.addAll(List.of("-o", folder.resolve(name + ".safetensors")));
    return good(words.toArray()).lastLine();
  }

  private Map<?, ?> parameters(String name) {
    return ModelFile.load(folder.resolve(name + ".safetensors")).parameters();
  }
}
