package org.backprop.model;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.sigmoid;
import static org.backprop.layer.Layers.softmax;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.layer.Activation;
import org.backprop.layer.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelTest {
  private static Part[] parts(Part... parts) {
    return parts;
  }

  static Stream<Arguments> mismatches() {
    var needs =
        " and derives the matching loss, so it needs the plain outputs of a dense layer; leave %s out"
            + " or put dense(outputs) after it";
    return Stream.of(
        arguments(
            parts(dense(3), softmax(), normal()),
            ("softmax() does not go before normal(): the likelihood takes its own output unit from"
                    + " its log-density"
                    + needs)
                .formatted("softmax()")),
        arguments(
            parts(dense(3), sigmoid(), categorical()),
            ("sigmoid() does not go before categorical(): the likelihood applies softmax itself"
                    + needs)
                .formatted("sigmoid()")),
        arguments(
            parts(dense(1), sigmoid(), bernoulli()),
            ("sigmoid() does not go before bernoulli(): the likelihood applies sigmoid itself"
                    + needs)
                .formatted("sigmoid()")),
        arguments(
            parts(dense(3), softmax(), categorical()),
            ("softmax() does not go before categorical(): the likelihood applies softmax itself"
                    + needs)
                .formatted("softmax()")),
        arguments(
            parts(dense(1), relu(), poisson()),
            ("relu() does not go before poisson(): the likelihood takes its own output unit from"
                    + " its log-density"
                    + needs)
                .formatted("relu()")),
        arguments(
            parts(dense(1), dropout(0.2), normal()),
            ("dropout(0.2) does not go before normal(): the likelihood takes its own output unit"
                    + " from its log-density"
                    + needs)
                .formatted("dropout(0.2)")),
        arguments(
            parts(dense(1), categorical()),
            "categorical() needs one output for each class, at least 2: end with dense(classes), or"
                + " name bernoulli() for yes or no"),
        arguments(
            parts(residual(dense(7)), dense(1), normal()),
            "residual(dense(7)) makes 7 outputs of 4 inputs; they are added, so the two must be"
                + " equal"),
        arguments(
            parts(dense(1)), "a model ends with a likelihood, such as normal() or categorical()"),
        arguments(parts(), "a model ends with a likelihood, such as normal() or categorical()"),
        arguments(parts(normal()), "a model needs a dense layer between features(4) and normal()"),
        arguments(
            parts(dense(2), normal(), dense(1), normal()),
            "Normal[] stands among the layers; a likelihood comes once, at the end"));
  }

  @ParameterizedTest
  @MethodSource("mismatches")
  void a_pair_that_does_not_match_is_refused_with_a_sentence(Part[] parts, String sentence) {
    var e = assertThrows(IllegalArgumentException.class, () -> Model.of(features(4), parts));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void a_network_has_a_dense_layer_and_an_activation_for_each_width() {
    var model = Model.network(4, List.of(16, 8), Activation.TANH, 3, categorical());
    assertEquals(
        "features(4), dense(16), tanh(), dense(8), tanh(), dense(3), categorical()",
        model.toString());
    assertEquals(3, model.outputs());
    assertEquals(3, model.denseLayers());
  }

  @Test
  void a_regression_is_one_dense_layer() {
    var model = Model.network(4, List.of(), Activation.RELU, 1, normal());
    assertEquals(Model.of(features(4), dense(1), normal()), model);
  }

  @Test
  void dense_layers_inside_residuals_count() {
    var inner = residual(dense(9), residual(dense(9)), dense(4));
    assertEquals(4, Model.of(features(4), inner, dense(1), normal()).denseLayers());
  }
}
