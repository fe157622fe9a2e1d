package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each is one sentence with the place and the remedy, and exit status 2. */
class BadInputTest {
  private static final Path PENGUINS = example("penguins.csv");

  @TempDir Path folder;

  private static void refused(String sentence, Object... arguments) {
    var run = CommandLineRun.of(arguments);
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(sentence), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("backprop: "), run.err());
    assertEquals("", run.out());
  }

  private void trainRefused(String sentence, Path data, String target) {
    refused(sentence, "train", data, "--target", target, "-o", folder.resolve("m"));
  }

  @Test
  void an_unknown_column() {
    trainRefused(
        "penguins.csv has no column \"specis\"; did you mean \"species\"?", PENGUINS, "specis");
  }

  @Test
  void an_unknown_file() {
    trainRefused(
        "penguin.csv does not exist; did you mean \"penguins.csv\"?",
        PENGUINS.resolveSibling("penguin.csv"),
        "species");
  }

  @Test
  void a_weight_decay_that_pushes_weights_away() {
    refused(
        "the weight decay must be 0 or above, not -1.0.",
        "train",
        PENGUINS,
        "--target",
        "species",
        "--weight-decay",
        "-1",
        "-o",
        folder.resolve("m"));
  }

  @Test
  void layers_too_wide_for_one_tensor() {
    var run =
        CommandLineRun.of(
            "train",
            PENGUINS,
            "--target",
            "species",
            "--hidden",
            "1000000,1000000",
            "-o",
            folder.resolve("m"));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("backprop: [1000000, 1000000] is too large;"), run.err());
  }

  @Test
  void numbers_too_far_apart() {
    var data =
        written(folder, "huge.csv", "a,b", "1,1.7e308", "2,-1.7e308", "3,1.7e308", "4,1e305");
    trainRefused("b has numbers that are farther apart than 1.8e308;", data, "b");
    trainRefused("b has numbers that are farther apart than 1.8e308;", data, "a");
  }

  @Test
  void a_ragged_row() {
    var data = written(folder, "ragged.csv", "a,b", "1,2", "3,4,5", "6,7");
    trainRefused(
        "ragged.csv has 1 row with other than 2 fields: line 3 (3); quote a field that contains"
            + " the delimiter, or use --ragged drop",
        data,
        "b");
  }

  @Test
  void a_target_with_one_class() {
    var data = written(folder, "one.csv", "a,b", "1,x", "2,x", "3,x");
    trainRefused("b has one value only (\"x\")", data, "b");
  }

  @Test
  void an_empty_file_one_with_only_a_header_and_a_folder() {
    trainRefused("empty.csv is empty", written(folder, "empty.csv"), "b");
    trainRefused("has a header line but no rows", written(folder, "header.csv", "a,b"), "b");
    trainRefused("is a folder; name a file in it", folder, "b");
  }

  @Test
  void no_permission() throws IOException {
    var data = written(folder, "secret.csv", "a,b", "1,2");
    assertTrue(data.toFile().setReadable(false));
    assumeFalse(Files.isReadable(data), "this user may read everything");
    trainRefused("may not be read by this user", data, "b");
  }

  @Test
  void a_loss_that_is_not_finite_ends_with_1_and_names_node_values_and_rows() {
    var model = folder.resolve("m");
    var run =
        CommandLineRun.of(
            "train",
            PENGUINS,
            "--target",
            "body_mass_g",
            "--hidden",
            "none",
            "--optimizer",
            "sgd",
            "--learning-rate",
            "1e30",
            "-o",
            model);
    assertEquals(1, run.status(), run.err());
    var last = run.err().lines().toList().getLast();
    assertTrue(last.contains("the loss is not finite: "), last);
    assertTrue(last.contains("training rows "), last);
    assertFalse(Files.exists(model));
  }

  @Test
  void output_that_cannot_be_written_is_refused_before_training() {
    refused(
        "there is no folder",
        "train",
        PENGUINS,
        "--target",
        "species",
        "-o",
        folder.resolve("no").resolve("m"));
    refused(
        "is a folder; name a file in it", "train", PENGUINS, "--target", "species", "-o", folder);
    refused(
        "there is no folder",
        "train",
        PENGUINS,
        "--target",
        "species",
        "-o",
        folder.resolve("m"),
        "--json",
        folder.resolve("no").resolve("j"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--activation rellu;did you mean \"relu\"?); it takes identity, sigmoid, tanh, relu,",
        "--activation softmax;it takes identity, sigmoid,",
        "--optimizer adm;did you mean \"adam\"?); it takes sgd, momentum,",
        "--schedule triangle;it takes constant, step, exponential, cosine, warm-up, one-cycle",
        "--likelihood gauss;it takes normal, bernoulli, categorical, poisson,",
        "--precision half;it takes float32, float64",
        "--class-weights heavy;it takes balanced",
        "--missing guess;impute, drop or error",
        "--hidden 3,x;as in 64 or 64,32, or none, not \"3,x\"",
        "--hidden 0;as in 64 or 64,32, or none",
        "--epochs many;is not an int",
        "--epochs 0;epochs must be above 0",
        "--dropout 1.5;from 0 to below 1",
        "--validation 1.5;from 0 to below 1",
        "--test nofile.csv;nofile.csv does not exist",
        "--ignore iland;did you mean \"island\"?",
        "--type island=text;say number, words, date or flag",
        "--type island;takes a column and its type",
        "--type island=date;line 2: island is \"Torgersen\", which is no date",
        "--delimiter \";A quotation mark or a line break cannot stand between fields",
        "--quote ab;is not one character",
        "--encoding utf-9;is no known encoding",
        "--skip-lines some;is no number of lines",
        "--ragged keep;choose error, drop or fill",
        "--likelihood poisson;line 2: species is \"Adelie\"",
      })
  void an_option_value_that_cannot_be(String option, String sentence) {
    var words = new ArrayList<Object>(List.of("train", PENGUINS, "--target", "species"));
    words.addAll(Arrays.asList(option.split(" ")));
    words.addAll(List.of("-o", folder.resolve("m")));
    refused(sentence, words.toArray());
  }

  @Test
  void a_model_for_other_columns() {
    var model = folder.resolve("m");
    good("train", PENGUINS, "--target", "species", "--epochs", "1", "-o", model);
    refused(
        "is a table for another model: it has no island,", "predict", model, example("iris.csv"));
    refused("is a table for another model", "evaluate", model, PENGUINS.resolveSibling("iris.csv"));
  }

  @Test
  void a_file_that_is_no_model_or_a_damaged_one() throws IOException {
    var model = folder.resolve("m.safetensors");
    good("train", PENGUINS, "--target", "species", "--epochs", "1", "-o", model);
    var bytes = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(bytes, bytes.length - 7));
    refused("m.safetensors is damaged: ", "predict", model, PENGUINS);
    Files.write(model, Arrays.copyOf(bytes, 5));
    refused("m.safetensors is damaged: ", "summary", model);
    refused(
        "penguins.csv is no model file; name one that `backprop train` wrote",
        "predict",
        PENGUINS,
        PENGUINS);
    refused("does not exist", "summary", folder.resolve("none.safetensors"));
    refused(" is a ", "summary", folder);
  }
}
