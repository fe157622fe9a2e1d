package org.backprop.app.study.exercise;

import java.util.List;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/** Penalties that keep weights small. */
final class PenaltyKinds {
  private PenaltyKinds() {}

  static List<Question> all() {
    return List.of(ridge(), decay());
  }

  private static Question ridge() {
    return Question.of(
            "ridge",
            UpdateKinds.TOPIC,
            "The gradient with a ridge penalty",
            GivenNumbers.of("The objective is L + lambda/2 ||w||^2; g is the gradient of L alone.")
                .vector("w", 2, 0.1, -20, 20)
                .vector("g", 2, 0.1, -20, 20)
                .number("lambda", 0.1, 1, 9),
            "g + lambda w")
        .given("w", "g", "lambda")
        .asking("What is the gradient of the objective by w?")
        .defining(
            new Definition(
                "g + lambda w",
                "g plus the gradient of the penalty",
                v -> v.get("g").plus(Formulas.derivative(penalty(v), v.get("w")))))
        .slip(
            new Slip(
                "this is the gradient of L alone",
                "Add the gradient of the penalty, lambda w.",
                v -> v.get("g")))
        .slip(
            new Slip(
                "there is a factor 2 too many",
                "The 1/2 of the penalty cancels the 2 of the square.",
                v -> v.get("g").plus(v.get("w").times(v.get("lambda")).times(2))))
        .slip(
            new Slip(
                "the penalty is subtracted",
                "The penalty is added to L, so its gradient is added.",
                v -> v.get("g").minus(v.get("w").times(v.get("lambda")))))
        .slip(
            new Slip(
                "the penalty itself is added",
                "Take its derivative: that of w^2 / 2 is w.",
                v -> v.get("g").plus(v.get("w").squared().times(v.get("lambda")).times(0.5))));
  }

  private static Node penalty(Formulas v) {
    return v.get("w").squared().sum().times(v.get("lambda")).times(0.5);
  }

  private static Question decay() {
    return Question.of(
            "weight-decay",
            UpdateKinds.TOPIC,
            "A step with weight decay",
            UpdateKinds.weights("Gradient descent with weight decay: g + decay w in place of g.")
                .number("decay", 0.1, 2, 9),
            "w_new")
        .given("w", "g", "rate", "decay")
        .asking("What is w after the step?")
        .defining(
            new Definition(
                "w_new",
                "w - rate (g + decay w)",
                v ->
                    v.get("w")
                        .minus(
                            v.get("g")
                                .plus(v.get("w").times(v.get("decay")))
                                .times(v.get("rate")))))
        .slip(
            new Slip(
                "the decay is missing",
                "Add decay w to the gradient.",
                v -> v.get("w").minus(UpdateKinds.step(v))))
        .slip(
            new Slip(
                "the decay has no learning rate",
                "The rate multiplies g and decay w alike.",
                v -> v.get("w").minus(v.get("w").times(v.get("decay"))).minus(UpdateKinds.step(v))))
        .slip(
            new Slip(
                "the weights grow in place of decay",
                "Add decay w to the gradient, then subtract.",
                v ->
                    v.get("w")
                        .minus(
                            v.get("g")
                                .minus(v.get("w").times(v.get("decay")))
                                .times(v.get("rate")))))
        .slip(UpdateKinds.added());
  }
}
