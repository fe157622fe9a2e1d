package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/** The losses of a few samples. */
final class LossKinds {
  private static final int SAMPLES = 3;
  private static final String TOPIC = "loss";

  private LossKinds() {}

  static List<Question> all() {
    return List.of(squaredError(), logLoss(), crossEntropy(), poisson());
  }

  private static Question loss(String id, String title, Network network) {
    return Question.of(id, TOPIC, title, network, "l")
        .given("y_hat", "y")
        .asking("What is the loss L?")
        .ofTheLoss();
  }

  /** A mistake in the loss of each sample: summed, with the factor that the loss has. */
  private static Slip terms(
      String name, String remedy, Function<Formulas, Node> right, Function<Formulas, Node> wrong) {
    return new Slip(
        name, remedy, v -> v.get("l").dividedBy(right.apply(v).sum()).times(wrong.apply(v).sum()));
  }

  /** y_hat - y. */
  static Node error(Formulas v) {
    return v.get("y_hat").minus(v.get("y"));
  }

  private static Question squaredError() {
    Function<Formulas, Node> right = v -> error(v).squared();
    return loss("loss-squared", "Squared error", Networks.numbers(SAMPLES, 1))
        .slip(
            terms(
                "errors are summed without squares",
                "Square each error, then sum.",
                right,
                v -> error(v).abs()))
        .slip(
            terms(
                "the sum of the errors is squared",
                "Square each error, then sum: errors of different sign do not cancel.",
                right,
                v -> error(v).sum().squared()))
        .slip(new Slip("a square root is taken", "The loss has no root.", v -> v.get("l").sqrt()));
  }

  /** Logarithms of another base than e. */
  static Slip base(String value, int base) {
    return new Slip(
        "the logarithm is that of base " + base,
        "Take the natural logarithm, ln.",
        v -> v.get(value).dividedBy(Math.log(base)));
  }

  private static Question logLoss() {
    Function<Formulas, Node> right = LossKinds::surprise;
    return loss("loss-log", "Log loss", Networks.yesOrNo(SAMPLES, "tanh"))
        .slip(base("l", 10))
        .slip(base("l", 2))
        .slip(
            terms(
                "the term (1 - y) log(1 - y_hat) is missing",
                "The loss of a sample with y = 0 is -log(1 - y_hat).",
                right,
                v -> v.get("y").times(v.get("y_hat").log()).negated()))
        .slip(
            terms(
                "y_hat and 1 - y_hat are exchanged",
                "The loss of a sample with y = 1 is -log(y_hat).",
                right,
                v -> surprise(v.get("y"), v.get("y_hat").oneMinus())))
        .slip(
            terms(
                "the logarithm is missing",
                "The loss of a sample is the negative logarithm of its probability.",
                right,
                v -> error(v).abs()));
  }

  private static Node surprise(Formulas v) {
    return surprise(v.get("y"), v.get("y_hat"));
  }

  private static Node surprise(Node y, Node p) {
    return y.times(p.log()).plus(y.oneMinus().times(p.oneMinus().log())).negated();
  }

  private static Question crossEntropy() {
    Function<Formulas, Node> right = v -> v.get("y").times(v.get("y_hat").log());
    return loss("loss-cross-entropy", "Cross-entropy", Networks.classes(2))
        .slip(base("l", 10))
        .slip(base("l", 2))
        .slip(
            terms(
                "all classes are summed",
                "y is 0 for all classes but one: only the true class counts.",
                right,
                v -> v.get("y_hat").log()))
        .slip(
            terms(
                "the logarithm of 1 - y_hat is taken",
                "The loss is -log(y_hat) of the true class.",
                right,
                v -> v.get("y").times(v.get("y_hat").oneMinus().log())));
  }

  private static Question poisson() {
    Function<Formulas, Node> right = v -> v.get("y_hat").minus(log(v));
    return loss("loss-poisson", "Poisson loss", Networks.counts(2))
        .slip(
            terms(
                "the logarithm is that of base 10",
                "Take the natural logarithm, ln.",
                right,
                v -> v.get("y_hat").minus(log(v).dividedBy(Math.log(10)))))
        .slip(
            terms(
                "y_hat is missing",
                "The loss is y_hat - y log y_hat.",
                right,
                v -> log(v).negated()))
        .slip(
            terms(
                "y log y_hat is added",
                "The loss is y_hat - y log y_hat.",
                right,
                v -> v.get("y_hat").plus(log(v))));
  }

  /** y log(y_hat). */
  static Node log(Formulas v) {
    return v.get("y").times(v.get("y_hat").log());
  }
}
