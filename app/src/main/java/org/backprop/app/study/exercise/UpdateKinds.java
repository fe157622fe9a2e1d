package org.backprop.app.study.exercise;

import java.util.List;
import java.util.Objects;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;
import org.backprop.optimizer.Adam;
import org.backprop.optimizer.Sgd;
import org.backprop.optimizer.StepRule;
import org.backprop.tensor.DType;

/** One step of an optimizer. */
final class UpdateKinds {
  static final String TOPIC = "update";
  private static final double MOMENTUM = 0.9;
  private static final StepRule ADAM = new Adam(0.9, 0.999, 1e-8, 0, false, false);
  private static final String DOWNHILL = "Subtract the step: along the gradient the loss rises.";

  private UpdateKinds() {}

  static List<Question> all() {
    return List.of(descent(), momentum(), adam());
  }

  private static Question descent() {
    return Question.of(
            "update-W1", TOPIC, "A step of gradient descent", Networks.yesOrNo(1, "tanh"), "W1_new")
        .given("W1", "dL/dW1", "rate")
        .slip(
            new Slip(
                "the step is added",
                DOWNHILL,
                v -> v.get("W1").plus(v.get("dL/dW1").times(v.get("rate")))))
        .slip(
            new Slip(
                "the learning rate is missing",
                "Multiply the gradient by the rate.",
                v -> v.get("W1").minus(v.get("dL/dW1"))))
        .slip(
            new Slip(
                "this is the step alone",
                "Subtract it from W1.",
                v -> v.get("dL/dW1").times(v.get("rate"))))
        .slip(
            new Slip(
                "W1 is multiplied by the rate, too",
                "The rate is a factor of the gradient alone.",
                v -> v.get("W1").minus(v.get("dL/dW1")).times(v.get("rate"))));
  }

  /** Weights w, their gradient g and the rate. */
  static GivenNumbers weights(String text) {
    return GivenNumbers.of(text)
        .vector("w", 2, 0.1, -20, 20)
        .vector("g", 2, 0.1, -20, 20)
        .number("rate", 0.1, 1, 5);
  }

  /** rate * g. */
  static Node step(Formulas v) {
    return v.get("g").times(v.get("rate"));
  }

  private static Node next(StepRule rule, Formulas v) {
    var w = v.get("w");
    var first = Node.scalar(DType.FLOAT64, 1);
    return Objects.requireNonNull(rule.update(w, v.get("g"), v.get("rate"), first).get(w));
  }

  private static Question momentum() {
    return Question.of(
            "momentum",
            TOPIC,
            "A step with momentum",
            weights("Momentum 0.9: v := 0.9 v + g, then w := w - rate v. Before the step:")
                .vector("velocity.w", 2, 0.1, -20, 20),
            "w_new")
        .given("w", "g", "rate", "v")
        .asking("What is w after the step?")
        .defining(
            new Definition(
                "v",
                "the velocity",
                v -> Node.variable("velocity.w", DType.FLOAT64, v.get("w").shape())))
        .defining(
            new Definition("v_new", "0.9 v + g", v -> v.get("v").times(MOMENTUM).plus(v.get("g"))))
        .defining(
            new Definition("w_new", "w - rate v_new", v -> next(new Sgd(MOMENTUM, false, 0), v)))
        .slip(
            new Slip(
                "the velocity is left out",
                "Step along v, which keeps 0.9 of what it was.",
                v -> v.get("w").minus(step(v))))
        .slip(
            new Slip(
                "the velocity before the step is taken",
                "First v := 0.9 v + g, then w := w - rate v.",
                v -> v.get("w").minus(v.get("v").times(v.get("rate")))))
        .slip(
            new Slip(
                "the gradient has the factor 1 - 0.9",
                "Here v := 0.9 v + g, without that factor.",
                v ->
                    v.get("w")
                        .minus(
                            v.get("v")
                                .times(MOMENTUM)
                                .plus(v.get("g").times(1 - MOMENTUM))
                                .times(v.get("rate")))))
        .slip(added());
  }

  /** The step in the wrong direction. */
  static Slip added() {
    return new Slip("the step is added", DOWNHILL, v -> v.get("w").times(2).minus(v.get("w_new")));
  }

  private static Question adam() {
    return Question.of(
            "adam",
            TOPIC,
            "The first step of Adam",
            weights("Adam with beta1 = 0.9, beta2 = 0.999 and a tiny epsilon. Its first step:")
                .zeros("m.w", 2)
                .zeros("v.w", 2),
            "w_new")
        .given("w", "g", "rate")
        .asking("What is w after the first step?")
        .defining(new Definition("m", "0.1 g", v -> v.get("g").times(0.1)))
        .defining(new Definition("v", "0.001 g^2", v -> v.get("g").squared().times(0.001)))
        .defining(new Definition("m / (1 - 0.9)", "m, corrected", v -> v.get("m").dividedBy(0.1)))
        .defining(
            new Definition("v / (1 - 0.999)", "v, corrected", v -> v.get("v").dividedBy(0.001)))
        .defining(
            new Definition("w_new", "w - rate m / sqrt(v), both corrected", v -> next(ADAM, v)))
        .slip(
            new Slip(
                "this is a step of gradient descent",
                "Adam divides by the root of the mean square: its first step is the rate.",
                v -> v.get("w").minus(step(v))))
        .slip(
            new Slip(
                "the corrections for the start at zero are missing",
                "Divide m by 1 - 0.9 and v by 1 - 0.999 in the first step.",
                v ->
                    v.get("w").minus(v.get("m").dividedBy(v.get("v").sqrt()).times(v.get("rate")))))
        .slip(
            new Slip(
                "the learning rate is missing",
                "Multiply the direction by the rate.",
                v -> v.get("w").minus(v.get("g").sign())))
        .slip(added());
  }
}
