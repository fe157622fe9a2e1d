package org.backprop.layer;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.part.ModelPart;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class InitialValuesTest {
  private static final List<Activation> RECTIFIERS =
      List.of(
          Activations.RELU,
          Activations.LEAKY_RELU,
          Activations.ELU,
          Activations.GELU,
          Activations.SILU,
          Activations.SOFTPLUS);

  private static List<Parameter> parameters(Layer... layers) {
    var parts = Arrays.copyOf(layers, layers.length + 1, ModelPart[].class);
    parts[layers.length] = normal();
    var model = Model.of(features(50), parts);
    return ModelGraph.training(model, DType.FLOAT32, DType.FLOAT32, 2).parameters();
  }

  @ParameterizedTest
  @FieldSource("org.backprop.layer.Activations#ALL")
  void weights_before_a_rectifier_are_drawn_by_he_others_by_xavier(Activation activation) {
    var weights = parameters(dense(30), activation, dense(1)).getFirst();
    var he = Math.sqrt(6.0 / 50);
    var xavier = Math.sqrt(6.0 / (50 + 30));
    assertEquals(RECTIFIERS.contains(activation) ? he : xavier, weights.bound(), 1e-12);
  }

  @Test
  void the_output_layer_is_drawn_by_xavier() {
    assertEquals(
        Math.sqrt(6.0 / 31), parameters(dense(30), Layers.relu(), dense(1)).get(2).bound());
  }

  @Test
  void the_last_layer_of_a_residual_looks_past_its_end() {
    var inside = parameters(Layers.residual(dense(50)), Layers.relu(), dense(1)).getFirst();
    assertEquals(Math.sqrt(6.0 / 100), inside.bound(), 1e-12);
  }

  @Test
  void weights_fill_their_range_and_biases_are_zero() {
    var parameters = parameters(dense(30), Layers.relu(), dense(1));
    var weights = parameters.get(0).initial(new SplittableRandom(3)).toDoubles();
    var range = Arrays.stream(weights).summaryStatistics();
    var bound = parameters.get(0).bound();
    assertTrue(range.getMax() <= bound && range.getMax() > 0.97 * bound);
    assertTrue(range.getMin() >= -bound && range.getMin() < -0.97 * bound);
    assertEquals(0, range.getAverage(), 0.05 * bound);
    var variance = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
    assertEquals(2.0 / 50, variance, 0.002);
    assertArrayEquals(
        new double[30], parameters.get(1).initial(new SplittableRandom(3)).toDoubles());
  }

  @Test
  void the_same_seed_gives_the_same_weights() {
    var weights = parameters(dense(3)).getFirst();
    var first = weights.initial(new SplittableRandom(1));
    assertEquals(first, weights.initial(new SplittableRandom(1)));
    assertNotEquals(first, weights.initial(new SplittableRandom(2)));
  }
}
