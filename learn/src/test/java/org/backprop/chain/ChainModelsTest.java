package org.backprop.chain;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.gelu;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.softmax;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.backprop.oracle.Oracle.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.backprop.chain.FiniteDifferences.Verdict;
import org.backprop.engine.Engine;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.oracle.Oracle;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains of models of every form, against PyTorch, finite differences and their own rules. */
class ChainModelsTest {
  private static Tensor drawn(Shape shape, long seed) {
    var random = new SplittableRandom(seed);
    return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray());
  }

  /** Targets that every likelihood allows; of classes the first, second, ... in turn. */
  private static Tensor targets(int rows, int outputs) {
    var values = new double[rows * outputs];
    for (var row = 0; row < rows; row++) {
      values[row * outputs + row % outputs] = 1;
    }
    return Tensor.of(Shape.of(rows, outputs), values);
  }

  private static Chain chain(Model model, int rows) {
    var parameters = new HashMap<>(InitialParameters.of(model, DType.FLOAT64, 5));
    parameters.replaceAll(
        (name, value) -> name.startsWith("b") ? drawn(value.shape(), name.hashCode()) : value);
    var x = drawn(Shape.of(rows, model.features().count()), 2);
    return Chain.training(model, parameters, x, targets(rows, model.outputs()));
  }

  static Stream<Named<Model>> models() {
    var likelihoods =
        Likelihoods.ALL.stream()
            .map(it -> Model.of(features(3), dense(4), tanh(), dense(outputs(it)), it));
    var forms =
        Stream.of(
            Model.of(features(3), dense(1), normal()),
            Model.of(features(3), dense(3), categorical()),
            Model.of(features(3), dense(4), relu(), dense(4), tanh(), dense(2), categorical()),
            Model.of(
                features(3),
                dense(4),
                relu(),
                residual(dense(4), gelu(), dense(4)),
                residual(dense(4), tanh()),
                dense(1),
                poisson()),
            Model.of(features(3), residual(dense(3), tanh()), dense(1), bernoulli()),
            Model.of(features(3), dropout(0.2), dense(4), tanh(), dropout(0.5), dense(1), normal()),
            Model.of(features(3), dense(4), softmax(), dense(2), normal()));
    return Stream.concat(likelihoods, forms).map(it -> Named.of(it.toString(), it));
  }

  private static int outputs(Likelihood likelihood) {
    return likelihood.equals(categorical()) ? 3 : 1;
  }

  @ParameterizedTest
  @MethodSource("models")
  void one_row_agrees_with_finite_differences_and_with_its_own_rules(Model model) {
    check(chain(model, 1));
  }

  @ParameterizedTest
  @MethodSource("models")
  void three_rows_agree_with_finite_differences_and_with_their_own_rules(Model model) {
    check(chain(model, 3));
  }

  private static void check(Chain chain) {
    chain
        .checks()
        .forEach((name, check) ->
            assertTrue(check.passed() && check.verdict() != Verdict.TOO_SMALL, name + " " + check));
    for (var plan : chain.plans()) {
      plan.local().ifPresent(local -> checkRule(chain, plan.name(), local));
    }
  }

  /** The rule with the operands put in gives the value that the model's whole graph gives. */
  private static void checkRule(Chain chain, String name, Node local) {
    var operands = new HashMap<Node, Tensor>();
    for (var input : Walk.sources(Input.class, List.of(local))) {
      operands.put(input, chain.value(input.label().orElseThrow()).tensor().orElseThrow());
    }
    var byRule = Engine.evaluate(local, operands);
    var value = chain.step(name).value().tensor().orElseThrow();
    assertEquals(value.shape(), byRule.shape(), name);
    assertClose(value.toDoubles(), byRule.toDoubles(), 1e-12, name);
  }

  @ParameterizedTest
  @MethodSource("models")
  void every_element_of_every_gradient_is_the_sum_of_its_terms(Model model) {
    var chain = chain(model, 2);
    for (var step : chain.backward()) {
      var value = step.value().tensor().orElseThrow();
      for (var i = 0; i < value.size(); i++) {
        var strides = value.shape().strides();
        var at = new int[strides.length];
        for (var axis = 0; axis < at.length; axis++) {
          at[axis] = i / strides[axis] % value.shape().dim(axis);
        }
        var terms = chain.element(step.name(), at);
        var sum = terms.terms().stream().mapToDouble(Terms.Term::value).sum();
        assertEquals(value.at(i), sum, 1e-12, terms.toString());
      }
    }
  }

  @Test
  void depth_and_residuals_show_in_the_rules() {
    var model =
        Model.of(features(2), dense(3), relu(), residual(dense(3), tanh()), dense(1), bernoulli());
    var chain = Chain.symbolic(model, 1);
    assertEquals("h1 + h2", chain.step("h3").rule().text());
    assertEquals("dL/dh3", chain.step("dL/dh2").rule().text());
    assertEquals("delta2 W2^T + dL/dh3", chain.step("dL/dh1").rule().text());
    assertEquals(
        "W2^T delta2 + dL/dh3", Orientation.COLUMNS.of(chain.step("dL/dh1").rule()).text());
    assertEquals("[a1 > 0]", chain.step("f1'(a1)").rule().text());
    assertEquals("1 - h2^2", chain.step("f2'(a2)").rule().text());
    assertEquals("y_hat * (1 - y_hat)", chain.step("f3'(a3)").rule().text());
    assertEquals(List.of("h2", "a2"), chain.step("f2'(a2)").nodes());
    assertEquals(List.of("W2"), chain.step("dL/dW2").parameters());
  }

  @Test
  void dropout_shows_its_mask() {
    var model = Model.of(features(2), dense(3), tanh(), dropout(0.5), dense(1), normal());
    var chain = Chain.symbolic(model, 1);
    assertEquals("2 h * mask", chain.step("h_drop").rule().text());
    assertEquals("2 dL/dh_drop * mask", chain.step("dL/dh").rule().text());
    var predicting = Chain.of(model, InitialParameters.of(model, DType.FLOAT64, 1), x(), y());
    assertTrue(predicting.find("h_drop").isEmpty());
  }

  private static Tensor x() {
    return Tensor.matrix(new double[] {0.5, 2});
  }

  private static Tensor y() {
    return Tensor.matrix(new double[] {1});
  }

  @Test
  void several_rows_state_their_mean_and_their_sums() {
    var chain = chain(Model.of(features(3), dense(2), tanh(), dense(2), categorical()), 3);
    assertEquals("(y_hat - y) / m", chain.step("delta2").rule().text());
    assertEquals("-sum(y * log(y_hat)) / m", chain.step("l").rule().text());
    var bias = chain.step("dL/db2");
    assertEquals("sum of delta2 over rows", bias.rule().text());
    assertEquals("sum of delta2 over columns", Orientation.COLUMNS.of(bias.rule()).text());
    assertEquals(3, chain.value("m").tensor().orElseThrow().item());
    assertEquals(
        List.of("delta2[0,1]", "delta2[1,1]", "delta2[2,1]"),
        chain.element("dL/db2", 1).terms().stream().map(Terms.Term::text).toList());
    assertEquals(
        "delta2[1,0]", chain.element(Orientation.COLUMNS, "dL/db2", 1).terms().getFirst().text());
  }

  static Stream<Named<Oracle>> oracles() {
    return Oracle.read("two_layer_gradients").list("cases").stream()
        .map(o -> Named.of(o.text("likelihood") + " " + o.text("activation"), o));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void values_are_those_of_pytorch(Oracle oracle) {
    var activation = Layers.catalog().named(oracle.text("activation")).orElseThrow();
    var likelihood = Likelihoods.catalog().named(oracle.text("likelihood")).orElseThrow();
    var model =
        Model.of(
            features(oracle.tensor("x").shape().dim(1)),
            dense(oracle.tensor("b1").size()),
            activation,
            dense(oracle.tensor("b2").size()),
            likelihood);
    var parameters = new HashMap<String, Tensor>();
    List.of("W1", "b1", "W2", "b2").forEach(name -> parameters.put(name, oracle.tensor(name)));
    var chain = Chain.of(model, parameters, oracle.tensor("x"), oracle.tensor("y"));
    Map.of("a1", "a1", "a2", "a2", "loss", "L")
        .forEach((theirs, ours) -> assertValue(chain, ours, oracle.numbers(theirs)));
    for (var name : List.of("a2", "a1", "W1", "b1", "W2", "b2")) {
      assertValue(chain, "dL/d" + name, oracle.at("grad").numbers(name));
    }
  }

  private static void assertValue(Chain chain, String name, double[] expected) {
    var value = chain.step(name).value().tensor().orElseThrow();
    assertClose(expected, value.toDoubles(), 1e-10, name);
  }

  /** Log-odds of 800: y_hat is rounded to 1, and its logarithm's derivative to infinity. */
  @Test
  void a_saturated_row_has_no_number_that_is_none() {
    var binary = Model.of(features(1), dense(1), bernoulli());
    var classes = Model.of(features(1), dense(2), categorical());
    var sure = Map.of("W1", Tensor.matrix(new double[] {800}), "b1", Tensor.of(Shape.of(1), 0.0));
    var surer =
        Map.of("W1", Tensor.matrix(new double[] {800, 0}), "b1", Tensor.of(Shape.of(2), 0.0, 0));
    var one = Tensor.matrix(new double[] {1});
    for (var chain :
        List.of(
            Chain.of(binary, sure, one, one),
            Chain.of(binary, sure, one, Tensor.matrix(new double[] {0})),
            Chain.of(classes, surer, one, Tensor.matrix(new double[] {1, 0})),
            Chain.of(classes, surer, one, Tensor.matrix(new double[] {0, 1})))) {
      assertInstanceOf(Value.Undefined.class, chain.step("dL/dy_hat").value());
      var other = chain.step("delta1").otherWay().orElseThrow().value();
      assertTrue(
          ((Value.Undefined) other).reason().startsWith("0 times infinity"), other.toString());
      assertTrue(chain.step("delta1").disagreement().isEmpty());
      for (var step : chain.steps()) {
        step.value()
            .tensor()
            .ifPresent(it ->
                assertTrue(
                    Arrays.stream(it.toDoubles()).allMatch(Double::isFinite), step.toString()));
      }
      var loss = chain.step("L").value().tensor().orElseThrow();
      assertEquals(loss, chain.step("l").value().tensor().orElseThrow());
      assertTrue(chain.checks().values().stream().allMatch(FiniteDifferences::passed));
    }
  }

  @Test
  void each_loss_says_which_it_is() {
    var chain =
        Chain.of(
            Model.of(features(1), dense(1), normal()),
            Map.of("W1", Tensor.matrix(new double[] {1}), "b1", Tensor.of(Shape.of(1), 0.0)),
            Tensor.matrix(new double[] {2}),
            Tensor.matrix(new double[] {2}));
    assertEquals(0, chain.step("half squared error").value().tensor().orElseThrow().item());
    var constant = 0.5 * Math.log(2 * Math.PI);
    assertEquals(constant, chain.step("c").value().tensor().orElseThrow().item(), 1e-15);
    assertEquals(constant, chain.step("L").value().tensor().orElseThrow().item(), 1e-15);
    assertEquals("l + c", chain.step("L").rule().text());
    assertEquals("negative log-likelihood", chain.step("L").title());
    assertEquals("1/2 (y_hat - y)^2", chain.step("l").rule().text());
  }

  @Test
  void losses_without_constants_are_the_negative_log_likelihood() {
    for (var likelihood : Likelihoods.ALL) {
      var model = Model.of(features(1), dense(outputs(likelihood)), likelihood);
      var hasConstant = Chain.symbolic(model, 1).find("c").isPresent();
      var expected = List.of("normal", "poisson", "laplace").contains(likelihood.name());
      assertEquals(expected, hasConstant, likelihood.name());
    }
  }

  @Test
  void a_converged_row_is_too_small_to_check() {
    var model = Model.of(features(1), dense(1), bernoulli());
    var sure = Map.of("W1", Tensor.matrix(new double[] {34}), "b1", Tensor.of(Shape.of(1), 0.0));
    var one = Tensor.matrix(new double[] {1});
    var chain = Chain.of(model, sure, one, one);
    assertEquals(Verdict.TOO_SMALL, chain.check("delta1").orElseThrow().verdict());
    assertTrue(chain.checks().values().stream().allMatch(FiniteDifferences::passed));
  }

  @Test
  void a_chain_is_plain_data() {
    var map = chain(Model.of(features(3), dense(2), tanh(), dense(1), normal()), 1);
    assertPlain(map.toMap(Orientation.COLUMNS, map.checks()));
  }

  private static void assertPlain(Object value) {
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(ChainModelsTest::assertPlain);
      case List<?> list -> list.forEach(ChainModelsTest::assertPlain);
      default ->
          assertTrue(
              value instanceof String || value instanceof Number, value.getClass().toString());
    }
  }
}
