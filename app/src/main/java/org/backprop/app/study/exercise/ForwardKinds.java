package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;

/** From the input to the prediction. */
final class ForwardKinds {
  private static final String TOPIC = "forward";
  private static final Slip NO_BIAS =
      new Slip(
          "the bias b1 is missing",
          "Add b1 to the product of input and weights.",
          v -> v.get("x").matmul(v.get("W1")));
  private static final Slip NO_OUTPUT_UNIT =
      new Slip("this is a2", "y_hat is the output function of a2.", v -> v.get("a2"));
  private static final String OUTPUT = "y_hat-";
  private static final String ADD_BIAS = "Add b2 before the output function is applied.";

  private ForwardKinds() {}

  static List<Question> all() {
    return List.of(
        preActivation(),
        hidden("tanh")
            .slip(function("the sigmoid of a1", Node::sigmoid))
            .slip(function("the derivative of tanh at a1", a -> a.tanh().squared().oneMinus())),
        hidden("sigmoid")
            .slip(function("tanh of a1", Node::tanh))
            .slip(function("the sigmoid of -a1", a -> a.negated().sigmoid()))
            .slip(
                function(
                    "the derivative of sigmoid at a1",
                    a -> a.sigmoid().times(a.sigmoid().oneMinus()))),
        hidden("relu")
            .slip(function("the absolute value of a1", Node::abs))
            .slip(function("the negative part of a1", a -> Compositions.relu(a.negated()))),
        linear(),
        sigmoid(),
        softmax(),
        exponential());
  }

  private static Question preActivation() {
    return Question.of("a1", TOPIC, "The pre-activation of a layer", Networks.numbers(1, 1), "a1")
        .given("x", "W1", "b1")
        .slip(NO_BIAS)
        .slip(
            new Slip(
                "the bias is subtracted",
                "Add b1 to the product of input and weights.",
                v -> v.get("x").matmul(v.get("W1")).minus(v.get("b1"))))
        .slip(
            new Slip(
                "W1 is transposed",
                "Each unit sums its own weights times the inputs.",
                v -> v.get("x").matmul(v.get("W1").transposed()).plus(v.get("b1"))));
  }

  private static Question hidden(String unit) {
    return Question.of(
            "h-" + unit,
            TOPIC,
            "The values of a %s layer".formatted(unit),
            Networks.yesOrNo(1, unit),
            "h")
        .given("a1")
        .slip(new Slip("these are the pre-activations", "Apply f1 to each.", v -> v.get("a1")));
  }

  private static Slip function(String name, UnaryOperator<Node> function) {
    return new Slip(
        "this is " + name,
        "Look at which function the units have.",
        v -> function.apply(v.get("a1")));
  }

  private static Question output(String name, String title, Network network) {
    return Question.of(OUTPUT + name, TOPIC, title, network, "y_hat")
        .given("h", "W2", "b2")
        .slip(
            new Slip(
                "the bias b2 is missing",
                ADD_BIAS,
                v -> unit(name, v.get("h").matmul(v.get("W2")))))
        .slip(
            new Slip(
                "the bias is subtracted",
                ADD_BIAS,
                v -> unit(name, v.get("h").matmul(v.get("W2")).minus(v.get("b2")))));
  }

  private static Node unit(String name, Node a) {
    return switch (name) {
      case "sigmoid" -> a.sigmoid();
      case "softmax" -> Compositions.softmax(a);
      case "exp" -> a.exp();
      default -> a;
    };
  }

  private static Question linear() {
    return output("linear", "A linear output", Networks.numbers(1, 1))
        .slip(
            new Slip(
                "tanh is applied to the output",
                "A linear output is a2 itself.",
                v -> v.get("a2").tanh()));
  }

  private static Question sigmoid() {
    return output("sigmoid", "A sigmoid output", Networks.yesOrNo(1, "tanh"))
        .slip(NO_OUTPUT_UNIT)
        .slip(
            new Slip(
                "the exponent has the wrong sign",
                "sigmoid(a) = 1 / (1 + e^-a).",
                v -> v.get("a2").negated().sigmoid()))
        .slip(
            new Slip(
                "tanh is applied to the output",
                "The output has the sigmoid.",
                v -> v.get("a2").tanh()));
  }

  private static Question softmax() {
    return Question.of(OUTPUT + "softmax", TOPIC, "Softmax outputs", Networks.classes(1), "y_hat")
        .given("a2")
        .slip(
            new Slip(
                "the exponentials are not divided by their sum",
                "The outputs of softmax sum to 1.",
                v -> v.get("a2").exp()))
        .slip(
            new Slip(
                "each output has a sigmoid",
                "Softmax divides each e^a by the sum over all outputs.",
                v -> v.get("a2").sigmoid()))
        .slip(
            new Slip(
                "the exponents have the wrong sign",
                "Softmax has e^a, not e^-a.",
                v -> Compositions.softmax(v.get("a2").negated())));
  }

  private static Question exponential() {
    return output("exp", "An exponential output", Networks.counts(1))
        .slip(NO_OUTPUT_UNIT)
        .slip(
            new Slip(
                "the power is one of 10",
                "The base is e, not 10.",
                v -> v.get("a2").times(Math.log(10)).exp()));
  }
}
