package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/** From the deltas to the gradients of weights and biases. */
final class WeightKinds {
  private static final String TOPIC = "weights";
  private static final String ALL_SAMPLES = "Sum over all samples.";

  private WeightKinds() {}

  static List<Question> all() {
    return List.of(outputBias(), hiddenBias(), outputWeights(), hiddenWeights(), column());
  }

  private static Node first(Node samples) {
    return samples.slice(0, 0, 1);
  }

  private static Node product(Formulas v, String values, String delta) {
    return v.get(values).transposed().matmul(v.get(delta));
  }

  private static Question outputBias() {
    return Question.of(
            "db2", TOPIC, "The gradient of the output's biases", Networks.classes(2), "dL/db2")
        .given("h", "delta2")
        .ofTheLoss()
        .slip(firstSample(v -> first(v.get("delta2")).sum(0)))
        .slip(
            new Slip(
                "only the last sample counts",
                ALL_SAMPLES,
                v -> v.get("delta2").slice(0, 1, 2).sum(0)));
  }

  private static Question hiddenBias() {
    return Question.of(
            "db1",
            TOPIC,
            "The gradient of the hidden biases",
            Networks.yesOrNo(2, "tanh"),
            "dL/db1")
        .given("dL/dh", "delta1", "h")
        .ofTheLoss()
        .slip(firstSample(v -> first(v.get("delta1")).sum(0)))
        .slip(
            new Slip(
                "dL/dh is summed",
                "b1 is added before the activation: sum delta1, which has its derivative.",
                v -> v.get("dL/dh").sum(0)))
        .slip(
            new Slip(
                "delta1 is multiplied by h",
                "The derivative of a1 by b1 is 1.",
                v -> v.get("delta1").times(v.get("h")).sum(0)));
  }

  private static Slip firstSample(Function<Formulas, Node> value) {
    return new Slip("only the first sample counts", ALL_SAMPLES, value);
  }

  private static Question outputWeights() {
    return Question.of(
            "dW2", TOPIC, "The gradient of the output's weights", Networks.classes(2), "dL/dW2")
        .given("x", "h", "delta2", "y_hat")
        .ofTheLoss()
        .slip(
            new Slip(
                "x is taken in place of h",
                "W2 is multiplied by h on the way forward.",
                v -> product(v, "x", "delta2")))
        .slip(
            new Slip(
                "y_hat is taken in place of delta2",
                "The gradient has the error delta2, not the prediction.",
                v -> product(v, "h", "y_hat")))
        .slip(firstSample(v -> first(v.get("h")).transposed().matmul(first(v.get("delta2")))));
  }

  private static Question hiddenWeights() {
    return Question.of(
            "dW1",
            TOPIC,
            "The gradient of the hidden weights",
            Networks.yesOrNo(2, "tanh"),
            "dL/dW1")
        .given("x", "h", "dL/dh", "delta1")
        .ofTheLoss()
        .slip(
            new Slip(
                "h is taken in place of x",
                "W1 is multiplied by x on the way forward.",
                v -> product(v, "h", "delta1")))
        .slip(
            new Slip(
                "dL/dh is taken in place of delta1",
                "The derivative of the activation belongs to the way back to W1.",
                v -> product(v, "x", "dL/dh")))
        .slip(firstSample(v -> first(v.get("x")).transposed().matmul(first(v.get("delta1")))));
  }

  private static Question column() {
    return Question.of(
            "dW2-one",
            TOPIC,
            "The gradient of the weights of one output",
            Networks.numbers(3, 1),
            "dL/dW2")
        .given("x", "h", "delta2")
        .ofTheLoss()
        .slip(
            new Slip(
                "x is taken in place of h",
                "W2 is multiplied by h on the way forward.",
                v -> product(v, "x", "delta2")))
        .slip(
            new Slip(
                "the values and the deltas are summed one by one",
                "Multiply each sample's h by its own delta2, then sum.",
                v -> v.get("h").sum(0).times(v.get("delta2").sum())))
        .slip(firstSample(v -> first(v.get("h")).transposed().matmul(first(v.get("delta2")))));
  }
}
