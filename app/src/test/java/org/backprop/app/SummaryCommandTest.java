package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
  @TempDir Path folder;

  @Test
  void it_shows_layers_preparation_training_and_scores() {
    var model = folder.resolve("m.safetensors");
    var command =
        good(
                "train",
                example("penguins.csv"),
                "--target",
                "species",
                "--test",
                "0.2",
                "--epochs",
                "2",
                "-o",
                model)
            .lastLine();
    var text = good("summary", model).out().replaceAll("\\s+", " ");
    for (var part :
        List.of(
            "x[14] -> dense(64) -> tanh -> dense(3) -> softmax",
            "species, 3 classes: Adelie, Chinstrap, Gentoo",
            "Categorical likelihood -> softmax output and cross-entropy",
            "dense(64) 64 960 W1[14, 64], b1[64]",
            "dense(3) 3 195 W2[64, 3], b2[3]",
            "together 1,155 float32",
            "island one of 3 levels: Biscoe, Dream, Torgersen",
            "206 rows, 2 epochs",
            "penguins.csv",
            Fingerprint.of(example("penguins.csv")),
            command,
            "test 69 ")) {
      assertTrue(text.contains(part), part + " is not in " + text);
    }
  }

  @Test
  void json_holds_it_all() {
    var model = folder.resolve("m.safetensors");
    good(
        "train",
        example("penguins.csv"),
        "--target",
        "body_mass_g",
        "--hidden",
        "none",
        "--epochs",
        "1",
        "-o",
        model);
    var json = good("summary", model, "--json", "-").json();
    assertEquals("normal", json.get("likelihood"));
    assertEquals(9, json.get("parameters"));
    assertEquals(List.of(8, 1), ((Map<?, ?>) json.get("shapes")).get("W1"));
    assertEquals(2, json.get("schema_version"));
    var provenance = (Map<?, ?>) json.get("provenance");
    assertEquals(ModelFile.load(model).provenance().orElseThrow().toMap(), provenance);
  }

  @Test
  void a_file_of_the_former_version_has_a_summary() {
    var file = Path.of("..", "learn", "src", "test", "resources", "modelfile", "version1");
    var folder = Files.exists(file) ? file : file.subpath(1, file.getNameCount());
    var text =
        good("summary", folder.resolve("penguins.safetensors")).out().replaceAll("\\s+", " ");
    for (var part :
        List.of(
            "275 rows, 300 epochs, the parameters of epoch 298, seed 1",
            "data penguins.csv",
            "SHA-256 316331f1ce718a262c1a3da91292bcb917f60a69ab2b4c2179ddf1b6e6b88c38",
            "command backprop train examples/data/penguins.csv --target species --hidden 64",
            "validation 69 0.006042 1")) {
      assertTrue(text.contains(part), part + " is not in " + text);
    }
  }
}
