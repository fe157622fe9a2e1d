package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.oracle.Oracle.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.backprop.engine.Engine;
import org.backprop.engine.NonFiniteException;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.model.Predictor;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedule;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

final class TrainerTest {
  private static final Model CLASSIFIER =
      Model.of(features(2), dense(6), tanh(), dropout(0.2), dense(3), categorical());
  private static final Model REGRESSION =
      Model.of(features(2), dense(3), relu(), dense(1), normal());

  /** Three classes by angle, of which one in ten is wrong. */
  private static Dataset classes(int rows, int phase) {
    var x = new double[rows][2];
    var labels = new int[rows];
    for (var i = 0; i < rows; i++) {
      var angle = 2.399963 * (i + phase);
      x[i] = new double[] {Math.cos(angle), Math.sin(angle)};
      labels[i] = i % 10 == 3 ? i % 3 : (int) Math.floorMod((long) (angle / 2.0943952), 3L);
    }
    return Dataset.ofClasses(x, labels, 3);
  }

  private static Dataset numbers(int rows) {
    var x = new double[rows][2];
    var y = new double[rows][1];
    for (var i = 0; i < rows; i++) {
      x[i] = new double[] {Math.sin(i), Math.cos(3 * i)};
      y[i][0] = 2 * x[i][0] - x[i][1] + 1;
    }
    return Dataset.of(x, y);
  }

  private static Dataset with(Dataset data, int row, double x, double y) {
    var xs = data.x().toDoubles();
    var ys = data.y().toDoubles();
    xs[row * data.features()] = x;
    ys[row] = y;
    return Dataset.of(Tensor.of(data.x().shape(), xs), Tensor.of(data.y().shape(), ys));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void the_same_seed_gives_the_same_bits(DType precision) {
    var trainer = Trainer.of(CLASSIFIER).withEpochs(4).withPrecision(precision).withSeed(9);
    var data = classes(45, 0);
    var fit = trainer.fit(data);
    assertEquals(fit.parameters(), trainer.fit(data).parameters());
    assertNotEquals(fit.parameters(), trainer.withSeed(10).fit(data).parameters());
    fit.parameters().values().forEach(tensor -> assertEquals(precision, tensor.dtype()));
  }

  @Test
  void training_lowers_the_loss() {
    var fit = Trainer.of(REGRESSION).withRate(0.01).withEpochs(60).fit(numbers(64));
    assertTrue(fit.epochs().getLast().loss() < 1, fit.epochs().getLast().toString());
    assertTrue(fit.epochs().getLast().loss() < fit.epochs().getFirst().loss());
    assertEquals(60, fit.bestEpoch());
    assertEquals(List.of("W1", "b1", "W2", "b2"), List.copyOf(fit.parameters().keySet()));
  }

  @Test
  void early_stopping_restores_the_best_parameters() {
    var told = new ArrayList<Epoch>();
    var validation = classes(30, 1000);
    var trainer = Trainer.of(CLASSIFIER).withRate(0.05).withEpochs(200).withPatience(5);
    var fit = trainer.fit(classes(40, 0), Optional.of(validation), told::add);
    assertEquals(fit.epochs(), told);
    assertEquals(fit.bestEpoch() + 5, told.size());
    var lowest = told.stream().mapToDouble(e -> e.validationLoss().orElseThrow()).min();
    var best = told.get(fit.bestEpoch() - 1);
    assertEquals(lowest.orElseThrow(), best.validationLoss().orElseThrow());
    assertTrue(best.best());
    assertTrue(told.subList(fit.bestEpoch(), told.size()).stream().noneMatch(Epoch::best));
    var predictor = new Predictor(CLASSIFIER, fit.parameters(), DType.FLOAT32, DType.FLOAT64);
    assertEquals(lowest.orElseThrow(), predictor.loss(validation));
  }

  @Test
  void rows_of_weight_zero_do_not_touch_the_gradient() {
    var data = numbers(5);
    var padded = data.select(new int[] {0, 1, 2, 3, 4, 0, 1, 2});
    var weights = new double[] {1, 1, 1, 1, 1, 0, 0, 0};
    assertSameGradients(data, padded.withWeights(weights));
  }

  @Test
  void a_row_of_weight_two_is_a_row_twice() {
    var data = numbers(5);
    var twice = data.select(new int[] {0, 1, 2, 3, 4, 2});
    assertSameGradients(twice, data.withWeights(1, 1, 2, 1, 1));
  }

  private static void assertSameGradients(Dataset one, Dataset other) {
    var expected = gradients(one);
    var actual = gradients(other);
    for (var i = 0; i < expected.size(); i++) {
      assertClose(expected.get(i).toDoubles(), actual.get(i).toDoubles(), 1e-12, "gradient " + i);
    }
  }

  /** Loss and gradients of the regression with some parameters. */
  private static List<Tensor> gradients(Dataset data) {
    var graph = ModelGraph.predicting(REGRESSION, DType.FLOAT64, DType.FLOAT64, data.rows());
    Map<Node, Tensor> given = new HashMap<>();
    given.put(graph.x(), data.x());
    given.put(graph.y(), data.y());
    given.put(graph.weights(), data.weights());
    for (var p : graph.parameters()) {
      var values = IntStream.range(0, p.node().shape().size()).mapToDouble(i -> Math.sin(i + 1));
      given.put(p.node(), Tensor.of(p.node().shape(), values.toArray()));
    }
    var roots = new ArrayList<>(List.of(graph.loss()));
    roots.addAll(Gradients.of(graph.loss(), graph.parameterNodes()));
    return Engine.evaluate(roots, given);
  }

  @Test
  void a_weighted_training_is_that_of_repeated_rows() {
    var data = numbers(12);
    var trainer =
        Trainer.of(REGRESSION)
            .withOptimizer(Optimizers.sgd())
            .withEpochs(10)
            .withBatch(100)
            .withPrecision(DType.FLOAT64);
    var rows = IntStream.concat(IntStream.range(0, 12), IntStream.of(4)).toArray();
    var weights = IntStream.range(0, 12).mapToDouble(i -> i == 4 ? 2 : 1).toArray();
    var repeated = trainer.fit(data.select(rows)).parameters();
    var weighted = trainer.fit(data.withWeights(weights)).parameters();
    repeated.forEach((name, tensor) ->
        assertClose(tensor.toDoubles(), weighted.get(name).toDoubles(), 1e-9, name));
  }

  @Test
  void a_short_last_batch_counts_by_its_rows() {
    var trainer =
        Trainer.of(REGRESSION)
            .withOptimizer(Optimizers.sgd())
            .withRate(1e-9)
            .withEpochs(1)
            .withPrecision(DType.FLOAT64);
    var whole = trainer.withBatch(7).fit(numbers(7)).epochs().getFirst().loss();
    var pieces = trainer.withBatch(5).fit(numbers(7)).epochs().getFirst().loss();
    assertEquals(whole, pieces, 1e-6);
  }

  @Test
  void batches_without_weight_are_skipped() {
    var data = numbers(6).withWeights(0, 0, 0, 1, 0, 0);
    var fit = Trainer.of(REGRESSION).withBatch(1).withEpochs(2).fit(data);
    assertTrue(Double.isFinite(fit.epochs().getLast().loss()));
  }

  @Test
  void a_learning_rate_far_too_high_stops_with_the_node_and_its_values() {
    var trainer =
        Trainer.of(REGRESSION).withOptimizer(Optimizers.sgd()).withRate(1e30).withBatch(4);
    var e = assertThrows(NonFiniteException.class, () -> trainer.fit(numbers(12)));
    var message = e.getMessage();
    assertTrue(
        message.startsWith("training stopped at step 2, because the loss is not finite: "),
        message);
    assertTrue(message.contains("W2 FLOAT32[3, 1] lies between"), message);
    assertTrue(
        message.contains("a lower learning rate, or gradients clipped to a norm, may help"),
        message);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void a_row_far_too_large_is_named(DType precision) {
    var trainer = Trainer.of(REGRESSION).withBatch(4).withPrecision(precision).withEpochs(9);
    var data = with(numbers(12), 7, 1e300, 1);
    var e = assertThrows(NonFiniteException.class, () -> trainer.fit(data));
    assertTrue(
        e.getMessage().matches(".*[xy] FLOAT.* is .* in row 8\\b.*|.*training rows 8\\).*"),
        e.getMessage());
    assertEquals(1, e.rows().size());
  }

  @Test
  void clipping_keeps_the_norm_of_the_gradient() {
    var data = numbers(12);
    var trainer =
        Trainer.of(REGRESSION)
            .withOptimizer(Optimizers.sgd())
            .withRate(1)
            .withBatch(12)
            .withEpochs(1)
            .withPrecision(DType.FLOAT64);
    var free = trainer.fit(data).parameters();
    var clipped = trainer.withClip(0.01).fit(data).parameters();
    var start = trainer.withRate(1e-300).fit(data).parameters();
    assertTrue(distance(start, free) > 0.02);
    assertEquals(0.01, distance(start, clipped), 1e-12);
    assertEquals(free, trainer.withClip(1e6).fit(data).parameters());
    var ratio = 0.01 / distance(start, free);
    for (var name : start.keySet()) {
      for (var i = 0; i < start.get(name).size(); i++) {
        var moved = free.get(name).at(i) - start.get(name).at(i);
        assertEquals(ratio * moved, clipped.get(name).at(i) - start.get(name).at(i), 1e-12);
      }
    }
  }

  private static double distance(Map<String, Tensor> from, Map<String, Tensor> to) {
    var sum = 0.0;
    for (var name : from.keySet()) {
      for (var i = 0; i < from.get(name).size(); i++) {
        sum += Math.pow(from.get(name).at(i) - to.get(name).at(i), 2);
      }
    }
    return Math.sqrt(sum);
  }

  @Test
  void clipping_by_a_norm_that_is_not_finite_is_an_error() {
    var data = with(numbers(12), 7, 1e5, 1e19);
    var trainer = Trainer.of(REGRESSION).withBatch(12).withEpochs(3);
    var e = assertThrows(NonFiniteException.class, () -> trainer.withClip(1).fit(data));
    assertTrue(e.getMessage().startsWith("training stopped at step 1"), e.getMessage());
  }

  @Test
  void bytes_are_trained_on() {
    var random = new SplittableRandom(4);
    var bytes = new byte[60 * 9];
    random.nextBytes(bytes);
    var labels = new double[60 * 2];
    for (var i = 0; i < 60; i++) {
      labels[2 * i + (Byte.toUnsignedInt(bytes[9 * i]) > 127 ? 1 : 0)] = 1;
    }
    var y = Tensor.of(Shape.of(60, 2), labels);
    var model = Model.of(features(9), dense(8), relu(), dense(2), categorical());
    var data = Dataset.of(Tensor.ofBytes(Shape.of(60, 9), bytes), y);
    var fit = Trainer.of(model).withRate(0.02).withEpochs(60).fit(data);
    assertTrue(fit.epochs().getLast().loss() < 0.2, fit.epochs().getLast().toString());
    var scaled = new double[bytes.length];
    Arrays.setAll(scaled, i -> Byte.toUnsignedInt(bytes[i]) / 255.0);
    var same = new Predictor(model, fit.parameters(), DType.FLOAT32, DType.FLOAT32);
    var means = same.means(Tensor.of(Shape.of(60, 9), scaled));
    var ofBytes =
        new Predictor(model, fit.parameters(), DType.FLOAT32, DType.UINT8)
            .means(data.x().rows(new int[] {3}));
    assertEquals(means.get(3, 0), ofBytes.get(0, 0), 1e-6);
  }

  @ParameterizedTest
  @FieldSource("org.backprop.optimizer.Schedules#ALL")
  void every_schedule_trains(Schedule schedule) {
    var fit = Trainer.of(REGRESSION).withSchedule(schedule).withEpochs(3).fit(numbers(16));
    assertEquals(3, fit.epochs().size());
  }

  @Test
  void settings_that_cannot_be_are_refused() {
    var trainer = Trainer.of(REGRESSION);
    assertRefused("the learning rate must be above 0, not -1.0", () -> trainer.withRate(-1));
    assertRefused("the learning rate must be above 0, not NaN", () -> trainer.withRate(Double.NaN));
    assertRefused("the batch size must be above 0, not 0.0", () -> trainer.withBatch(0));
    assertRefused("the number of epochs must be above 0, not 0.0", () -> trainer.withEpochs(0));
    assertRefused("the patience must be above 0, not 0.0", () -> trainer.withPatience(0));
    assertRefused("the largest gradient norm must be above 0, not 0.0", () -> trainer.withClip(0));
  }

  private static void assertRefused(String sentence, Runnable setting) {
    var e = assertThrows(IllegalArgumentException.class, setting::run);
    assertEquals(sentence, e.getMessage());
  }
}
