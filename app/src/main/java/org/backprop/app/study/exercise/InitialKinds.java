package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/** The spread of initial weights. */
final class InitialKinds {
  private static final GivenNumbers LAYER =
      GivenNumbers.of("A dense layer with n inputs and k outputs.")
          .number("n", 10, 1, 40)
          .number("k", 10, 1, 40);

  private InitialKinds() {}

  static List<Question> all() {
    return List.of(glorot(), he());
  }

  private static Question of(String id, String title, String rule, Function<Formulas, Node> value) {
    return Question.of(id, NumericKinds.TOPIC, title, LAYER, "sd")
        .given("n", "k")
        .defining(new Definition("sd", rule, value));
  }

  private static Question glorot() {
    return of(
            "glorot",
            "Initial weights by Glorot",
            "sqrt(2 / (n + k))",
            v -> glorotVariance(v).sqrt())
        .asking("Which standard deviation do the initial weights have by Glorot?")
        .slip(new Slip("this is the variance", "Take its root.", InitialKinds::glorotVariance))
        .slip(
            new Slip(
                "only inputs count, as by He",
                "Glorot divides by the mean of inputs and outputs.",
                v -> heVariance(v).sqrt()))
        .slip(
            new Slip(
                "this is the bound of uniform weights",
                "The bound is sqrt(3) times the standard deviation.",
                v -> glorotVariance(v).times(3).sqrt()))
        .slip(
            new Slip(
                "the 2 is missing",
                "The mean of inputs and outputs is (n + k) / 2.",
                v -> glorotVariance(v).times(0.5).sqrt()));
  }

  private static Node glorotVariance(Formulas v) {
    return v.get("n").plus(v.get("k")).reciprocal().times(2);
  }

  private static Node heVariance(Formulas v) {
    return v.get("n").reciprocal().times(2);
  }

  private static Question he() {
    return of("he", "Initial weights by He", "sqrt(2 / n)", v -> heVariance(v).sqrt())
        .asking("Which standard deviation do initial weights before relu have by He?")
        .slip(new Slip("this is the variance", "Take its root.", InitialKinds::heVariance))
        .slip(
            new Slip(
                "outputs are counted, too",
                "He divides by the inputs alone.",
                v -> glorotVariance(v).sqrt()))
        .slip(
            new Slip(
                "outputs are counted in place of inputs",
                "He divides by the inputs n.",
                v -> v.get("k").reciprocal().times(2).sqrt()))
        .slip(
            new Slip(
                "the 2 is missing",
                "relu sets half of the values to 0: the 2 makes up for them.",
                v -> v.get("n").reciprocal().sqrt()));
  }
}
