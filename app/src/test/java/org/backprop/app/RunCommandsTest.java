package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backprop.modelfile.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replaying, blaming, bisecting and listing the runs that train records. */
final class RunCommandsTest {
  @TempDir static Path folder;

  private static Path model;
  private static Path data;

  @BeforeAll
  static void train() throws IOException {
    data = Files.copy(example("penguins.csv"), folder.resolve("penguins.csv"));
    model = folder.resolve("m.safetensors");
    for (var hidden : List.of("4", "8")) {
      good(
          "train",
          data,
          "--target",
          "species",
          "--hidden",
          hidden,
          "--epochs",
          "6",
          "--clip",
          "1",
          "--checkpoint-every",
          "7",
          "-o",
          model);
    }
  }

  private static double number(Object map, String key) {
    return ((Number) ((Map<?, ?>) map).get(key)).doubleValue();
  }

  private static List<?> list(Object map, String key) {
    return (List<?>) ((Map<?, ?>) map).get(key);
  }

  @Test
  void the_last_step_of_the_last_run_is_the_model() {
    var end = folder.resolve("end.safetensors");
    var run = good("replay", model, "-o", end, "--json", "-").json();
    assertEquals(54, number(run, "step"));
    assertEquals(ModelFile.load(model).parameters(), ModelFile.load(end).parameters());
    var start = folder.resolve("start.safetensors");
    good("replay", folder.resolve("m.runs/1"), "--step", "0", "-o", start);
    assertEquals(4, ModelFile.load(start).parameters().get("b1").size());
    assertEquals(0, ModelFile.load(start).parameters().get("b1").at(0));
    good("evaluate", start, data);
    var explained = good("explain", start, data, "--row", "1").out();
    assertTrue(explained.contains("delta2"), explained);
  }

  @Test
  void rows_make_the_gradient_and_the_gradient_the_move() {
    var weight = good("blame", model, "W1[3,2]", "--json", "-").json();
    assertEquals(55, list(weight, "values").size());
    var most = list(weight, "largest_moves").getFirst();
    var step = ((Map<?, ?>) weight).get("step");
    assertEquals(number(most, "step"), number(step, "step"));
    var sum = 0.0;
    for (var row : list(step, "rows")) {
      sum += number(row, "contribution");
      assertEquals(number(row, "finite_difference"), number(row, "contribution"), 1e-6);
    }
    assertEquals(number(step, "sum_of_contributions"), sum, 1e-15);
    assertEquals(number(step, "gradient"), sum, 1e-7);
    var changes = (Map<?, ?>) ((Map<?, ?>) step).get("variables");
    var moved = changes.get("W1");
    assertEquals(number(most, "move"), number(moved, "after") - number(moved, "before"), 1e-12);
    var before = number(step, "step") - 1;
    assertEquals(
        ((Number) list(weight, "values").get((int) before)).doubleValue(), number(moved, "before"));
    var terms = (Map<?, ?>) ((Map<?, ?>) step).get("terms");
    assertEquals(
        number(moved, "before") - number(terms, "direction") * number(terms, "step length"),
        number(moved, "after"),
        1e-7);
  }

  @Test
  void a_row_has_a_life_and_a_run_goes_without_it() {
    var row = good("blame", model, "--row", "2", "--json", "-").json();
    assertEquals(7, list(row, "losses").size());
    assertEquals(10, list(row, "weights").size());
    var without = good("blame", model, "--without", "2,3", "--json", "-").json();
    var loss = ((Map<?, ?>) ((Map<?, ?>) without).get("train")).get("loss");
    assertTrue(number(loss, "with") != number(loss, "without"), loss.toString());
  }

  @Test
  void curves_are_drawn() throws IOException {
    var svg = folder.resolve("w.svg");
    var out = good("blame", model, "b2[0]", "--svg", svg).out();
    assertTrue(out.contains("|*") || out.contains(" |"), out);
    assertTrue(Files.readString(svg).contains("<polyline"));
    var losses = folder.resolve("l.svg");
    var runs = good("runs", model, "--svg", losses).out();
    assertTrue(runs.contains("hidden"), runs);
    assertTrue(runs.contains("[4]") && runs.contains("[8]"), runs);
    assertFalse(runs.contains("learning_rate"), runs);
    assertTrue(Files.readString(losses).contains("stroke-dasharray=\"6 3\""));
  }

  @Test
  void the_step_is_found() {
    var found = good("bisect", model, "--when", "train.loss<1", "--json", "-").json();
    var step = (int) number(((Map<?, ?>) found).get("found"), "step");
    var after = folder.resolve("after.safetensors");
    var before = folder.resolve("before.safetensors");
    good("replay", model, "--step", step, "-o", after);
    good("replay", model, "--step", step - 1, "-o", before);
    assertTrue(trainLoss(after) < 1);
    assertTrue(trainLoss(before) >= 1);
    assertEquals(1, CommandLineRun.of("bisect", model, "--when", "validation.accuracy<0").status());
  }

  private static double trainLoss(Path model) {
    var provenance = ModelFile.load(model).provenance().orElseThrow();
    return ((Number) provenance.scoresOf("train").get("loss")).doubleValue();
  }

  @Test
  void a_loss_that_is_not_finite_is_found() {
    var run = folder.resolve("diverged");
    var failed =
        CommandLineRun.of(
            "train",
            data,
            "--target",
            "body_mass_g",
            "--hidden",
            "4",
            "--optimizer",
            "sgd",
            "--learning-rate",
            "1e30",
            "--run",
            run,
            "-o",
            folder.resolve("d.safetensors"));
    assertEquals(1, failed.status());
    assertTrue(failed.err().contains("bisect " + run + " --when nan"), failed.err());
    var found = good("bisect", run, "--when", "nan").out();
    assertTrue(found.contains("nan holds from step 2 on"), found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blame MODEL W9[0,0] | there is no parameter W9",
        "blame MODEL W1[99,0] | W1[99,0] is not in W1",
        "blame MODEL W1[1] | W1[1] is not in W1",
        "blame MODEL weight | names no weight",
        "blame MODEL W1[0,0] --step 999 | the run has the steps 1 to 54",
        "blame MODEL --row 9999 | row 9999 is none of the training rows",
        "blame MODEL --without 0 | counted from 1",
        "blame MODEL --without 345 | the run has no row 345",
        "blame MODEL W1[0,0] --row 1 | one at a time",
        "blame none.safetensors | none.safetensors does not exist",
        "replay MODEL --step 55 | the run has the steps 0 to 54",
        "replay MODEL --step 1 --epoch 1 | give one of them",
        "bisect MODEL --when fast | is no condition",
        "bisect MODEL --when train.speed<1 | have no score speed",
        "train --resume RUN | the run in RUN has finished",
        "train --resume none | none holds no run",
        "train --resume RUN --epochs 3 | leave all other options out",
        "train DATA --target species --checkpoint-every often | is no interval",
        "train DATA --target species --run RUN -o NEW | RUN holds a run already",
        "train | missing required parameter",
      })
  void what_cannot_be_is_said(String command, String sentence) {
    var words =
        Pattern.compile(" ").splitAsStream(command.strip()).map(RunCommandsTest::named).toArray();
    var run = CommandLineRun.of(words);
    assertEquals(2, run.status(), run.out());
    assertTrue(run.err().contains(named(sentence.strip())), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private static String named(String text) {
    return text.replace("MODEL", model.toString())
        .replace("RUN", folder.resolve("m.runs/2").toString())
        .replace("DATA", data.toString())
        .replace("NEW", folder.resolve("new.safetensors").toString());
  }

  @Test
  void changed_data_are_refused() throws IOException {
    var copy = folder.resolve("copy.csv");
    Files.copy(data, copy, StandardCopyOption.REPLACE_EXISTING);
    var other = folder.resolve("c.safetensors");
    good("train", copy, "--target", "species", "--epochs", "1", "--hidden", "4", "-o", other);
    Files.writeString(copy, Files.readString(copy).replace("39.1", "39.2"));
    var refused = CommandLineRun.of("blame", other);
    assertEquals(2, refused.status());
    assertTrue(refused.err().contains("copy.csv has changed since"), refused.err());
  }

  @Test
  void damaged_runs_are_refused_and_do_not_stop_a_training() throws IOException {
    var other = folder.resolve("damaged.safetensors");
    var words =
        List.of(
            "train", data, "--target", "species", "--epochs", "1", "--hidden", "4", "-o", other);
    good(words.toArray());
    var run = folder.resolve("damaged.runs/1");
    Files.writeString(run.resolve("history.jsonl"), "");
    var blamed = CommandLineRun.of("blame", other);
    assertEquals(2, blamed.status());
    assertTrue(blamed.err().contains("has 0 of its 1 epochs"), blamed.err());
    Files.writeString(run.resolve("run.json"), "{\"a\":");
    assertTrue(CommandLineRun.of("blame", other).err().contains("run.json is damaged"));
    good(words.toArray());
    good("blame", other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-run", "--run"})
  void a_run_is_where_it_was_asked_for(String option) throws IOException {
    var alone = Files.createDirectory(folder.resolve("alone" + option));
    var words =
        List.of(
            "train",
            data,
            "--target",
            "species",
            "--epochs",
            "1",
            "--hidden",
            "none",
            "-o",
            alone.resolve("m.safetensors"),
            option);
    if (option.equals("--run")) {
      good(
          words.get(0),
          words.get(1),
          words.get(2),
          words.get(3),
          words.get(4),
          words.get(5),
          words.get(6),
          words.get(7),
          words.get(8),
          words.get(9),
          option,
          alone.resolve("r"));
    } else {
      good(words.toArray());
    }
    try (var files = Files.list(alone)) {
      assertEquals(
          option.equals("--run") ? List.of("m.safetensors", "r") : List.of("m.safetensors"),
          files.map(it -> it.getFileName().toString()).sorted().collect(Collectors.toList()));
    }
  }
}
