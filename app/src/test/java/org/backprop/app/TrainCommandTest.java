package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
  private static final Path PENGUINS = example("penguins.csv");

  @TempDir Path folder;

  @Test
  void it_says_what_it_understood_and_what_came_of_it() {
    var model = folder.resolve("species.safetensors");
    var run =
        good(
            "train",
            PENGUINS,
            "--target",
            "species",
            "--test",
            "0.2",
            "--epochs",
            "5",
            "-o",
            model);
    var text = run.out().replaceAll("\\s+", " ");
    assertTrue(text.contains("344 rows, 7 columns"), text);
    assertTrue(
        text.contains(
            "species has 3 classes -> Categorical likelihood -> softmax output and cross-entropy"),
        text);
    assertTrue(text.contains("numbers beak_length_mm (2 missing), beak_depth_mm"), text);
    assertTrue(text.contains("words island (3 levels), sex (3 levels, 11 missing)"), text);
    assertTrue(text.contains("rows 206 training, 69 validation, 69 test"), text);
    assertTrue(text.contains("x[14] -> dense(64) -> tanh -> dense(3) -> softmax"), text);
    assertTrue(text.contains("(1,155 parameters)"), text);
    assertTrue(text.contains("adam, learning rate 0.001, constant schedule, batches of 32"), text);
    assertTrue(text.contains("epoch 5 loss"), text);
    assertTrue(text.contains("majority class"), text);
    assertTrue(text.contains("Confusion on the test rows"), text);
    assertTrue(text.contains("The validation rows chose the epoch"), text);
    assertTrue(text.contains("backprop explain "), text);
    assertTrue(run.err().startsWith("note: "), run.err());
    assertTrue(run.lastLine().startsWith("backprop train "), run.lastLine());
    assertEquals("species", ModelFile.load(model).target().column());
  }

  @Test
  void most_lines_fit_a_terminal() {
    var run =
        good(
            "train",
            PENGUINS,
            "--target",
            "body_mass_g",
            "--test",
            "0.2",
            "--epochs",
            "2",
            "-o",
            folder.resolve("m"));
    var wide = run.lines().stream().filter(line -> line.length() > 80).toList();
    // Commands are not broken, so that they can be copied.
    assertTrue(wide.stream().allMatch(line -> line.contains("backprop ")), wide.toString());
    assertTrue(run.lines().size() <= 40, run.out());
  }

  @Test
  void two_classes_say_whose_probability_it_is() {
    var run =
        good("train", PENGUINS, "--target", "sex", "--epochs", "1", "-o", folder.resolve("m"));
    assertTrue(run.out().replaceAll("\\s+", " ").contains("it says P(sex = MALE)"), run.out());
    var other =
        good(
            "train",
            PENGUINS,
            "--target",
            "sex",
            "--epochs",
            "1",
            "--positive",
            "FEMALE",
            "-o",
            folder.resolve("m"));
    assertTrue(other.out().replaceAll("\\s+", " ").contains("P(sex = FEMALE)"), other.out());
  }

  @Test
  void a_number_is_scored_beside_the_mean_in_its_own_units() {
    var run =
        good(
            "train",
            PENGUINS,
            "--target",
            "body_mass_g",
            "--epochs",
            "1",
            "-o",
            folder.resolve("m"));
    assertTrue(run.out().contains("RMSE"), run.out());
    assertTrue(run.out().contains("mean's RMSE"), run.out());
    assertTrue(run.out().contains("in units of body_mass_g"), run.out());
  }

  @Test
  void the_last_equals_sign_divides_a_column_from_its_type() throws IOException {
    var data =
        Files.writeString(
            folder.resolve("titanic.csv"),
            "sex=male,age,fare\n0,22,7\n1,38,71\n1,26,8\n0,35,53\n1,35,8\n0,28,9\n");
    var options = List.of("--target", "fare", "--type", "sex=male=words", "--hidden", "none");
    var words = new ArrayList<Object>(List.of("train", data, "-o", folder.resolve("m")));
    words.addAll(options);
    var run = good(words.toArray());
    assertTrue(run.out().contains("words       sex=male (2 levels)"), run.out());
    assertTrue(run.lastLine().contains("--type sex=male=words"), run.lastLine());
  }

  /** Bit for bit: the whole file, with what it remembers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "penguins.csv;species;--test 0.2 --epochs 3",
        "penguins.csv;body_mass_g;--hidden none --epochs 3 --seed 7 --weight-decay 0.01",
        "penguins.csv;sex;--likelihood categorical --epochs 2 --hidden 8,4 --dropout 0.25 --clip 1",
        "penguins.csv;sex;--positive FEMALE --epochs 2 --class-weights balanced --missing drop",
        "iris.csv;species;--epochs 2 --optimizer nesterov --learning-rate 1e-7 --schedule"
            + " one-cycle",
        "iris.csv;species;--epochs 2 --ignore petal_length --type petal_width=words --batch 7",
        "wine.csv;cultivar;--epochs 2 --precision float64 --activation leaky-relu --validation 0",
      })
  void the_last_line_repeats_the_run(String data, String target, String options)
      throws IOException {
    var model = folder.resolve("model.safetensors");
    var words = new ArrayList<Object>(List.of("train", example(data), "--target", target));
    words.addAll(Arrays.asList(options.split(" ")));
    words.addAll(List.of("-o", model));
    var run = good(words.toArray());
    var first = Files.readAllBytes(model);
    Files.delete(model);
    var again = Arrays.stream(run.lastLine().split(" ")).skip(1).toArray();
    assertEquals(run.lastLine(), good(again).lastLine());
    assertArrayEquals(first, Files.readAllBytes(model));
  }

  @Test
  void every_settled_value_is_in_the_command_that_repeats() {
    var run =
        good("train", PENGUINS, "--target", "species", "--epochs", "1", "-o", folder.resolve("m"));
    assertEquals(
        "backprop train "
            + PENGUINS
            + " --target species --hidden 64 --activation tanh"
            + " --optimizer adam --learning-rate 0.001 --schedule constant --batch 32"
            + " --weight-decay 0 --epochs 1 --patience 30 --validation 0.2"
            + " --precision float32 --seed 1 --missing impute -o "
            + folder.resolve("m"),
        run.lastLine());
  }

  /** What the help calls a default is what a run settles without the option. */
  @ParameterizedTest
  @CsvSource({
    "activation",
    "optimizer",
    "schedule",
    "batch",
    "epochs",
    "patience",
    "weight-decay",
    "validation",
    "missing",
    "precision",
    "seed"
  })
  void help_tells_the_true_defaults(String option) {
    var help = good("train", "--help").out().replaceAll("\\s+", " ");
    var about = help.substring(help.indexOf("--" + option + "="));
    var said = about.substring(about.indexOf("Default: ") + 9).split("[ .,;](?!\\d)", 2)[0];
    var run = good("train", example("iris.csv"), "--target", "species", "-o", folder.resolve("m"));
    assertTrue(
        (run.lastLine() + " ").contains(" --" + option + " " + said + " "),
        said + " is not in " + run.lastLine());
  }

  @Test
  void without_a_target_it_lists_the_columns_and_their_likelihoods() {
    var run = good("train", example("doctor_visits.csv"));
    assertTrue(
        run.lines().stream().anyMatch(line -> line.matches(" +mdvis +number.* +poisson")),
        run.out());
    assertTrue(run.lastLine().contains("--target "), run.out());
  }

  @Test
  void json_on_standard_output_is_all_that_is_there() {
    var run =
        good(
            "train",
            PENGUINS,
            "--target",
            "species",
            "--test",
            "0.2",
            "--epochs",
            "2",
            "-o",
            folder.resolve("m"),
            "--json",
            "-");
    var json = run.json();
    assertEquals("categorical", json.get("likelihood"));
    assertEquals(344, json.get("rows"));
    assertEquals(1155, json.get("parameters"));
    assertEquals(2, json.get("epochs"));
    assertEquals(1, json.get("seed"));
    assertTrue(((Number) json.get("seconds")).doubleValue() > 0);
    for (var part : List.of("train", "validation", "test")) {
      var scores = (Map<?, ?>) json.get(part);
      assertTrue(scores.containsKey("loss") && scores.containsKey("accuracy"), part + scores);
    }
    assertTrue(run.err().contains("Next:"), run.err());
  }

  @Test
  void json_goes_to_a_file_beside_the_results() throws IOException {
    var file = folder.resolve("results.json");
    var run =
        good(
            "train",
            PENGUINS,
            "--target",
            "body_mass_g",
            "--epochs",
            "1",
            "-o",
            folder.resolve("m"),
            "--json",
            file);
    var json = new JsonMapper().readValue(Files.readString(file), Map.class);
    var validation = (Map<?, ?>) json.get("validation");
    assertTrue(validation.containsKey("rmse") && validation.containsKey("r2"), json.toString());
    assertFalse(json.containsKey("test"));
    assertTrue(run.out().contains("Next:"));
  }

  @Test
  void rows_of_other_files_validate_and_test() {
    var run =
        good(
            "train",
            example("iris.csv"),
            "--target",
            "species",
            "--epochs",
            "1",
            "--validation",
            example("iris.csv"),
            "--test",
            example("iris.csv"),
            "-o",
            folder.resolve("m"));
    var text = run.out().replaceAll("\\s+", " ");
    assertTrue(text.contains("150 training, 150 validation (" + example("iris.csv") + ")"), text);
  }

  @Test
  void the_model_file_takes_the_data_files_name() {
    var output = new ModelOutput();
    assertEquals(Path.of("penguins.safetensors"), output.file(InputFile.of("data/penguins.csv")));
    assertEquals(Path.of("a.b.safetensors"), output.file(InputFile.of("a.b.csv.gz")));
    assertEquals(
        Path.of("images-idx3-ubyte.safetensors"), output.file(InputFile.of("images-idx3-ubyte")));
  }

  @Test
  void a_model_of_another_target_is_not_overwritten_unasked() throws IOException {
    var name = "unasked-" + UUID.randomUUID();
    var data = folder.resolve(name + ".csv");
    Files.copy(PENGUINS, data);
    var model = Path.of(name + ".safetensors");
    try {
      good("train", data, "--target", "species", "--epochs", "1", "--no-run");
      var before = Files.readAllBytes(model);
      var refused = CommandLineRun.of("train", data, "--target", "sex", "--epochs", "1");
      assertEquals(2, refused.status());
      assertTrue(
          refused
              .err()
              .contains("holds a model of species, not of sex; name another file, as in -o"),
          refused.err());
      assertArrayEquals(before, Files.readAllBytes(model));
      good("train", data, "--target", "species", "--epochs", "2", "--no-run");
      good("train", data, "--target", "sex", "--epochs", "1", "--no-run", "-o", model);
      Files.writeString(model, "not a model");
      var other = CommandLineRun.of("train", data, "--target", "sex", "--epochs", "1");
      assertTrue(other.err().contains("holds no model that can be read"), other.err());
    } finally {
      Files.deleteIfExists(model);
    }
  }

  @Test
  void the_format_of_the_table_can_be_stated() {
    var data =
        written(
            folder,
            "semicolons.txt",
            "1,5;a",
            "2,5;b",
            "3,5;a",
            "4,5;b",
            "5,5;a",
            "6,5;b",
            "7,5;a",
            "8,5;b",
            "9,5;a",
            "0,5;b");
    var run =
        good(
            "train",
            data,
            "--target",
            "c2",
            "--delimiter",
            ";",
            "--no-header",
            "--decimal-comma",
            "--epochs",
            "1",
            "-o",
            folder.resolve("m"));
    assertTrue(
        run.lastLine().contains("--delimiter ';' --no-header --decimal-comma"), run.lastLine());
    assertTrue(run.out().contains("numbers     c1"), run.out());
  }
}
