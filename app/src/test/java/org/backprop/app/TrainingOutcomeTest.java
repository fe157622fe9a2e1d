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
import java.util.List;
import java.util.Map;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a doubtful training says, how it ends, and which files it leaves. */
class TrainingOutcomeTest {
  private static final String TOO_HIGH = "--learning-rate 1000 --epochs 3 --hidden 8";

  @TempDir Path folder;

  private CommandLineRun penguins(String options) {
    var words = new ArrayList<Object>();
    words.addAll(List.of("train", example("penguins.csv"), "--target", "body_mass_g"));
    words.addAll(List.of(options.split(" ")));
    words.addAll(List.of("-o", model(), "--json", folder.resolve("out.json")));
    return CommandLineRun.of(words.toArray());
  }

  private Path model() {
    return folder.resolve("model.safetensors");
  }

  private Map<?, ?> json() {
    return new JsonMapper().readValue(folder.resolve("out.json"), Map.class);
  }

  private List<?> kinds() {
    return ((List<?>) json().get("warnings"))
        .stream().map(it -> ((Map<?, ?>) it).get("kind")).toList();
  }

  @Test
  void a_training_that_diverged_replaces_no_good_model() throws IOException {
    penguins("--hidden none");
    var good = Files.readAllBytes(model());
    var run = penguins(TOO_HIGH);
    assertEquals(1, run.status());
    assertTrue(run.err().contains("note: training diverged: the loss of the training rows"));
    assertTrue(run.err().contains("use --learning-rate 100 or --clip 1"), run.err());
    assertTrue(run.err().contains("was not replaced"), run.err());
    assertFalse(run.out().contains("Wrote"), run.out());
    assertArrayEquals(good, Files.readAllBytes(model()));
    assertEquals(List.of("diverged"), kinds());
    assertEquals(null, json().get("model_file"));
  }

  @Test
  void a_training_that_diverged_replaces_one_that_diverged() {
    assertEquals(0, penguins(TOO_HIGH).status());
    var first = ModelFile.load(model());
    assertEquals(0, penguins(TOO_HIGH + " --seed 2").status());
    assertFalse(first.parameters().equals(ModelFile.load(model()).parameters()));
    assertTrue(good("summary", model()).out().contains("training diverged"));
  }

  @Test
  void a_loss_that_is_not_finite_is_a_warning_in_json() {
    var run = penguins("--optimizer sgd --learning-rate 1e30 --hidden 8");
    assertEquals(1, run.status());
    assertEquals(List.of("diverged"), kinds());
    assertFalse(Files.exists(model()));
  }

  @Test
  void strict_ends_with_1_where_there_is_a_warning() {
    var options = "--epochs 2 --hidden 8";
    assertEquals(0, penguins(options).status());
    assertEquals(1, penguins(options + " --strict").status());
    assertTrue(kinds().contains("best_epoch_at_cap"), kinds().toString());
    assertTrue(Files.exists(model()));
    assertEquals(0, penguins("--hidden none --strict").status());
    assertEquals(List.of(), kinds());
    assertEquals(1, penguins("--hidden none --strict --epochs 1").status());
    assertEquals(List.of("stopped_short"), kinds());
  }

  @Test
  void a_training_goes_on_from_a_model_and_the_command_repeats_it() {
    penguins("--hidden 5 --activation relu --epochs 4");
    var first = ModelFile.load(model());
    var next = folder.resolve("next.safetensors");
    var run =
        good(
            "train",
            example("penguins.csv"),
            "--target",
            "body_mass_g",
            "--epochs",
            2,
            "--from",
            model(),
            "-o",
            next);
    assertEquals(first.model(), ModelFile.load(next).model());
    assertTrue(run.lastLine().contains("--from " + model()), run.lastLine());
    var again = List.of(run.lastLine().replace("next.safe", "again.safe").split(" "));
    good(again.subList(1, again.size()).toArray());
    assertEquals(
        ModelFile.load(next).parameters(),
        ModelFile.load(folder.resolve("again.safetensors")).parameters());
    var same =
        CommandLineRun.of(
            "train",
            example("penguins.csv"),
            "--target",
            "body_mass_g",
            "--from",
            model(),
            "-o",
            model());
    assertTrue(same.err().contains("would overwrite"), same.err());
    assertEquals(2, penguins("--from " + next + " --hidden 3").status());
  }

  @Test
  void a_column_of_weights_is_an_option() {
    var table =
        written(
            folder, "counts.csv", "x,y,n", "0,1,2", "1,3,1", "2,2,5", "3,6,1", "4,7,3", "5,5,1");
    var run =
        good("train", table, "--target", "y", "--hidden", "none", "--weights", "n", "-o", model());
    assertTrue(run.lastLine().contains("--weights n"), run.lastLine());
    assertEquals(List.of("x"), ModelFile.load(model()).preparation().orElseThrow().features());
  }

  @Test
  void json_names_the_classes_of_the_confusion() {
    var file = folder.resolve("iris.json");
    good(
        "train",
        example("iris.csv"),
        "--target",
        "species",
        "--hidden",
        "none",
        "-o",
        model(),
        "--json",
        file);
    var json = new JsonMapper().readValue(file, Map.class);
    var rows = (Map<?, ?>) ((Map<?, ?>) json.get("train")).get("confusion_by_class");
    assertEquals(List.of("setosa", "versicolor", "virginica"), List.copyOf(rows.keySet()));
    assertEquals(Map.of("setosa", 50, "versicolor", 0, "virginica", 0), rows.get("setosa"));
    var provenance = (Map<?, ?>) json.get("provenance");
    assertTrue(((Map<?, ?>) provenance.get("history")).containsKey("loss"));
    assertTrue(((Map<?, ?>) provenance.get("settings")).containsKey("learning"));
  }
}
