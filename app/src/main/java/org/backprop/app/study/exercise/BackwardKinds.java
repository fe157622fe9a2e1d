package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.chain.Formulas;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;

/** From the delta of the output back to the delta of the hidden layer. */
final class BackwardKinds {
  private static final String TOPIC = "backward";
  private static final Slip NO_SLOPE =
      new Slip(
          "the derivative of the activation is missing",
          "Multiply dL/dh by f1'(a1), element by element.",
          v -> v.get("dL/dh"));
  private static final Slip ONLY_SLOPE =
      new Slip(
          "this is the derivative of the activation alone",
          "Multiply it by dL/dh, element by element.",
          v -> v.get("f1'(a1)"));

  private static final GivenNumbers UNITS =
      GivenNumbers.of(
              "Two sigmoid units: h1 = sigmoid(a1), a2 = w2 h1 plus a bias, h2 = sigmoid(a2).")
          .number("a1", 0.1, -20, 20)
          .number("w2", 0.5, 2, 8)
          .number("a2", 0.1, -20, 20);

  private BackwardKinds() {}

  static List<Question> all() {
    return List.of(
        hidden(), throughTanh(), throughSigmoid(), throughRelu(), twoSteps(), vanishing());
  }

  private static Question hidden() {
    return Question.of(
            "dh", TOPIC, "The gradient by the hidden values", Networks.numbers(1, 2), "dL/dh")
        .given("delta2", "W2", "W1", "h")
        .ofTheLoss()
        .slip(
            new Slip(
                "W2 is not transposed",
                "Multiply delta2 by the transpose of W2.",
                v -> v.get("delta2").matmul(v.get("W2"))))
        .slip(
            new Slip(
                "W1 is taken in place of W2",
                "h enters the next layer through W2.",
                v -> v.get("delta2").matmul(v.get("W1").transposed())))
        .slip(
            new Slip(
                "the derivative of the activation is in it",
                "That factor comes one step later, in delta1.",
                v -> v.get("delta1")));
  }

  private static Question delta(String unit) {
    return Question.of(
            "delta1-" + unit,
            TOPIC,
            "The delta of a %s layer".formatted(unit),
            Networks.yesOrNo(1, unit),
            "delta1")
        .given("dL/dh", "a1", "h")
        .ofTheLoss()
        .slip(NO_SLOPE)
        .slip(ONLY_SLOPE);
  }

  private static Question throughTanh() {
    return delta("tanh")
        .slip(at("1 - a1^2", "1 - h^2", v -> v.squared().oneMinus()))
        .slip(
            new Slip(
                "the derivative is taken at h",
                "f1'(a1) = 1 - h^2, where h is tanh(a1) already.",
                v -> v.get("dL/dh").times(v.get("h").tanh().squared().oneMinus())))
        .slip(
            new Slip(
                "the square is missing in 1 - h^2",
                "The derivative of tanh is 1 - h^2.",
                v -> v.get("dL/dh").times(v.get("h").oneMinus())));
  }

  private static Question throughSigmoid() {
    return delta("sigmoid")
        .slip(at("a1 (1 - a1)", "h (1 - h)", v -> v.times(v.oneMinus())))
        .slip(
            new Slip(
                "the derivative is that of tanh",
                "The derivative of sigmoid is h (1 - h).",
                v -> v.get("dL/dh").times(v.get("h").squared().oneMinus())))
        .slip(
            new Slip(
                "the derivative is h in place of h (1 - h)",
                "The derivative of sigmoid is h (1 - h).",
                v -> v.get("dL/dh").times(v.get("h"))));
  }

  private static Slip at(String wrong, String right, UnaryOperator<Node> slope) {
    return new Slip(
        "the derivative is %s in place of %s".formatted(wrong, right),
        "Written with its value h, the derivative is %s.".formatted(right),
        v -> v.get("dL/dh").times(slope.apply(v.get("a1"))));
  }

  private static Question throughRelu() {
    return delta("relu")
        .slip(
            new Slip(
                "it is multiplied by h",
                "The derivative of relu is 1 where a1 > 0, and 0 elsewhere.",
                v -> v.get("dL/dh").times(v.get("h"))))
        .slip(
            new Slip(
                "relu is applied to dL/dh",
                "The sign of a1 decides, not that of dL/dh.",
                v -> Compositions.relu(v.get("dL/dh"))));
  }

  private static Question twoSteps() {
    return Question.of("delta1", TOPIC, "From delta2 to delta1", Networks.numbers(1, 2), "delta1")
        .given("delta2", "W2", "a1", "h")
        .ofTheLoss()
        .slip(NO_SLOPE)
        .slip(
            new Slip(
                "W2 is not transposed",
                "Multiply delta2 by the transpose of W2.",
                v -> v.get("delta2").matmul(v.get("W2")).times(v.get("f1'(a1)"))))
        .slip(at("1 - a1^2", "1 - h^2", v -> v.squared().oneMinus()))
        .slip(
            new Slip(
                "W2 is left out",
                "First dL/dh = delta2 times W2 transposed, then the derivative.",
                v -> v.get("delta2").times(v.get("f1'(a1)"))));
  }

  private static Question vanishing() {
    return Question.of("vanishing", TOPIC, "The factor of two sigmoid units", UNITS, "dh2/da1")
        .given("a1", "w2", "a2")
        .asking("By which factor does the gradient change on its way back: what is dh2/da1?")
        .defining(new Definition("h1", "sigmoid(a1)", v -> v.get("a1").sigmoid()))
        .defining(new Definition("h2", "sigmoid(a2)", v -> v.get("a2").sigmoid()))
        .defining(new Definition("dh1/da1", "h1 (1 - h1)", v -> slope(v.get("a1"))))
        .defining(new Definition("dh2/da2", "h2 (1 - h2)", v -> slope(v.get("a2"))))
        .defining(
            new Definition(
                "dh2/da1",
                "dh2/da2 w2 dh1/da1",
                v -> slope(v.get("a2")).times(v.get("w2")).times(slope(v.get("a1")))))
        .slip(
            new Slip(
                "the weight is missing",
                "Between the two derivatives comes the weight w2.",
                v -> slope(v.get("a2")).times(slope(v.get("a1")))))
        .slip(
            new Slip(
                "the derivative of the first unit is missing",
                "Each unit on the way has its derivative as a factor.",
                v -> slope(v.get("a2")).times(v.get("w2"))))
        .slip(
            new Slip(
                "values are multiplied in place of derivatives",
                "The derivative of sigmoid is h (1 - h).",
                v -> v.get("h2").times(v.get("w2")).times(v.get("h1"))));
  }

  private static Node slope(Node a) {
    return Formulas.derivative(a.sigmoid(), a);
  }
}
