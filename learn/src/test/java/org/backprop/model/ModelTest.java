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
import org.backprop.layer.Activations;
import org.backprop.part.ModelPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelTest {
  private static ModelPart[] parts(ModelPart... parts) {
    return parts;
  }

  private static Arguments misplaced(String last, String unit, ModelPart... parts) {
    return arguments(
        parts,
        "%s does not go before %s(): the likelihood has its own output unit (%s) and derives the matching loss, so it needs the plain outputs of a dense layer; leave %1$s out or put dense(outputs) after it"
            .formatted(last, parts[parts.length - 1].name(), unit));
  }

  static Stream<Arguments> mismatches() {
    return Stream.of(
        misplaced("softmax()", "linear", dense(3), softmax(), normal()),
        misplaced("sigmoid()", "softmax", dense(3), sigmoid(), categorical()),
        misplaced("sigmoid()", "sigmoid", dense(1), sigmoid(), bernoulli()),
        misplaced("softmax()", "softmax", dense(3), softmax(), categorical()),
        misplaced("relu()", "exp", dense(1), relu(), poisson()),
        misplaced("dropout(0.2)", "linear", dense(1), dropout(0.2), normal()),
        arguments(
            parts(dense(1), categorical()),
            "categorical() needs one output for each class, at least 2: end with dense(classes), or"
                + " name bernoulli() for yes or no"),
        arguments(
            parts(residual(dense(7)), dense(1), normal()),
            "residual(dense(7)) makes rows of shape [7] from rows of shape [4]; they are added, so"
                + " the two must be equal"),
        arguments(
            parts(dense(1)), "a model ends with a likelihood, such as normal() or categorical()"),
        arguments(parts(), "a model ends with a likelihood, such as normal() or categorical()"),
        arguments(parts(normal()), "a model needs a dense layer between features(4) and normal()"),
        arguments(
            parts(dense(2), normal(), dense(1), normal()),
            "normal() stands among the layers; a likelihood comes once, at the end"));
  }

  @ParameterizedTest
  @MethodSource("mismatches")
  void a_pair_that_does_not_match_is_refused_with_a_sentence(ModelPart[] parts, String sentence) {
    var e = assertThrows(IllegalArgumentException.class, () -> Model.of(features(4), parts));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void a_network_has_a_dense_layer_and_an_activation_for_each_width() {
    var model = Model.network(4, List.of(16, 8), Activations.TANH, 3, categorical());
    assertEquals(
        "features(4), dense(16), tanh(), dense(8), tanh(), dense(3), categorical()",
        model.toString());
    assertEquals(3, model.outputs());
    assertEquals(3, model.numberedLayers());
  }

  @Test
  void a_regression_is_one_dense_layer() {
    var model = Model.network(4, List.of(), Activations.RELU, 1, normal());
    assertEquals(Model.of(features(4), dense(1), normal()), model);
  }

  @Test
  void dense_layers_inside_residuals_count() {
    var inner = residual(dense(9), residual(dense(9)), dense(4));
    assertEquals(4, Model.of(features(4), inner, dense(1), normal()).numberedLayers());
  }
}
