package org.backprop.notation;

import static org.backprop.rewrite.Graphs.simplified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.rewrite.Graphs;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The table of the design: a likelihood is its log-partition, and the delta rule falls out. */
class TextbookTest {
  private static final int ROWS = 64;
  private static final int OUTPUTS = 10;

  record Case(String name, UnaryOperator<Node> logPartition, String mean, DType dtype) {
    Node eta() {
      return Node.input("eta", dtype, ROWS, OUTPUTS);
    }

    Node y() {
      return Node.input("y", dtype, ROWS, OUTPUTS);
    }

    /** A(eta) of each row. */
    Node perRow(Node eta) {
      var value = logPartition.apply(eta);
      return value.shape().rank() == 2 ? value.sum(-1) : value;
    }

    /** A(eta) - eta . y of each row. */
    Node losses(Node eta, Node y) {
      return perRow(eta).minus(eta.times(y).sum(-1));
    }

    Node yHat(Node eta) {
      return Simplify.of(Gradients.of(logPartition.apply(eta).sum(), eta)).named("y_hat");
    }

    @Override
    public String toString() {
      return name + " " + dtype;
    }
  }

  static final List<Case> CASES =
      Stream.of(DType.FLOAT32, DType.FLOAT64)
          .flatMap(dtype ->
              Stream.of(
                  new Case("normal", eta -> eta.squared().times(0.5), "eta", dtype),
                  new Case("bernoulli", Node::softplus, "sigmoid(eta)", dtype),
                  new Case("categorical", Compositions::logsumexp, "softmax(eta)", dtype),
                  new Case("poisson", Node::exp, "exp(eta)", dtype)))
          .toList();

  /** Cases in which eta is computed, as in a network, so that y_hat is a node of its own. */
  private static Node computed(Case c) {
    var x = Node.input("x", c.dtype(), ROWS, 3);
    return x.matmul(Node.input("W", c.dtype(), 3, OUTPUTS)).named("eta");
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void output_unit_is_the_derivative_of_the_log_partition(Case c) {
    var eta = c.eta();
    var derivative = simplified(Gradients.of(c.logPartition().apply(eta).sum(), eta));
    assertEquals(c.mean(), Printer.expression(derivative));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void delta_is_prediction_minus_target(Case c) {
    var eta = c.eta();
    var loss = c.logPartition().apply(eta).sum().minus(eta.times(c.y()).sum());
    assertEquals(c.mean() + " - y", Printer.expression(simplified(Gradients.of(loss, eta))));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void delta_names_the_output_unit_where_both_are_in_one_graph(Case c) {
    var eta = computed(c);
    var loss = c.logPartition().apply(eta).sum().minus(eta.times(c.y()).sum());
    var both = simplified(List.of(c.yHat(eta), Gradients.of(loss, eta)));
    assertEquals("y_hat - y", Printer.expression(both.getLast()));
    assertSame(both.getFirst(), both.getLast().input(0));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void delta_of_a_weighted_mean_is_weighted(Case c) {
    var eta = computed(c);
    var w = Node.input("w", c.dtype(), ROWS);
    var loss = c.losses(eta, c.y()).times(w).sum().dividedBy(w.sum()).named("L");
    var both = simplified(List.of(c.yHat(eta), Gradients.of(loss, eta)));
    assertEquals("w (y_hat - y) / sum(w)", Printer.expression(both.getLast()));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void delta_of_a_mean_is_divided_by_the_rows(Case c) {
    var eta = computed(c);
    var mean = Gradients.of(c.losses(eta, c.y()).mean(), eta);
    var quotient = Gradients.of(c.losses(eta, c.y()).sum().dividedBy(ROWS), eta);
    var all = simplified(List.of(c.yHat(eta), mean, quotient));
    assertEquals("(y_hat - y) / 64", Printer.expression(all.get(1)));
    assertSame(all.get(1), all.get(2));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void delta_stays_the_same_when_the_losses_are_negated_log_densities(Case c) {
    var eta = computed(c);
    var w = Node.input("w", c.dtype(), ROWS);
    var logBase = c.y().squared().times(-0.5).minus(0.9);
    var a = c.logPartition().apply(eta);
    var density =
        a.shape().rank() == 2
            ? Simplify.of(a.minus(eta.times(c.y())).minus(logBase)).negated().sum(-1)
            : eta.times(c.y()).sum(-1).minus(a).plus(logBase.sum(-1));
    var loss = density.negated().named("losses").times(w).sum().dividedBy(w.sum()).named("L");
    var both = simplified(List.of(c.yHat(eta), Gradients.of(loss, eta)));
    assertEquals("w (y_hat - y) / sum(w)", Printer.expression(both.getLast()));
  }

  @Test
  void second_derivative_of_softplus_is_the_variance_of_a_yes_or_no() {
    var eta = Graphs.input("eta", 5);
    var first = Gradients.of(eta.softplus().sum(), eta);
    assertEquals(
        "sigmoid(eta) (1 - sigmoid(eta))",
        Printer.expression(simplified(Gradients.of(first.sum(), eta))));
    var yHat = Simplify.of(first).named("y_hat");
    var variance = Gradients.of(yHat.sum(), eta).named("variance");
    assertEquals(
        """
        y_hat = sigmoid(eta)   FLOAT64[5]
        variance = y_hat (1 - y_hat)   FLOAT64[5]
        """,
        Printer.listing(simplified(List.of(yHat, variance))));
  }

  @Test
  void squared_error_of_near_numbers_keeps_its_digits() {
    var eta = Node.input("eta", DType.FLOAT32, 1);
    var y = Node.input("y", DType.FLOAT32, 1);
    var loss = eta.squared().times(0.5).minus(eta.times(y)).plus(y.squared().times(0.5));
    var given =
        Map.of(
            "eta", Tensor.of(Shape.of(1), 10000.5f),
            "y", Tensor.of(Shape.of(1), 10000f));
    assertEquals("(1/2) (eta - y)^2", Printer.expression(Simplify.of(loss)));
    assertEquals(0.125, Graphs.evaluate(Simplify.of(loss), given).item());
  }

  @Test
  void backward_graph_of_two_layers_has_the_names_of_the_textbook() {
    var x = Graphs.input("x", 7, 4);
    var y = Graphs.input("y", 7, 3);
    var w1 = Graphs.input("W1", 4, 5);
    var b1 = Graphs.input("b1", 5);
    var w2 = Graphs.input("W2", 5, 3);
    var b2 = Graphs.input("b2", 3);
    var a1 = x.matmul(w1).plus(b1).named("a1");
    var h = Compositions.relu(a1).named("h");
    var a2 = h.matmul(w2).plus(b2).named("a2");
    var loss = Compositions.logsumexp(a2).minus(a2.times(y).sum(-1)).mean().named("L");
    var yHat = Gradients.of(Compositions.logsumexp(a2).sum(), a2).named("y_hat");
    var delta2 = Gradients.of(loss, a2).named("delta2");
    var hiddenCotangent = Gradients.vjp(List.of(a2), List.of(h), List.of(delta2)).getFirst();
    var delta1 =
        Gradients.vjp(List.of(h), List.of(a1), List.of(hiddenCotangent)).getFirst().named("delta1");
    var second = Gradients.vjp(List.of(a2), List.of(w2, b2), List.of(delta2));
    var first = Gradients.vjp(List.of(a1), List.of(w1, b1), List.of(delta1));
    var roots =
        List.of(
            loss,
            yHat,
            second.get(0).named("dL/dW2"),
            second.get(1).named("dL/db2"),
            first.get(0).named("dL/dW1"),
            first.get(1).named("dL/db1"));
    assertEquals(
        """
        a1 = x W1 + b1   FLOAT64[7, 5]
        h = relu(a1)   FLOAT64[7, 5]
        a2 = h W2 + b2   FLOAT64[7, 3]
        L = mean(logsumexp(a2) - sum(a2 y, axis 1))   FLOAT64
        y_hat = softmax(a2)   FLOAT64[7, 3]
        delta2 = (y_hat - y) / 7   FLOAT64[7, 3]
        dL/dW2 = h^T delta2   FLOAT64[5, 3]
        dL/db2 = sum(delta2, axis 0)   FLOAT64[3]
        delta1 = (delta2 W2^T) * [a1 > 0]   FLOAT64[7, 5]
        dL/dW1 = x^T delta1   FLOAT64[4, 5]
        dL/db1 = sum(delta1, axis 0)   FLOAT64[5]
        """,
        Printer.listing(simplified(roots)));
  }
}
