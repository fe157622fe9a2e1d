package org.backprop.model;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.oracle.Oracle.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihoods;
import org.backprop.oracle.Oracle;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 42 networks of two dense layers against PyTorch. */
final class TwoLayerOracleTest {
  private static final List<Oracle> CASES = Oracle.read("two_layer_gradients").list("cases");
  private static final List<String> VALUES = List.of("a1", "h", "a2", "L");
  private static final List<String> WRT = List.of("a2", "h", "a1", "W1", "b1", "W2", "b2");

  static Stream<Named<Oracle>> cases() {
    return CASES.stream().map(o -> Named.of(o.text("likelihood") + " " + o.text("activation"), o));
  }

  @Test
  void there_are_six_likelihoods_with_seven_activations() {
    assertEquals(42, CASES.size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void values_and_gradients_agree(Oracle oracle) {
    check(oracle, false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void simplified_values_and_gradients_agree(Oracle oracle) {
    check(oracle, true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void output_unit_and_loss_read_the_same_pre_activation(Oracle oracle) {
    var graph = graph(oracle);
    assertTrue(Walk.inputsFirst(List.of(graph.loss())).contains(graph.eta()));
    var identity = graph.mean().inputs().equals(graph.eta().inputs());
    assertTrue(identity || Walk.inputsFirst(List.of(graph.mean())).contains(graph.eta()));
  }

  private static void check(Oracle oracle, boolean simplified) {
    var graph = graph(oracle);
    var values = VALUES.stream().map(label -> Oracle.labelled(label, graph.loss())).toList();
    var wrt = WRT.stream().map(label -> Oracle.labelled(label, graph.loss())).toList();
    var roots = new ArrayList<>(values);
    roots.addAll(Gradients.of(graph.loss(), wrt));
    var computed = Engine.evaluate(simplified ? Simplify.of(roots) : roots, given(oracle, graph));
    var name = oracle.text("likelihood") + " " + oracle.text("activation") + " ";
    for (var i = 0; i < VALUES.size(); i++) {
      var expected = oracle.numbers(VALUES.get(i).equals("L") ? "loss" : VALUES.get(i));
      assertClose(expected, computed.get(i).toDoubles(), 1e-10, name + VALUES.get(i));
    }
    for (var i = 0; i < WRT.size(); i++) {
      var actual = computed.get(VALUES.size() + i).toDoubles();
      assertClose(oracle.at("grad").numbers(WRT.get(i)), actual, 1e-10, name + "d" + WRT.get(i));
    }
  }

  private static ModelGraph graph(Oracle oracle) {
    var x = oracle.tensor("x").shape();
    var activation = Layers.catalog().named(oracle.text("activation")).orElseThrow();
    var likelihood = Likelihoods.catalog().named(oracle.text("likelihood")).orElseThrow();
    var hidden = oracle.tensor("b1").size();
    var outputs = oracle.tensor("b2").size();
    var model = Model.of(features(x.dim(1)), dense(hidden), activation, dense(outputs), likelihood);
    return ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, x.dim(0));
  }

  private static Map<Node, Tensor> given(Oracle oracle, ModelGraph graph) {
    var given = new HashMap<Node, Tensor>();
    given.put(graph.x(), oracle.tensor("x"));
    given.put(graph.y(), oracle.tensor("y"));
    var rows = graph.x().shape().dim(0);
    given.put(graph.weights(), Tensor.filled(DType.FLOAT64, Shape.of(rows), 1));
    graph.parameters().forEach(p -> given.put(p.node(), oracle.tensor(p.name())));
    return given;
  }
}
