package org.backprop.app.study.exercise;

import java.util.List;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/** The gradients at the output: by the prediction, and by the last pre-activation. */
final class DeltaKinds {
  private static final String TOPIC = "delta-rule";
  private static final String RULE =
      "The derivative of the output function cancels against that of the loss: y_hat - y is left.";

  private DeltaKinds() {}

  static List<Question> all() {
    return List.of(
        byPrediction("squared", "squared error", Networks.numbers(3, 1))
            .slip(
                new Slip(
                    "errors have lost their signs",
                    "The gradient is negative where the prediction is too small.",
                    v -> v.get("dL/dy_hat").abs())),
        byPrediction("log", "log loss", Networks.yesOrNo(1, "tanh"))
            .slip(isDelta())
            .slip(
                new Slip(
                    "y_hat and 1 - y_hat are exchanged",
                    "For y = 1 it is -1 / y_hat, for y = 0 it is 1 / (1 - y_hat).",
                    v -> sign(v).dividedBy(v.get("y").minus(v.get("y_hat")).abs())))
            .slip(
                new Slip(
                    "this is the loss",
                    "Take its derivative: that of log(y_hat) is 1 / y_hat.",
                    v -> v.get("l"))),
        byPrediction("cross-entropy", "cross-entropy", Networks.classes(1))
            .slip(isDelta())
            .slip(
                new Slip(
                    "this is log(y_hat) where y is 1",
                    "The derivative of log(y_hat) is 1 / y_hat.",
                    v -> v.get("y").times(v.get("y_hat").log()))),
        byPrediction("poisson", "Poisson loss", Networks.counts(1))
            .slip(isDelta())
            .slip(
                new Slip(
                    "the 1 is missing",
                    "The loss is y_hat - y log y_hat; y_hat has the derivative 1.",
                    v -> v.get("y").dividedBy(v.get("y_hat")).negated())),
        delta("linear", "linear outputs and squared error", Networks.numbers(3, 1))
            .slip(
                new Slip(
                    "errors have lost their signs",
                    "delta2 is negative where the prediction is too small.",
                    v -> v.get("delta2").abs())),
        matched("sigmoid", "a sigmoid output and log loss", Networks.yesOrNo(2, "tanh")),
        matched("softmax", "softmax outputs and cross-entropy", Networks.classes(1))
            .slip(
                new Slip(
                    "only the true class has a gradient",
                    "The other outputs share the sum of softmax: theirs is y_hat - 0.",
                    v -> v.get("delta2").times(v.get("y")))),
        delta("exp", "an exponential output and Poisson loss", Networks.counts(2))
            .slip(isByPrediction())
            .slip(
                new Slip(
                    "it is multiplied by the derivative of the output function",
                    RULE,
                    v -> v.get("delta2").times(v.get("y_hat")))));
  }

  private static Question byPrediction(String id, String loss, Network network) {
    return Question.of(
            "dy_hat-" + id,
            TOPIC,
            "The gradient of %s by y_hat".formatted(loss),
            network,
            "dL/dy_hat")
        .given("y_hat", "y")
        .ofTheLoss();
  }

  private static Question delta(String id, String pair, Network network) {
    return Question.of("delta2-" + id, TOPIC, "delta2 of " + pair, network, "delta2")
        .given("a2", "y_hat", "y")
        .ofTheLoss()
        .slip(
            new Slip(
                "y is added in place of subtracted",
                "The error is y_hat - y.",
                v -> v.get("delta2").dividedBy(error(v)).times(v.get("y_hat").plus(v.get("y")))));
  }

  private static Question matched(String id, String pair, Network network) {
    return delta(id, pair, network)
        .slip(isByPrediction())
        .slip(
            new Slip(
                "it is multiplied by y_hat (1 - y_hat)",
                RULE,
                v -> v.get("delta2").times(v.get("y_hat")).times(v.get("y_hat").oneMinus())));
  }

  private static Node error(Formulas v) {
    return v.get("y_hat").minus(v.get("y"));
  }

  /** 1 where y is 0 and -1 where it is 1. */
  private static Node sign(Formulas v) {
    return v.get("y").times(-2).plus(1);
  }

  private static Slip isDelta() {
    return new Slip(
        "this is delta2, the gradient by a2",
        "Asked for is the derivative of the loss alone, without that of the output function.",
        v -> v.get("delta2"));
  }

  private static Slip isByPrediction() {
    return new Slip(
        "this is dL/dy_hat",
        "Multiply by the derivative of the output function: y_hat - y is left.",
        v -> v.get("dL/dy_hat"));
  }
}
