package org.backprop.app.studio;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.gelu;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.chain.Chain;
import org.backprop.chain.ChainGraph;
import org.backprop.chain.Value;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.graph.Ops;
import org.backprop.graph.Variable;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The evaluator of exported pages, against the engine: every bit of every step. */
class EvaluatorTest {
  private static final int CASES = 4;

  private static Stream<Model> models() {
    var likelihoods =
        Likelihoods.ALL.stream()
            .map(it -> Model.of(features(3), dense(4), tanh(), dense(outputs(it)), it));
    var activations =
        Activations.ALL.stream()
            .map(it -> Model.of(features(3), dense(4), it, dense(3), categorical()));
    var forms =
        Stream.of(
            Model.of(features(3), dense(1), normal()),
            Model.of(features(20), dense(17), tanh(), dense(1), bernoulli()),
            Model.of(
                features(3),
                dense(4),
                relu(),
                residual(dense(4), gelu(), dense(4)),
                residual(dense(4), tanh()),
                dense(1),
                poisson()),
            Model.of(
                features(3), dropout(0.2), dense(4), tanh(), dropout(0.5), dense(1), normal()));
    return Stream.of(likelihoods, activations, forms).flatMap(it -> it);
  }

  private static int outputs(Likelihood likelihood) {
    return likelihood.equals(categorical()) ? 3 : 1;
  }

  private static Tensor drawn(Shape shape, SplittableRandom random, DoubleUnaryOperator map) {
    return Tensor.of(
        shape,
        IntStream.range(0, shape.size())
            .mapToDouble(_ -> map.applyAsDouble(random.nextDouble(-1, 1)))
            .toArray());
  }

  /** Numbers of every size up to a scale; targets that the likelihood allows. */
  private static Chain chain(Model model, int rows, int number) {
    var random = new SplittableRandom(number);
    var scale = number % 3 == 2 ? 30 : 2;
    var parameters = new HashMap<>(InitialParameters.of(model, DType.FLOAT64, number));
    parameters.replaceAll((_, value) -> drawn(value.shape(), random, it -> scale * it * it * it));
    var x = drawn(Shape.of(rows, model.features().count()), random, it -> scale * it);
    return Chain.of(model, parameters, x, targets(model, rows, random, scale))
        .withRate(0.03 * (number + 1));
  }

  private static Tensor targets(Model model, int rows, SplittableRandom random, int scale) {
    var shape = Shape.of(rows, model.outputs());
    var likelihood = model.likelihood();
    if (likelihood.equals(categorical()) || likelihood.equals(bernoulli())) {
      var values = new double[shape.size()];
      for (var row = 0; row < rows; row++) {
        var at = random.nextInt(Math.max(2, model.outputs()));
        if (at < model.outputs()) {
          values[row * model.outputs() + at] = 1;
        }
      }
      return Tensor.of(shape, values);
    }
    return likelihood.equals(poisson())
        ? drawn(shape, random, it -> Math.floor(Math.abs(scale * it)))
        : drawn(shape, random, it -> Math.abs(scale * it) + 0.01);
  }

  private static Map<String, Object> given(Chain chain) {
    var given = new HashMap<String, Object>();
    chain.parameters().forEach(it -> given.put(it.name(), numbers(it.value())));
    List.of("x", "y").forEach(it -> given.put(it, numbers(chain.step(it).value())));
    given.put("rate", new double[] {chain.rate()});
    given.put("m", new double[] {chain.rows()});
    return given;
  }

  private static double[] numbers(Value value) {
    return value.tensor().orElseThrow().toDoubles();
  }

  @Test
  void every_step_of_every_model_has_the_bits_of_the_engine() {
    var models = models().toList();
    var chains =
        models.stream().flatMap(model -> Stream.of(1, 3).map(rows -> chains(model, rows))).toList();
    var answers =
        NodeRun.of(
            "evaluate.mjs",
            Map.of("graphs", chains.stream().map(EvaluatorTest::questions).toList()));
    for (var i = 0; i < chains.size(); i++) {
      for (var j = 0; j < CASES; j++) {
        compare(
            models.get(i / 2).toString(),
            chains.get(i).get(j),
            (Map<?, ?>) ((List<?>) answers.get(i)).get(j));
      }
    }
  }

  private static List<Chain> chains(Model model, int rows) {
    return IntStream.range(0, CASES).mapToObj(it -> chain(model, rows, it)).toList();
  }

  private static Map<String, Object> questions(List<Chain> chains) {
    return Map.of(
        "graph", chains.getFirst().graph().toMap(),
        "cases", chains.stream().map(EvaluatorTest::given).toList());
  }

  private static void compare(String model, Chain chain, Map<?, ?> answer) {
    for (var step : chain.steps()) {
      var bits = (List<?>) answer.get(step.name());
      var isFallback = step.name().equals("l") && !isFinite(bits);
      compare(
          model + ": " + step.name(),
          step.value(),
          isFallback ? difference(answer, "L", "c") : bits);
      var other = (List<?>) answer.get(step.name() + " on the other way");
      step.otherWay()
          .ifPresent(it -> compare(model + ": " + step.name() + ", other way", it.value(), other));
    }
  }

  /** The textbook's loss where y_hat is rounded to an end of its range. */
  private static List<String> difference(Map<?, ?> answer, String a, String b) {
    var difference =
        number(((List<?>) answer.get(a)).getFirst()) - number(((List<?>) answer.get(b)).getFirst());
    return List.of(Long.toUnsignedString(Double.doubleToRawLongBits(difference)));
  }

  private static boolean isFinite(List<?> bits) {
    return bits.stream().allMatch(it -> Double.isFinite(number(it)));
  }

  private static double number(Object bits) {
    return Double.longBitsToDouble(Long.parseUnsignedLong((String) bits));
  }

  private static void compare(String name, Value value, List<?> bits) {
    switch (value) {
      case Value.Computed(var tensor) ->
          assertArrayEquals(
              tensor.toDoubles(), bits.stream().mapToDouble(EvaluatorTest::number).toArray(), name);
      case Value.Undefined(var reason) ->
          assertTrue(!isFinite(bits) || reason.startsWith("0 times"), name + ": " + reason);
      case Value.NotYet _ -> fail(name);
    }
  }

  @Test
  void it_computes_what_may_be_exported() {
    var exported =
        Ops.ALL.stream()
            .filter(ChainGraph::takes)
            .map(op -> op instanceof Variable ? "input" : op.name())
            .collect(Collectors.toSet());
    assertEquals(exported, Set.copyOf(NodeRun.of("evaluate.mjs", Map.of())));
  }

  @Test
  void what_has_no_exported_form_is_refused() {
    var model = Model.of(features(2), dropout(0.5), dense(1), normal());
    var chain =
        Chain.training(
            model,
            InitialParameters.of(model, DType.FLOAT64, 1),
            Tensor.matrix(new double[] {1, 2}),
            Tensor.matrix(new double[] {1}));
    assertTrue(
        assertThrows(DataException.class, chain::graph)
            .getMessage()
            .startsWith("the graph of this model has the operation "));
  }

  @Test
  void lgamma_is_within_the_stated_distance() {
    var x =
        IntStream.range(0, 20_000).mapToDouble(i -> i % 2 == 0 ? i / 2 + 1 : i / 1500.0).toArray();
    var node = Node.input("x", DType.FLOAT64, x.length);
    var value =
        Engine.evaluate(node.lgamma(), Map.of(node, Tensor.of(node.shape(), x))).toDoubles();
    var nodes =
        List.of(
            Map.of("op", "input", "name", "x", "shape", List.of(x.length), "inputs", List.of()),
            Map.of("op", "lgamma", "shape", List.of(x.length), "inputs", List.of(0)));
    var questions =
        Map.of(
            "graph",
            Map.of("nodes", nodes, "values", Map.of("value", 1)),
            "cases",
            List.of(Map.of("x", x)));
    var answers = NodeRun.of("evaluate.mjs", Map.of("graphs", List.of(questions)));
    var answer = (Map<?, ?>) ((List<?>) answers.getFirst()).getFirst();
    var bits = (List<?>) answer.get("value");
    var differing = 0;
    for (var i = 0; i < x.length; i++) {
      var here = number(bits.get(i));
      assertEquals(value[i], here, 4 * Math.ulp(Math.max(1, value[i])), "lgamma of " + x[i]);
      differing += here == value[i] ? 0 : 1;
    }
    assertTrue(differing < x.length / 20, differing + " differ");
  }

  private static double wide(SplittableRandom random) {
    return Double.longBitsToDouble(random.nextLong());
  }

  private static double near(SplittableRandom random) {
    return Math.scalb(random.nextDouble(-1, 1), random.nextInt(8));
  }

  @Test
  void fma_rounds_once() {
    var random = new SplittableRandom(1);
    var triples =
        Stream.iterate(0, it -> it + 1)
            .limit(6_000)
            .map(it -> {
              var a = it % 2 == 0 ? near(random) : wide(random);
              var b = it % 2 == 0 ? near(random) : wide(random);
              var cancelled = -a * b * (1 + random.nextInt(3) * Math.ulp(1.0));
              var c = it % 3 == 0 ? near(random) : it % 3 == 1 ? cancelled : wide(random);
              return new double[] {a, b, c};
            })
            .toList();
    var bits =
        triples.stream()
            .map(it ->
                Arrays.stream(it)
                    .mapToObj(Double::doubleToRawLongBits)
                    .map(Long::toUnsignedString)
                    .toList())
            .toList();
    var answer = NodeRun.of("evaluate.mjs", Map.of("products", bits));
    for (var i = 0; i < triples.size(); i++) {
      var it = triples.get(i);
      assertEquals(
          Math.fma(it[0], it[1], it[2]),
          Double.longBitsToDouble(Long.parseUnsignedLong((String) answer.get(i))),
          Arrays.toString(it));
    }
  }
}
