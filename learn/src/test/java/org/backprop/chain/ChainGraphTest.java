package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.graph.Argsort;
import org.backprop.graph.Fma;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of exported graphs; their values are compared where they are evaluated. */
class ChainGraphTest {
  private static final int ROWS = 2;

  private static Chain chain(Model model) {
    var parameters = InitialParameters.of(model, DType.FLOAT64, 5);
    var x = Tensor.filled(DType.FLOAT64, Shape.of(ROWS, model.features().count()), 0.3);
    var y = new double[ROWS * model.outputs()];
    IntStream.range(0, ROWS).forEach(row -> y[row * model.outputs()] = 1);
    return Chain.of(model, parameters, x, Tensor.of(Shape.of(ROWS, model.outputs()), y));
  }

  @ParameterizedTest
  @MethodSource("org.backprop.chain.ChainModelsTest#models")
  void each_node_reads_earlier_ones_and_each_step_has_one(Model model) {
    var chain = chain(model);
    var graph = chain.graph();
    for (var i = 0; i < graph.nodes().size(); i++) {
      for (var input : graph.nodes().get(i).inputs()) {
        assertTrue(input < i);
      }
    }
    for (var step : chain.steps()) {
      var node = graph.nodes().get(graph.values().get(step.name()));
      assertEquals(step.value().tensor().orElseThrow().shape(), node.shape(), step.name());
      assertEquals(DType.FLOAT64, node.dtype(), step.name());
    }
    assertEquals(chain.checks().keySet(), graph.slopes().keySet());
    assertEquals(
        List.of("nodes", "values", "slopes", "terms"), List.copyOf(graph.toMap().keySet()));
  }

  @ParameterizedTest
  @MethodSource("org.backprop.chain.ChainModelsTest#models")
  void its_terms_are_those_of_the_chain(Model model) {
    var chain = chain(model);
    var table = chain.graph().terms();
    for (var step : chain.steps()) {
      var terms = table.steps().get(step.name());
      if (terms == null) {
        continue;
      }
      var shape = step.value().tensor().orElseThrow().shape();
      assertEquals(shape.size(), terms.elements().size(), step.name());
      for (var i = 0; i < shape.size(); i++) {
        var expected = chain.element(step.name(), indices(shape, i)).terms();
        var actual = terms.elements().get(i);
        assertEquals(
            expected.stream().map(ChainGraphTest::steps).toList(),
            actual.stream().map(it -> steps(table, it)).toList(),
            step.name());
      }
    }
  }

  /** The names of the factors' steps, after the sign. */
  private static List<String> steps(Terms.Term term) {
    return term.factors().stream().map(it -> it.isSign() ? "-" : it.step()).toList();
  }

  private static List<String> steps(TermTable table, List<Integer> term) {
    var parts =
        IntStream.range(0, term.size() / 2)
            .mapToObj(i -> table.parts().get(term.get(1 + 2 * i)).step());
    var sign = term.getFirst() < 0 ? List.of("-") : List.<String>of();
    return Stream.concat(sign.stream(), parts).toList();
  }

  private static int[] indices(Shape shape, int flat) {
    var strides = shape.strides();
    return IntStream.range(0, strides.length)
        .map(axis -> flat / strides[axis] % shape.dim(axis))
        .toArray();
  }

  @Test
  void samples_as_columns_turn_products_of_matrices_only() {
    var steps = ExampleChain.chain().graph().terms().steps();
    assertTrue(steps.get("a1").isTurned());
    assertFalse(steps.get("delta1").isTurned());
    assertEquals(List.of("x", "W1", "b1"), steps.get("a1").reads());
  }

  @Test
  void equal_operations_are_written_once() {
    var nodes = ExampleChain.chain().graph().nodes();
    assertEquals(nodes.size(), nodes.stream().distinct().count());
    var inputs = nodes.stream().filter(it -> it.name().equals("input")).toList();
    assertTrue(inputs.stream().anyMatch(it -> it.settings().equals(Map.of("name", "W1"))));
  }

  @Test
  void an_operation_without_exported_form_is_refused_by_name() {
    var model = Model.of(features(2), dropout(0.5), dense(1), normal());
    var chain =
        Chain.training(
            model,
            InitialParameters.of(model, DType.FLOAT64, 1),
            Tensor.matrix(new double[] {1, 2}),
            Tensor.matrix(new double[] {1}));
    var sentence = assertThrows(DataException.class, chain::graph).getMessage();
    assertTrue(sentence.startsWith("the graph of this model has the operation "), sentence);
    assertTrue(ChainGraph.takes(new Fma()));
    assertFalse(ChainGraph.takes(new Argsort()));
  }
}
