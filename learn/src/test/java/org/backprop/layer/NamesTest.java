package org.backprop.layer;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.oracle.Oracle;
import org.backprop.part.ModelPart;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class NamesTest {
  private static ModelGraph graph(ModelPart... parts) {
    return ModelGraph.predicting(Model.of(features(4), parts), DType.FLOAT32, DType.FLOAT32, 5);
  }

  private static Set<String> labels(ModelGraph graph) {
    return Walk.inputsFirst(List.of(graph.loss(), graph.mean())).stream()
        .flatMap(node -> node.label().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  void the_nodes_of_two_layers_have_the_textbooks_names() {
    var labels = labels(graph(dense(3), tanh(), dense(2), categorical()));
    var expected = List.of("x", "W1", "b1", "a1", "h", "W2", "b2", "a2", "y", "y_hat", "w", "L");
    assertTrue(labels.containsAll(expected), labels.toString());
  }

  @Test
  void deeper_networks_number_their_hidden_values() {
    var labels = labels(graph(dense(3), relu(), dense(3), relu(), dense(2), categorical()));
    assertTrue(labels.containsAll(List.of("h1", "h2", "W3", "a3")), labels.toString());
    assertFalse(labels.contains("h"), labels.toString());
  }

  @Test
  void dense_layers_inside_residuals_count_on() {
    var graph = graph(residual(dense(4), relu(), dense(4)), dense(2), categorical());
    var names = graph.parameters().stream().map(Parameter::name).toList();
    assertEquals(List.of("W1", "b1", "W2", "b2", "W3", "b3"), names);
    assertEquals(6, graph.parameterNodes().size());
  }

  @Test
  void shapes_are_rows_by_columns() {
    var graph = graph(dense(3), tanh(), dense(2), categorical());
    assertEquals("x FLOAT32[5, 4]", graph.x().describe());
    assertEquals("W1 FLOAT32[4, 3]", Oracle.labelled("W1", graph.loss()).describe());
    assertEquals("a1 FLOAT32[5, 3]", Oracle.labelled("a1", graph.loss()).describe());
    assertEquals("a2 FLOAT32[5, 2]", graph.eta().describe());
    assertEquals("y_hat FLOAT32[5, 2]", graph.mean().describe());
    assertEquals(0, graph.loss().shape().rank());
  }

  @Test
  void bytes_are_scaled_before_the_first_layer() {
    var model = Model.of(features(4), dense(2), categorical());
    var graph = ModelGraph.predicting(model, DType.FLOAT32, DType.UINT8, 5);
    assertEquals("x UINT8[5, 4]", graph.x().describe());
    assertEquals(DType.FLOAT32, Oracle.labelled("x_scaled", graph.loss()).dtype());
  }

  @ParameterizedTest
  @FieldSource("org.backprop.layer.Activations#ALL")
  void an_activation_is_found_by_its_name(Activation activation) {
    var word = activation.name();
    assertSame(activation, Layers.catalog().named(word).orElseThrow());
    assertSame(activation, Layers.catalog().named(word.toUpperCase(Locale.ROOT)).orElseThrow());
    assertTrue(Layers.catalog().names(Activation.class).contains(word));
    assertEquals(word + "()", activation.toString());
    assertEquals(Shape.of(7, 2), activation.output(Shape.of(7, 2)));
  }

  @Test
  void leaky_relu_may_be_written_with_a_hyphen() {
    assertSame(Activations.LEAKY_RELU, Layers.catalog().named("leaky-relu").orElseThrow());
    assertTrue(Layers.catalog().named("swoosh").isEmpty());
  }

  @Test
  void identity_is_no_value_of_its_own() {
    var x = Node.input("x", DType.FLOAT32, 2, 2);
    var construction = new Construction(DType.FLOAT32, 1, Optional.empty());
    assertSame(x, Layers.identity().apply(x, construction));
  }
}
