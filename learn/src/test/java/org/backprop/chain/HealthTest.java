package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.sigmoid;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final int ROWS = 10;

  /** Rows from -1 to 1 and the targets 0 and 1 in turn. */
  private static final Tensor X = column(i -> -1 + 2.0 * i / (ROWS - 1));

  private static final Tensor Y = column(i -> i % 2);

  private static Tensor column(IntToDoubleFunction value) {
    var numbers = new double[ROWS];
    Arrays.setAll(numbers, value);
    return Tensor.of(Shape.of(ROWS, 1), numbers);
  }

  private static Health of(Model model, Map<String, Tensor> parameters) {
    return new Health.Probe(model, X, Y).at(parameters, Optional.empty());
  }

  private static boolean has(Health health, String word) {
    return health.notices().stream().anyMatch(it -> it.fact().startsWith(word));
  }

  private static Map<String, Tensor> fresh(Model model) {
    return new LinkedHashMap<>(InitialParameters.of(model, DType.FLOAT64, 1));
  }

  @Test
  void a_healthy_network_has_no_notice() {
    var model = Model.of(features(1), dense(4), relu(), dense(1), bernoulli());
    var parameters = fresh(model);
    parameters.put("b1", Tensor.of(Shape.of(4), 2, 2, 2, 2));
    var health = of(model, parameters);
    assertEquals(List.of(), health.notices());
    assertEquals(0, health.units().getFirst().dead());
    assertEquals(4, health.units().getFirst().count());
  }

  @Test
  void relu_units_below_0_for_each_row_are_dead() {
    var model = Model.of(features(1), dense(3), relu(), dense(1), bernoulli());
    var parameters = fresh(model);
    parameters.put("W1", Tensor.of(Shape.of(1, 3), 1, 1, 1));
    parameters.put("b1", Tensor.of(Shape.of(3), -2, 0.5, -1.5));
    var health = of(model, parameters);
    assertEquals(2, health.units().getFirst().dead());
    assertTrue(has(health, "dead units: 2 of the 3 units of h"), health.toString());
  }

  @Test
  void a_network_whose_units_are_all_dead_has_a_constant_output() {
    var model = Model.of(features(1), dense(2), relu(), dense(1), bernoulli());
    var parameters = fresh(model);
    parameters.put("b1", Tensor.of(Shape.of(2), -9, -9));
    assertTrue(has(of(model, parameters), "constant output"));
  }

  @Test
  void gradients_of_many_saturated_sigmoids_vanish() {
    var model =
        Model.of(
            features(1),
            dense(2),
            sigmoid(),
            dense(2),
            sigmoid(),
            dense(2),
            sigmoid(),
            dense(1),
            normal());
    var parameters = fresh(model);
    for (var bias : new String[] {"b1", "b2", "b3"}) {
      parameters.put(bias, Tensor.of(Shape.of(2), 6, 6));
    }
    assertTrue(has(of(model, parameters), "vanishing"));
  }

  @Test
  void a_gradient_that_grows_on_its_way_back_explodes() {
    var model = Model.of(features(1), dense(1), dense(1), dense(1), normal());
    var parameters = fresh(model);
    parameters.put("W1", Tensor.of(Shape.of(1, 1), 1e-4));
    parameters.put("W2", Tensor.of(Shape.of(1, 1), 1e4));
    parameters.put("W3", Tensor.of(Shape.of(1, 1), 1e4));
    assertTrue(has(of(model, parameters), "exploding"));
  }

  @Test
  void the_update_is_measured_against_the_weights() {
    var model = Model.of(features(1), dense(1), normal());
    var before = fresh(model);
    before.put("W1", Tensor.of(Shape.of(1, 1), 3));
    var after = new LinkedHashMap<>(before);
    after.put("W1", Tensor.of(Shape.of(1, 1), 4));
    var health = new Health.Probe(model, X, Y).at(after, Optional.of(before));
    assertEquals(OptionalDouble.of(0.25), health.weights().getFirst().update());
    after.put("W1", Tensor.of(Shape.of(1, 1), 6));
    assertTrue(has(new Health.Probe(model, X, Y).at(after, Optional.of(before)), "exploding"));
  }
}
