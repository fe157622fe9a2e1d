package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
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
import org.backprop.modelfile.ModelFile;
import org.backprop.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
  private static final Path PENGUINS = example("penguins.csv");

  @TempDir Path folder;

  private Path model(String target, Object... options) {
    var model = folder.resolve(target + ".safetensors");
    var words = new ArrayList<Object>(List.of("train", PENGUINS, "--target", target));
    words.addAll(List.of("--epochs", "2", "-o", model));
    words.addAll(List.of(options));
    good(words.toArray());
    return model;
  }

  @Test
  void classes_come_with_their_probabilities_one_row_out_per_row_in() {
    var model = model("species");
    var run = good("predict", model, PENGUINS);
    assertEquals("row,prediction,p_Adelie,p_Chinstrap,p_Gentoo", run.lines().getFirst());
    assertEquals(345, run.lines().size());
    var known = ModelFile.load(model).predict(Table.read(PENGUINS));
    for (var i = 0; i < known.size(); i++) {
      var cells = run.lines().get(i + 1).split(",");
      assertEquals(String.valueOf(i + 1), cells[0]);
      assertEquals(known.get(i).orElseThrow().level(), cells[1]);
      var sum = Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).sum();
      assertEquals(1, sum, 1e-6);
      assertEquals(
          known.get(i).orElseThrow().probability("Adelie"), Double.parseDouble(cells[2]), 1e-9);
    }
  }

  @Test
  void numbers_come_with_a_prediction_interval() {
    var run = good("predict", model("body_mass_g"), PENGUINS);
    assertEquals("row,mean,lower_95,upper_95", run.lines().getFirst());
    var cells =
        Arrays.stream(run.lines().get(7).split(",")).mapToDouble(Double::parseDouble).toArray();
    assertTrue(cells[2] < cells[1] && cells[1] < cells[3], run.lines().get(7));
  }

  @Test
  void infinite_intervals_and_scores_are_explained() throws IOException {
    var data = Files.writeString(folder.resolve("two.csv"), "x,y\n1,2.5\n2,7.25\n");
    var model = folder.resolve("two.safetensors");
    good("train", data, "--target", "y", "--likelihood", "normal", "--hidden", "none", "-o", model);
    var predicted = good("predict", model, data);
    assertTrue(predicted.lines().get(1).endsWith(",-Infinity,Infinity"), predicted.out());
    assertTrue(predicted.err().contains("note: The intervals are infinite: "), predicted.err());
    var evaluated = good("evaluate", model, data, "--all");
    var isInfinite = evaluated.out().contains("Infinity");
    assertEquals(isInfinite, evaluated.err().contains(" infinite: the model"), evaluated.out());
  }

  @Test
  void a_row_that_cannot_be_predicted_is_na() {
    var run = good("predict", model("body_mass_g", "--hidden", "none"), PENGUINS);
    assertEquals(345, run.lines().size());
    assertEquals("4,NA,NA,NA", run.lines().get(4));
    assertTrue(run.err().contains("left out for missing values"), run.err());
  }

  @Test
  void a_word_where_a_number_is_needed_costs_its_row_only() {
    var model = model("species");
    var data =
        written(
            folder,
            "new.csv",
            "sex,body_mass_g,flipper_length_mm,beak_depth_mm,beak_length_mm,island",
            "MALE,3750,181,18.7,39.1,Torgersen",
            "MALE,heavy,181,18.7,39.1,Torgersen",
            ",,,,,",
            "MALE,3750,181,1e999,39.1,Torgersen");
    var run = good("predict", model, data);
    assertEquals(5, run.lines().size());
    assertEquals("2,NA,NA,NA,NA", run.lines().get(2));
    assertFalse(run.lines().get(3).contains("NA"), "imputed: " + run.lines().get(3));
    assertEquals("4,NA,NA,NA,NA", run.lines().get(4));
    assertTrue(
        run.err()
            .contains(
                "1 row left out, since body_mass_g needs a number there, unlike \"heavy\" in "
                    + data
                    + ", line 3."),
        run.err());
    assertTrue(run.err().contains("2 of 4 rows have no prediction, and get NA."), run.err());
    var first = (List<?>) good("predict", model, data, "--json", "-").json().get("predictions");
    var second = (Map<?, ?>) first.get(1);
    assertTrue(second.containsKey("prediction") && second.get("prediction") == null);
  }

  @Test
  void rows_that_the_model_must_refuse_are_na() {
    var data =
        written(
            folder,
            "train.csv",
            "x,y",
            "1,2",
            "2,4.5",
            "3,6",
            "4,8.1",
            "5,9.7",
            "6,12",
            "7,14.2",
            "8,16",
            "9,18",
            "10,20");
    var model = folder.resolve("m");
    good("train", data, "--target", "y", "--hidden", "none", "--missing", "error", "-o", model);
    var run = good("predict", model, written(folder, "new.csv", "x,y", "1,", ",", "3,"));
    assertEquals("2,NA,NA,NA", run.lines().get(2));
    assertTrue(run.err().contains("1 of 3 rows has no prediction, and gets NA."), run.err());
  }

  @Test
  void kept_columns_overwrite_nothing() {
    var data =
        written(
            folder,
            "train.csv",
            "row,prediction,y",
            "7,a,u",
            "8,b,v",
            "9,a,u",
            "10,b,v",
            "11,a,u",
            "12,b,v",
            "13,a,u",
            "14,b,v");
    var model = folder.resolve("m");
    good("train", data, "--target", "y", "--epochs", "1", "-o", model);
    var keep = new Object[] {"predict", model, data, "--keep", "row", "--keep", "prediction"};
    var run = good(keep);
    assertEquals("row,row_2,prediction_2,prediction,p_u,p_v", run.lines().getFirst());
    assertTrue(run.lines().get(1).startsWith("1,7,a,"), run.out());
    assertTrue(
        run.err()
            .contains(
                "row of the data is called row_2 here; prediction of the data is called"
                    + " prediction_2 here."),
        run.err());
    var words = new ArrayList<>(List.of(keep));
    words.addAll(List.of("--json", "-"));
    var first = (Map<?, ?>) ((List<?>) good(words.toArray()).json().get("predictions")).getFirst();
    assertEquals(1, first.get("row"));
    assertEquals("7", first.get("row_2"));
    assertEquals("a", first.get("prediction_2"));
  }

  @Test
  void columns_are_matched_by_name_and_kept_with_their_quotes() {
    var data =
        written(
            folder,
            "new.csv",
            "sex,note,body_mass_g,flipper_length_mm,beak_depth_mm,beak_length_mm,island",
            "MALE,\"tall, \"\"very\"\"\",3750,181,18.7,39.1,Torgersen");
    var run = good("predict", model("species"), data, "--keep", "note", "--keep", "sex");
    assertEquals("row,note,sex,prediction,p_Adelie,p_Chinstrap,p_Gentoo", run.lines().getFirst());
    assertTrue(run.lines().get(1).startsWith("1,\"tall, \"\"very\"\"\",MALE,"), run.out());
    assertTrue(run.err().contains("Not used, since the model does not know them: note"), run.err());
  }

  @Test
  void predictions_go_to_a_file_or_to_json() throws IOException {
    var model = model("species");
    var file = folder.resolve("p.csv");
    var written = good("predict", model, PENGUINS, "-o", file);
    assertEquals("", written.out());
    assertEquals(good("predict", model, PENGUINS).out(), Files.readString(file));
    var json = good("predict", model, PENGUINS, "--json", "-").json();
    assertEquals(344, json.get("rows"));
    var first = (Map<?, ?>) ((List<?>) json.get("predictions")).getFirst();
    assertEquals(1, first.get("row"));
    assertEquals(3, ((Map<?, ?>) first.get("probabilities")).size());
  }
}
