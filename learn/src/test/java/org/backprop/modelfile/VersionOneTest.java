package org.backprop.modelfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.model.TrainedModel;
import org.backprop.provenance.BackpropVersion;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.RunCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the release before this format wrote, and what it predicted with them. */
final class VersionOneTest {
  @TempDir private Path folder;

  private static Path file(String name) {
    try {
      var resource = VersionOneTest.class.getResource("/modelfile/version1/" + name);
      return Path.of(Objects.requireNonNull(resource).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static TrainedModel penguins() {
    return ModelFile.load(file("penguins.safetensors"));
  }

  private static TrainedModel doctor() {
    return ModelFile.load(file("doctor.safetensors"));
  }

  private static double[] penguin(TrainedModel model) {
    return model
        .predict(
            Map.of(
                "island",
                "Torgersen",
                "beak_length_mm",
                39.5,
                "beak_depth_mm",
                17.4,
                "flipper_length_mm",
                186,
                "body_mass_g",
                3800,
                "sex",
                "FEMALE"))
        .probabilities();
  }

  private static final double[] FORMER = {
    0.9999991655349731, 7.165799615904689E-7, 1.3339703741621634E-7
  };

  @Test
  void it_predicts_the_values_that_were_predicted_when_it_was_written() {
    assertArrayEquals(FORMER, penguin(penguins()));
    var row =
        Map.of(
            "lncoins", 4.61512, "idp", 1, "lpi", 6.907755, "fmde", 0, "physlm", 0, "disea",
            13.73189, "hlthg", 1, "hlthf", 0, "hlthp", 0);
    assertEquals(2.4794378218251056, doctor().predict(row).mean());
  }

  @Test
  void its_facts_become_a_provenance() {
    var provenance = penguins().provenance().orElseThrow();
    assertEquals("0.1.0-SNAPSHOT", provenance.origin().backprop());
    var source = provenance.origin().source("train").orElseThrow();
    assertEquals("penguins.csv", source.name());
    assertTrue(source.sha256().orElseThrow().startsWith("316331f1"));
    assertEquals("species", provenance.choice().target());
    assertEquals("categorical", provenance.choice().likelihood());
    assertEquals("species has 3 classes", provenance.choice().reason());
    assertEquals(5, provenance.choice().notices().size());
    assertEquals(Optional.of(1), provenance.setting("execution", "seed"));
    assertEquals(Optional.of("adam"), provenance.setting("learning", "optimizer"));
    assertEquals(300, provenance.history().epochs());
    assertEquals(298, provenance.history().bestEpoch());
    assertEquals(275, provenance.rows().train());
    assertEquals(69, provenance.rows().validation());
    assertEquals(69, provenance.rows().heldOutValidation().size());
    assertEquals(340, provenance.rows().heldOutValidation().getLast());
    assertEquals(0.36000000000000054, provenance.baseline().getLast());
    assertEquals(0.00604229388029679, provenance.scoresOf("validation").get("loss"));
    var command = provenance.origin().command().orElseThrow();
    assertEquals(List.of("examples/data/penguins.csv"), command.arguments());
    assertEquals(List.of("0.001"), command.options().get("learning_rate"));
    assertEquals(List.of("/tmp/oldmodels/penguins.safetensors"), command.options().get("output"));
    assertEquals("poisson", doctor().provenance().orElseThrow().choice().likelihood());
  }

  @Test
  void saved_again_it_is_of_the_current_version() {
    var path = folder.resolve("again.safetensors");
    ModelFile.save(penguins(), path);
    var about = String.valueOf(SafeTensors.read(path).metadata().get("backprop"));
    assertTrue(about.contains("\"version\":" + Provenance.SCHEMA_VERSION), about);
    assertTrue(!about.contains("facts") && !about.contains("leftOut"), about);
    var again = ModelFile.load(path);
    assertEquals(penguins().provenance(), again.provenance());
    assertEquals(penguins().preparation(), again.preparation());
    assertArrayEquals(FORMER, penguin(again));
  }

  @Test
  void a_later_version_is_refused_with_the_version_that_is_needed() {
    var path = folder.resolve("later.safetensors");
    ModelFile.save(penguins(), path);
    var file = SafeTensors.read(path);
    var about = String.valueOf(file.metadata().get("backprop"));
    var later =
        about
            .replace("\"version\":2", "\"version\":3")
            .replaceFirst("\"written_by\":\"[^\"]*\"", "\"written_by\":\"0.7.0\"");
    new SafeTensors(file.tensors(), Map.of("backprop", later)).write(path);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertEquals(
        path
            + " has format version 3, written by Backprop 0.7.0, but this Backprop "
            + BackpropVersion.number()
            + " reads versions up to 2; it needs Backprop 0.7.0 or later",
        e.getMessage());
  }

  @Test
  void a_command_with_quotes_flags_and_repeated_options_is_read() {
    var command =
        CommandText.parse(
            "backprop train 'my data.csv' --target 'it'\\''s' --no-header --ignore a --ignore 'b c'"
                + " -o m");
    assertEquals(
        Optional.of(
            new RunCommand(
                "train",
                List.of("my data.csv"),
                Map.of(
                    "target", List.of("it's"),
                    "no_header", List.of(),
                    "ignore", List.of("a", "b c"),
                    "output", List.of("m")))),
        command);
    assertEquals(Optional.empty(), CommandText.parse("backprop"));
  }
}
