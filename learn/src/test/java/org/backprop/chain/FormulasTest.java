package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.gelu;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.sigmoid;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The values of a chain as graph, and its rules as graph again, against the chain itself. */
class FormulasTest {
  private static final double EXACT = 1e-12;

  static Stream<Arguments> models() {
    return Stream.of(
            Model.of(features(2), dense(3), tanh(), dense(1), normal()),
            Model.of(features(2), dense(3), sigmoid(), dense(1), bernoulli()),
            Model.of(features(3), dense(2), relu(), dense(3), categorical()),
            Model.of(features(2), dense(1), poisson()),
            Model.of(features(2), dense(3), gelu(), dense(2), tanh(), dense(2), normal()),
            Model.of(features(2), dense(2), residual(dense(2), tanh()), dense(1), normal()))
        .flatMap(model -> Stream.of(1, 3).map(rows -> Arguments.of(model, rows)));
  }

  private static Map<String, Tensor> inputs(Model model, int rows) {
    var random = new SplittableRandom(rows);
    var inputs = new HashMap<String, Tensor>();
    ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, rows)
        .parameters()
        .forEach(it -> inputs.put(it.name(), numbers(it.node().shape(), random)));
    inputs.put("x", numbers(Shape.of(rows, model.features().count()), random));
    inputs.put("y", target(rows, model.outputs()));
    inputs.put("rate", Tensor.scalar(DType.FLOAT64, 0.1));
    return inputs;
  }

  /** The first class, or 1. */
  private static Tensor target(int rows, int outputs) {
    var target = Tensor.builder(DType.FLOAT64, Shape.of(rows, outputs));
    IntStream.range(0, rows).forEach(row -> target.set(row * outputs, 1));
    return target.build();
  }

  private static Tensor numbers(Shape shape, SplittableRandom random) {
    return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray());
  }

  private static Chain chain(Model model, Map<String, Tensor> inputs) {
    return Chain.of(
        model,
        inputs,
        inputs.getOrDefault("x", Tensor.zeros(DType.FLOAT64, Shape.SCALAR)),
        inputs.getOrDefault("y", Tensor.zeros(DType.FLOAT64, Shape.SCALAR)));
  }

  private static boolean isScaled(Step step) {
    return step.kind() == StepKind.TEXTBOOK_LOSS
        || step.kind() == StepKind.GRADIENT
        || step.kind() == StepKind.PARAMETER_GRADIENT;
  }

  @ParameterizedTest
  @MethodSource("models")
  void values_are_those_of_the_chain_and_gradients_have_the_scale(Model model, int rows) {
    var inputs = inputs(model, rows);
    var formulas = Formulas.of(model, rows, 6);
    for (var step : chain(model, inputs).steps()) {
      var isElsewhere =
          step.kind() == StepKind.CONSTANT
              || step.kind() == StepKind.UPDATE
              || step.kind() == StepKind.LOSS_AFTER;
      if (!isElsewhere) {
        var value = Formulas.computed(List.of(formulas.get(step.name()))).apply(inputs).getFirst();
        var expected = step.value().tensor().orElseThrow();
        assertEquals(expected.shape(), value.shape(), step.name());
        var scale = isScaled(step) ? 6 : 1;
        for (var i = 0; i < value.size(); i++) {
          assertEquals(scale * expected.at(i), value.at(i), scale * EXACT, step.name());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void the_update_goes_along_the_scaled_gradient(Model model, int rows) {
    var inputs = inputs(model, rows);
    var plain = Formulas.of(model, rows, 1);
    var updated = chain(model, inputs).step("W1_new").value().tensor().orElseThrow();
    var value = Formulas.computed(List.of(plain.get("W1_new"))).apply(inputs).getFirst();
    assertArrayEquals(updated.toDoubles(), value.toDoubles(), EXACT);
  }

  @ParameterizedTest
  @MethodSource("models")
  void rules_are_graph_again_with_the_values_of_the_chain(Model model, int rows) {
    var chain = chain(model, inputs(model, rows));
    var graphs = 0;
    for (var step : chain.steps()) {
      var graph =
          step.isGiven() || step.rule().symbols().contains("c")
              ? Optional.<Node>empty()
              : RuleGraph.of(
                  step.rule(), name -> Node.constant(chain.value(name).tensor().orElseThrow()));
      if (graph.isPresent()) {
        graphs++;
        var value = Formulas.computed(List.of(graph.get())).apply(Map.of()).getFirst();
        var expected = step.value().tensor().orElseThrow();
        assertArrayEquals(expected.toDoubles(), value.toDoubles(), EXACT, step.name());
      }
    }
    assertTrue(graphs >= 7, graphs + " of " + chain);
  }

  @Test
  void what_is_no_graph_is_empty() {
    var a = new Expression.Symbol("a");
    assertTrue(
        RuleGraph.of(new Expression.Call("f", List.of(a), List.of()), _ -> node(2)).isEmpty());
    assertTrue(RuleGraph.of(new Expression.Product(a, a), _ -> node(3)).isEmpty());
  }

  @Test
  void only_matrices_are_transposed() {
    var a = new Expression.Symbol("a");
    var number = Node.input("a", DType.FLOAT64, 2);
    assertTrue(RuleGraph.of(new Expression.Transpose(a), _ -> number).isEmpty());
  }

  private static Node node(int columns) {
    return Node.input("a", DType.FLOAT64, 2, columns);
  }

  @Test
  void further_values_are_derived_and_a_missing_number_is_named() {
    var a = Node.input("a", DType.FLOAT64);
    var formulas = Formulas.of(List.of(a)).with("square", a.squared());
    var slope = Formulas.computed(List.of(Formulas.derivative(formulas.get("square"), a)));
    assertEquals(6, slope.apply(Map.of("a", Tensor.scalar(DType.FLOAT64, 3))).getFirst().item());
    assertThrows(IllegalArgumentException.class, () -> slope.apply(Map.of()));
    var fault = assertThrows(IllegalArgumentException.class, () -> formulas.get("b"));
    assertEquals("no value b; there are a, square", fault.getMessage());
  }
}
