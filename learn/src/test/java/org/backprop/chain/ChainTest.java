package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.backprop.chain.FiniteDifferences.Verdict;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Tanh;
import org.backprop.graph.Walk;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A network of two inputs, two hidden units and one output, against numbers computed by hand. */
class ChainTest {
  private static final double[] X = {0.5, -1};
  private static final double[][] W1 = {{0.8, -0.4}, {0.3, 0.6}};
  private static final double[] B1 = {0.1, -0.2};
  private static final double[] W2 = {0.7, -0.9};
  private static final double B2 = 0.05;

  private final Model model = Model.of(features(2), dense(2), tanh(), dense(1), bernoulli());
  private final Map<String, Tensor> parameters =
      Map.of(
          "W1", Tensor.matrix(W1),
          "b1", Tensor.of(Shape.of(2), B1),
          "W2", Tensor.of(Shape.of(2, 1), W2),
          "b2", Tensor.of(Shape.of(1), B2));
  private final Chain chain =
      Chain.of(model, parameters, Tensor.matrix(X), Tensor.matrix(new double[] {1}));

  private static double[] numbers(Chain chain, String name) {
    return chain.step(name).value().tensor().orElseThrow().toDoubles();
  }

  private double hidden(int j) {
    return Math.tanh(X[0] * W1[0][j] + X[1] * W1[1][j] + B1[j]);
  }

  private double prediction() {
    return 1 / (1 + Math.exp(-(hidden(0) * W2[0] + hidden(1) * W2[1] + B2)));
  }

  @Test
  void forward_values_are_those_of_a_calculation_by_hand() {
    assertArrayEquals(X, numbers(chain, "x"));
    assertArrayEquals(new double[] {0.2, -1}, numbers(chain, "a1"), 1e-15);
    assertArrayEquals(new double[] {hidden(0), hidden(1)}, numbers(chain, "h"), 1e-15);
    assertEquals(prediction(), numbers(chain, "y_hat")[0], 1e-15);
    assertEquals(-Math.log(prediction()), numbers(chain, "L")[0], 1e-15);
    assertEquals(-Math.log(prediction()), numbers(chain, "log loss")[0], 1e-15);
  }

  @Test
  void backward_values_are_those_of_a_calculation_by_hand() {
    var delta2 = prediction() - 1;
    assertEquals(-1 / prediction(), numbers(chain, "dL/dy_hat")[0], 1e-14);
    assertEquals(delta2, numbers(chain, "delta2")[0], 1e-15);
    assertEquals(delta2, numbers(chain, "dL/db2")[0], 1e-15);
    for (var j = 0; j < 2; j++) {
      var slope = 1 - hidden(j) * hidden(j);
      var delta1 = delta2 * W2[j] * slope;
      assertEquals(delta2 * hidden(j), numbers(chain, "dL/dW2")[j], 1e-15);
      assertEquals(delta2 * W2[j], numbers(chain, "dL/dh")[j], 1e-15);
      assertEquals(slope, numbers(chain, "f1'(a1)")[j], 1e-15);
      assertEquals(delta1, numbers(chain, "dL/da1")[j], 1e-15);
      assertEquals(delta1, numbers(chain, "dL/db1")[j], 1e-15);
      assertEquals(X[0] * delta1, numbers(chain, "dL/dW1")[j], 1e-15);
      assertEquals(X[1] * delta1, numbers(chain, "dL/dW1")[2 + j], 1e-15);
    }
  }

  @Test
  void rules_are_those_of_the_textbook() {
    var expected =
        Map.of(
            "a1", "x W1 + b1",
            "h", "tanh(a1)",
            "y_hat", "sigmoid(a2)",
            "dL/dy_hat", "(1 - y) / (1 - y_hat) - y / y_hat",
            "f2'(a2)", "y_hat * (1 - y_hat)",
            "delta2", "y_hat - y",
            "dL/dh", "delta2 W2^T",
            "f1'(a1)", "1 - h^2",
            "delta1", "dL/dh * f1'(a1)",
            "dL/dW1", "x^T delta1");
    expected.forEach((name, rule) -> assertEquals(rule, chain.step(name).rule().text(), name));
    assertEquals("delta2", chain.step("dL/db2").rule().text());
    assertEquals("delta2 = dL/da2", chain.step("dL/da2").heading());
  }

  @Test
  void steps_come_in_the_order_of_backpropagation() {
    assertEquals(
        List.of("x", "a1", "h", "a2", "y_hat", "y", "l", "L"),
        chain.forward().stream().map(Step::name).toList());
    assertEquals(
        List.of(
            "dL/dy_hat",
            "f2'(a2)",
            "delta2",
            "dL/dh",
            "f1'(a1)",
            "delta1",
            "dL/db2",
            "dL/dW2",
            "dL/db1",
            "dL/dW1"),
        chain.backward().stream().map(Step::name).toList());
  }

  @Test
  void columns_turn_rules_values_and_indices() {
    var step = chain.step("dL/dW1");
    assertEquals("delta1 x^T", Orientation.COLUMNS.of(step.rule()).text());
    assertEquals("W1 x + b1", Orientation.COLUMNS.of(chain.step("a1").rule()).text());
    var rows = step.value().tensor().orElseThrow();
    var columns = Orientation.COLUMNS.of(rows);
    assertEquals(rows.get(0, 1), columns.get(Orientation.COLUMNS.indices(0, 1)));
    assertEquals(Shape.of(2, 1), Orientation.COLUMNS.of(Tensor.matrix(X)).shape());
  }

  @Test
  void a_later_step_is_not_yet_computed_and_no_zero() {
    var half = chain.until("h");
    assertInstanceOf(Value.Computed.class, half.step("h").value());
    assertInstanceOf(Value.NotYet.class, half.step("a2").value());
    assertInstanceOf(Value.Computed.class, half.step("a2").operands().getFirst().value());
    assertInstanceOf(Value.NotYet.class, half.step("dL/dW2").operands().getLast().value());
    assertTrue(half.check("delta2").isEmpty());
    assertEquals(
        Map.of("state", "not yet computed"), half.step("a2").value().toMap(Orientation.ROWS));
    assertEquals("y_hat - y", half.step("delta2").rule().text());
  }

  @Test
  void a_symbolic_chain_has_rules_alone() {
    var symbolic = Chain.symbolic(model, 1);
    assertEquals(
        chain.steps().stream().map(step -> step.rule().text()).toList(),
        symbolic.steps().stream().map(step -> step.rule().text()).toList());
    symbolic.steps().forEach(step -> assertInstanceOf(Value.NotYet.class, step.value()));
  }

  @Test
  void every_derivative_agrees_with_finite_differences() {
    for (var step : chain.backward()) {
      var differences = chain.check(step.name()).orElseThrow();
      assertEquals(Verdict.AGREES, differences.verdict(), step.name());
      assertArrayEquals(
          numbers(chain, step.name()),
          differences.quotients().tensor().orElseThrow().toDoubles(),
          1e-9);
    }
    assertTrue(chain.check("a1").isEmpty());
  }

  @Test
  void both_ways_to_the_output_gradient_agree() {
    var delta = chain.step("delta2");
    assertEquals("dL/dy_hat * f2'(a2)", delta.otherWay().orElseThrow().rule().text());
    assertTrue(delta.disagreement().orElseThrow() < 1e-15);
  }

  @Test
  void an_element_is_the_sum_of_its_terms() {
    var weight = chain.element("dL/dW1", 0, 1);
    assertEquals("dL/dW1[0,1]", weight.name());
    assertEquals("x[0] * delta1[1]", weight.terms().getFirst().text());
    var sum = chain.element("a1", 0, 1);
    assertEquals(
        List.of("x[0] * W1[0,1]", "x[1] * W1[1,1]", "b1[1]"),
        sum.terms().stream().map(Terms.Term::text).toList());
    assertEquals(-1, sum.terms().stream().mapToDouble(Terms.Term::value).sum(), 1e-15);
    assertEquals(
        List.of("y_hat[0]", "-y[0]"),
        chain.element("delta2", 0, 0).terms().stream().map(Terms.Term::text).toList());
  }

  @Test
  void the_update_goes_down_the_gradient() {
    var small = chain.withRate(0.01);
    var gradient = numbers(chain, "dL/dW2");
    assertEquals(W2[0] - 0.01 * gradient[0], numbers(small, "W2_new")[0], 1e-15);
    assertTrue(numbers(small, "L_new")[0] < numbers(small, "L")[0]);
    assertTrue(numbers(chain, "L_new")[0] < numbers(small, "L_new")[0]);
  }

  @Test
  void an_unknown_step_is_refused_with_the_names_of_all() {
    var e = assertThrows(IllegalArgumentException.class, () -> chain.step("delta7"));
    assertTrue(e.getMessage().contains("has no step delta7; it has x, a1, h, a2"), e.getMessage());
    assertFalse(chain.find("delta7").isPresent());
  }

  /** A hyperbolic tangent whose derivative lacks the square. */
  private record WrongTanh() implements Op.Unary {
    @Override
    public String name() {
      return "wrongTanh";
    }

    @Override
    public double apply(double x) {
      return Math.tanh(x);
    }

    @Override
    public Node derivative(Node x, Node y) {
      return y.oneMinus();
    }
  }

  @Test
  void a_wrong_derivative_is_found_in_every_step_behind_it_and_in_no_other() {
    var right = ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, 1);
    var roots =
        Walk.rebuild(
            List.of(right.eta(), right.mean(), right.loss()),
            node ->
                node.op() instanceof Tanh
                    ? Node.of(new WrongTanh(), node.inputs()).named("h")
                    : node);
    var wrong =
        new ModelGraph(
            right.x(),
            right.y(),
            right.weights(),
            roots.get(0),
            roots.get(1),
            roots.get(2),
            right.parameters(),
            right.randomness());
    var faulty =
        Chain.of(
            new ChainPlan(model, wrong),
            parameters,
            Tensor.matrix(X),
            Tensor.matrix(new double[] {1}));
    var faults =
        faulty.checks().entrySet().stream()
            .filter(check -> check.getValue().verdict() == Verdict.FAULT)
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of("f1'(a1)", "delta1", "dL/db1", "dL/dW1"), faults);
  }
}
