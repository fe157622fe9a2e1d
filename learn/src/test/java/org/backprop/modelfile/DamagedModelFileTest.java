package org.backprop.modelfile;

import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.model.TrainedModel;
import org.backprop.oracle.Trained;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a model file, it loads and predicts, or a sentence says what is wrong. */
final class DamagedModelFileTest {
  private static final Map<String, Object> ROW = Map.of("length", 5, "colour", "odd", "noise", 3);

  /** A sample, or with {@code ./check --all} the full count. */
  private static final int CHANGES = Boolean.getBoolean("backprop.tests.full") ? 5_000 : 200;

  @TempDir private Path folder;

  /** A file without checksums, so that damage reaches what reads the rest. */
  private byte[] intact(TrainedModel model) throws IOException {
    var path = folder.resolve("intact.safetensors");
    ModelFile.save(model, path);
    withoutChecksums(path);
    return Files.readAllBytes(path);
  }

  private static void withoutChecksums(Path path) {
    var file = SafeTensors.read(path);
    var about = String.valueOf(file.metadata().get("backprop"));
    var without = about.replaceFirst(",\"checksums\":\\{[^}]*\\}", "");
    assertNotEquals(about, without);
    new SafeTensors(file.tensors(), Map.of("format", "backprop", "backprop", without)).write(path);
  }

  private void check(byte[] bytes, String what) throws IOException {
    var path = Files.write(folder.resolve("damaged.safetensors"), bytes);
    try {
      var model = ModelFile.load(path);
      var prediction = model.preparation().isPresent() ? model.predict(ROW) : null;
      assertTrue(prediction == null || !prediction.toString().isEmpty());
    } catch (ModelFileException e) {
      assertTrue(e.getMessage().startsWith(path + " "), e.getMessage());
    } catch (DataException e) {
      assertTrue(e.getMessage().contains("is a table for another model"), what + e.getMessage());
    } catch (RuntimeException e) {
      fail(what, e);
    }
  }

  @Test
  void a_file_cut_short_anywhere_is_damaged() throws IOException {
    var bytes = intact(Trained.of("kind", categorical(), DType.FLOAT32));
    for (var length = 0; length < bytes.length; length += 7) {
      var path = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(bytes, length));
      var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
      assertTrue(e.getMessage().startsWith(path + " is damaged: "), e.getMessage());
    }
  }

  @Test
  void bytes_beyond_the_end_are_damage() throws IOException {
    var bytes = intact(Trained.of("kind", categorical(), DType.FLOAT32));
    var path = Files.write(folder.resolve("long"), Arrays.copyOf(bytes, bytes.length + 1));
    assertThrows(ModelFileException.class, () -> ModelFile.load(path));
  }

  @ParameterizedTest
  @CsvSource({"kind, 11", "price, 12"})
  void a_changed_byte_never_surprises(String target, long seed) throws IOException {
    var likelihood = target.equals("kind") ? categorical() : normal();
    var bytes = intact(Trained.of(target, likelihood, DType.FLOAT32));
    var random = new SplittableRandom(seed);
    for (var i = 0; i < CHANGES; i++) {
      var changed = bytes.clone();
      var at = random.nextInt(bytes.length);
      changed[at] = (byte) (changed[at] ^ (1 + random.nextInt(255)));
      check(changed, "byte " + at + " is " + changed[at] + " in place of " + bytes[at] + ": ");
    }
  }

  @Test
  void a_changed_letter_of_the_header_never_surprises() throws IOException {
    var bytes = intact(Trained.of("price", normal(), DType.FLOAT32));
    var random = new SplittableRandom(3);
    var header = 8 + bytes[0] + 256 * bytes[1];
    var letters = "0123456789.,-e\"'[]{}: abnorFU";
    for (var i = 0; i < 2 * CHANGES; i++) {
      var changed = bytes.clone();
      var at = 8 + random.nextInt(header - 8);
      changed[at] = (byte) letters.charAt(random.nextInt(letters.length()));
      check(changed, "byte " + at + " is " + (char) changed[at] + ": ");
    }
  }

  @Test
  void tensors_alone_are_no_model() {
    var path = folder.resolve("other.safetensors");
    new SafeTensors(Map.of("W1", Tensor.scalar(DType.FLOAT32, 1)), Map.of()).write(path);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertEquals(
        path + " holds tensors, but no Backprop model; name a file that a training wrote",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\":2|\"version\":0|its format has the version 0",
        "\"version\":2|\"version\":[2]|there is no readable \"version\" in its description",
        "\"provenance\":|\"provenanse\":|there is no readable \"provenance\" in its description",
        "\"input_type\":\"FLOAT32\"|\"input_type\":\"BOOL\"|its rows have the type BOOL, which no model takes",
        "\"dispersion\":1.0|\"dispersion\":-1|its dispersion is -1.0, not a number from 0",
        "dense(3), categorical|dense(4), categorical|the model needs W2[8, 4], but it is [8, 3]",
        "dense(3), categorical|dense(3), dense(3), categorical|the model needs W3[3, 3], which is not there",
        "\"levels\":[\"large\",\"medium\",\"small\"],\"binary\"|\"levels\":[\"large\",\"medium\"],\"binary\"|its target needs 2 outputs, but the model has 3",
        "\"kind\":\"classes\"|\"kind\":\"number\",\"mean\":0,\"scale\":1|its target kind is a number, which does not fit categorical()",
        "\"kind\":\"classes\"|\"kind\":\"number\",\"mean\":0,\"scale\":1e999|there is no readable \"scale\" in its target",
        "\"indicator\":false|\"indicator\":true|its columns become 6 features, but the model has features(5)"
      })
  void a_description_that_does_not_fit_is_damage(String text, String other, String what) {
    var path = folder.resolve("m.safetensors");
    ModelFile.save(Trained.of("kind", categorical(), DType.FLOAT32), path);
    var file = SafeTensors.read(path);
    var about = String.valueOf(file.metadata().get("backprop"));
    assertTrue(about.contains(text), about);
    var at = about.indexOf(text);
    var changed = about.substring(0, at) + other + about.substring(at + text.length());
    new SafeTensors(file.tensors(), Map.of("backprop", changed)).write(path);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertEquals(
        path + " is damaged: " + what + "; copy it again from its source, or train again",
        e.getMessage());
  }

  @Test
  void parameters_of_other_types_or_too_many_are_damage() {
    var path = folder.resolve("m.safetensors");
    ModelFile.save(Trained.of("kind", categorical(), DType.FLOAT32), path);
    var file = SafeTensors.read(path);
    var tensors = new LinkedHashMap<>(file.tensors());
    tensors.put("W3", Tensor.scalar(DType.FLOAT32, 1));
    new SafeTensors(tensors, file.metadata()).write(path);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertTrue(e.getMessage().contains("but the model needs 4"), e.getMessage());
    tensors.remove("W3");
    tensors.put("b1", file.tensors().get("b1").to(DType.INT32));
    new SafeTensors(tensors, file.metadata()).write(path);
    e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertTrue(e.getMessage().contains("b1 is of type INT32"), e.getMessage());
  }

  @Test
  void a_target_of_classes_does_not_fit_a_likelihood_for_numbers() {
    var path = folder.resolve("m.safetensors");
    ModelFile.save(Trained.of("price", normal(), DType.FLOAT32), path);
    var file = SafeTensors.read(path);
    var about = String.valueOf(file.metadata().get("backprop"));
    var changed =
        about.replace(
            "\"target\":{\"kind\":\"number\"",
            "\"target\":{\"kind\":\"classes\",\"levels\":[\"a\",\"b\"],\"binary\":true");
    new SafeTensors(file.tensors(), Map.of("backprop", changed)).write(path);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertTrue(
        e.getMessage().contains("its target price is yes or no, which does not fit normal()"),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_weight_that_is_not_finite_is_refused(double value) {
    var path = folder.resolve("m.safetensors");
    var model = Trained.of("kind", categorical(), DType.FLOAT64);
    ModelFile.save(model, path);
    var file = SafeTensors.read(path);
    var tensors = new LinkedHashMap<>(file.tensors());
    var b1 = tensors.get("b1").toDoubles();
    b1[3] = value;
    tensors.put("b1", Tensor.of(Shape.of(b1.length), b1));
    new SafeTensors(tensors, file.metadata()).write(path);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertTrue(
        e.getMessage().contains("is damaged: b1 has a value that is NaN or infinite"),
        e.getMessage());
    var broken =
        new TrainedModel(
            model.model(),
            tensors,
            model.inputType(),
            model.preparation(),
            model.target(),
            1,
            Optional.empty());
    var before = folder.resolve("other.safetensors");
    assertThrows(ModelFileException.class, () -> ModelFile.save(broken, before));
    assertFalse(Files.exists(before));
  }

  @Test
  void a_changed_weight_or_description_is_found_by_its_checksum() throws IOException {
    var whole = folder.resolve("whole.safetensors");
    ModelFile.save(Trained.of("kind", categorical(), DType.FLOAT32), whole);
    var bytes = Files.readAllBytes(whole);
    bytes[bytes.length - 3] ^= 1;
    var path = Files.write(folder.resolve("weight.safetensors"), bytes);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(path));
    assertTrue(e.getMessage().contains("b2 is not as it was written"), e.getMessage());

    bytes[bytes.length - 3] ^= 1;
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var changed = text.replace("rows.csv", "rews.csv").getBytes(StandardCharsets.ISO_8859_1);
    var other = Files.write(folder.resolve("text.safetensors"), changed);
    e = assertThrows(ModelFileException.class, () -> ModelFile.load(other));
    assertTrue(e.getMessage().contains("its description is not as it was"), e.getMessage());
  }

  @Test
  void files_without_checksums_load() {
    var path = folder.resolve("m.safetensors");
    ModelFile.save(Trained.of("kind", categorical(), DType.FLOAT32), path);
    var parameters = ModelFile.load(path).parameters();
    withoutChecksums(path);
    assertEquals(parameters, ModelFile.load(path).parameters());
  }

  @Test
  void checksums_are_crc32c() {
    assertEquals("e3069283", Checksums.of("123456789")); // RFC 3720's check value
    assertEquals("48674bc7", Checksums.of(Tensor.scalar(DType.FLOAT32, 0)));
  }
}
