package org.backprop.model;

import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.gamma;
import static org.backprop.likelihood.Likelihoods.laplace;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.layer.Activations;
import org.backprop.modelfile.ModelFile;
import org.backprop.oracle.Trained;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Missing;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainedModelTest {
  @TempDir private Path folder;

  static Stream<TrainedModel> models() {
    return Stream.of(
        Trained.of("kind", categorical(), DType.FLOAT32),
        Trained.of("kind", categorical(), DType.FLOAT64),
        Trained.of("yes", bernoulli(), DType.FLOAT32),
        Trained.of("count", poisson(), DType.FLOAT64),
        Trained.of("price", normal(), DType.FLOAT32),
        Trained.of("price", laplace(), DType.FLOAT32),
        Trained.of("price", gamma(), DType.FLOAT64),
        images());
  }

  private static TrainedModel images() {
    var model = Model.network(9, List.of(4), Activations.RELU, 3, categorical());
    var target = new Target.Classes("label", List.of("0", "1", "2"), false);
    return Trained.of(model, DType.FLOAT32, DType.UINT8, Optional.empty(), target);
  }

  private static Tensor rows(TrainedModel model, int count) {
    if (model.preparation().isPresent()) {
      return model.encode(Trained.table(count)).x();
    }
    var bytes = new byte[count * 9];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return Tensor.ofBytes(Shape.of(count, 9), bytes);
  }

  private static long[] bits(TrainedModel model, Tensor x) {
    return DoubleStream.of(model.predictor().means(x).toDoubles())
        .mapToLong(Double::doubleToRawLongBits)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_saved_model_predicts_the_same_bits_and_knows_the_same(TrainedModel model) {
    var path = folder.resolve("m.safetensors");
    ModelFile.save(model, path);
    var loaded = ModelFile.load(path);
    var x = rows(model, 300);
    assertArrayEquals(bits(model, x), bits(loaded, x));
    assertEquals(model.model(), loaded.model());
    assertEquals(model.parameters(), loaded.parameters());
    assertEquals(model.target(), loaded.target());
    assertEquals(model.preparation(), loaded.preparation());
    assertEquals(model.inputType(), loaded.inputType());
    assertEquals(model.dispersion(), loaded.dispersion());
    assertEquals(model.provenance(), loaded.provenance());
    assertEquals(model.dtype(), loaded.dtype());
    assertEquals(model.parameterCount(), loaded.parameterCount());
  }

  @Test
  void the_same_model_is_the_same_file() throws Exception {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    ModelFile.save(model, folder.resolve("a"));
    ModelFile.save(ModelFile.load(folder.resolve("a")), folder.resolve("b"));
    assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_row_has_the_same_bits_alone_and_among_others(TrainedModel model) {
    var x = rows(model, 300);
    var together = bits(model, x);
    var width = together.length / 300;
    for (var i : new int[] {0, 1, 255, 256, 299}) {
      var alone = bits(model, x.rows(new int[] {i}));
      for (var k = 0; k < width; k++) {
        assertEquals(together[i * width + k], alone[k], "row " + i);
      }
    }
  }

  @Test
  void sixty_four_threads_predict_the_bits_of_one() throws Exception {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var x = rows(model, 40);
    var serial = bits(model, x);
    try (var threads = Executors.newFixedThreadPool(64)) {
      var tasks = IntStream.range(0, 64).<Callable<long[]>>mapToObj(i -> () -> bits(model, x));
      for (var result : threads.invokeAll(tasks.toList())) {
        assertArrayEquals(serial, result.get());
      }
    }
  }

  @Test
  void a_map_a_table_and_a_tensor_give_the_same_prediction() {
    var model = Trained.of("kind", categorical(), DType.FLOAT64);
    var row = Map.of("length", 12.5, "colour", "red", "noise", 31);
    var table =
        Table.of(List.of("noise", "length", "colour"), List.of(List.of("31", "12.5", "red")));
    var x = model.encode(table).x();
    var expected = model.predict(x).getFirst().probabilities();
    assertArrayEquals(expected, model.predict(row).probabilities());
    assertArrayEquals(expected, model.predict(table).getFirst().orElseThrow().probabilities());
    assertArrayEquals(expected, model.predict(x.toDoubles()).probabilities());
  }

  @Test
  void columns_that_are_missing_or_unknown_are_named() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var e =
        assertThrows(
            DataException.class,
            () -> model.predict(Map.of("lenght", 12.5, "colour", "red", "noise", 31)));
    assertEquals(
        "the values given is a table for another model: it has no length, which this model needs;"
            + " is \"lenght\" meant to be length?",
        e.getMessage());
    e =
        assertThrows(
            DataException.class,
            () -> model.predict(Map.of("length", "long", "colour", "red", "noise", 31)));
    assertTrue(
        e.getMessage().contains("length is \"long\" where a number is needed"), e.getMessage());
  }

  @Test
  void rows_with_missing_values_are_empty_where_the_model_drops_them() {
    var imputing = Trained.of("kind", categorical(), DType.FLOAT32);
    var preparation = imputing.preparation().orElseThrow();
    var dropping =
        new Preparation(
            preparation.inputs(),
            preparation.target(),
            preparation.likelihood(),
            Missing.DROP,
            preparation.dtype(),
            preparation.leftOut(),
            preparation.notices(),
            preparation.cells());
    var model =
        Trained.of(
            imputing.model(),
            DType.FLOAT32,
            DType.FLOAT32,
            Optional.of(dropping),
            dropping.target());
    var table =
        Table.of(
            List.of("length", "colour", "noise"),
            List.of(List.of("1", "red", "3"), List.of("", "red", "3"), List.of("2", "blue", "4")));
    var predictions = model.predict(table);
    assertEquals(
        List.of(true, false, true), predictions.stream().map(Optional::isPresent).toList());
    var e =
        assertThrows(
            DataException.class,
            () -> model.predict(Map.of("length", "", "colour", "red", "noise", 31)));
    assertTrue(e.getMessage().startsWith("a value is missing"), e.getMessage());
    assertTrue(imputing.predict(table).get(1).isPresent());
  }

  @Test
  void an_image_may_be_given_as_bytes_or_numbers() {
    var model = images();
    var bytes = Tensor.ofBytes(Shape.of(1, 9), new byte[] {0, 1, 2, 3, 4, 5, 100, -1, -56});
    var numbers = model.predict(0, 1, 2, 3, 4, 5, 100, 255, 200);
    assertArrayEquals(model.predict(bytes).getFirst().probabilities(), numbers.probabilities());
    var e = assertThrows(DataException.class, () -> model.predict(Map.of("a", 1)));
    assertTrue(e.getMessage().startsWith("this model takes rows of numbers"), e.getMessage());
  }

  @Test
  void bytes_are_numbers_to_a_model_of_numbers() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var width = model.model().features().count();
    var bytes = Tensor.ofBytes(Shape.of(2, width), new byte[2 * width]);
    assertArrayEquals(bits(model, bytes.to(DType.FLOAT32)), bits(model, bytes));
    var y = Tensor.matrix(new double[] {1, 0, 0}, new double[] {0, 1, 0});
    var loss = model.predictor().loss(Dataset.of(bytes.to(DType.FLOAT64), y));
    assertEquals(loss, model.predictor().loss(Dataset.of(bytes, y)));
  }

  @Test
  void rows_of_another_width_are_refused() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    var e = assertThrows(IllegalArgumentException.class, () -> model.predict(1, 2));
    assertEquals(
        "the model takes rows of " + model.model().features().count() + " features, not [1, 2]",
        e.getMessage());
  }

  @Test
  void no_rows_have_no_predictions() {
    var model = Trained.of("kind", categorical(), DType.FLOAT32);
    assertEquals(List.of(), model.predict(Trained.table(2).select(new int[0])));
  }

  @Test
  void the_loss_is_the_weighted_mean_over_any_number_of_rows() {
    var model = Trained.of("kind", categorical(), DType.FLOAT64);
    var data = model.preparation().orElseThrow().examples(Trained.table(300)).data();
    var weights = IntStream.range(0, 300).mapToDouble(i -> i % 3).toArray();
    var predictions = model.predict(data.x());
    var sum = 0.0;
    for (var i = 0; i < 300; i++) {
      var row = i;
      var label = IntStream.range(0, 3).filter(k -> data.y().get(row, k) == 1).findFirst();
      sum -= weights[i] * predictions.get(i).logDensity(label.orElseThrow());
    }
    assertEquals(sum / 300, model.predictor().loss(data.withWeights(weights)), 1e-12);
  }

  @Test
  void other_facts_make_another_model() {
    var model = images();
    var other = model.withProvenance(Trained.provenance("second", "normal"));
    assertEquals("second", other.provenance().orElseThrow().choice().target());
    assertNotEquals(model.provenance(), other.provenance());
    assertEquals(9 * 4 + 4 + 4 * 3 + 3, other.parameterCount());
  }
}
