package org.backprop.app.study.exercise;

import java.util.List;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;
import org.backprop.likelihood.ExponentialFamily;
import org.backprop.likelihood.Likelihoods;

/** Fisher information of one weight, and the standard error that follows from it. */
final class InferenceKinds {
  private static final String TOPIC = "inference";
  private static final String INFORMATION = "I(w)";

  private InferenceKinds() {}

  static List<Question> all() {
    return List.of(
        bernoulli(),
        fisher(
                "poisson",
                "a Poisson regression",
                "y_hat = exp(w x)",
                "the sum of x^2 y_hat",
                family(Likelihoods.poisson()))
            .slip(
                new Slip(
                    "x is not squared",
                    "a = w x is differentiated twice: x^2.",
                    v -> v.get("x").times(v.get("y_hat")).sum())),
        standardError());
  }

  private static ExponentialFamily family(Object likelihood) {
    return (ExponentialFamily) likelihood;
  }

  private static Question fisher(
      String id, String model, String unit, String rule, ExponentialFamily family) {
    var numbers =
        GivenNumbers.of("%s with one weight, %s, on three samples.".formatted(capital(model), unit))
            .vector("x", 3, 0.5, -4, 4)
            .number("w", 0.1, -10, 10);
    return Question.of(
            "fisher-" + id, TOPIC, "Fisher information of " + model, numbers, INFORMATION)
        .given("x", "w")
        .asking("What is the Fisher information of w?")
        .defining(new Definition("y_hat", unit.substring(8), v -> slope(family, v)))
        .defining(
            new Definition(
                INFORMATION,
                rule,
                v ->
                    Formulas.derivative(
                        Formulas.derivative(partition(family, v), v.get("w")), v.get("w"))))
        .slip(
            new Slip(
                "the factor x^2 is missing",
                "The derivative of a = w x by w is x, and it occurs twice.",
                v -> variance(family, v).sum()))
        .slip(
            new Slip(
                "this is the mean over the samples",
                "Information adds up: sum over the samples.",
                v -> v.get(INFORMATION).dividedBy(3)))
        .slip(
            new Slip(
                "this is the inverse, a variance",
                "The inverse of the information is the variance of the estimate.",
                v -> v.get(INFORMATION).reciprocal()));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static Node eta(Formulas v) {
    return v.get("x").times(v.get("w"));
  }

  private static Node partition(ExponentialFamily family, Formulas v) {
    return family.logPartition(eta(v));
  }

  private static Node slope(ExponentialFamily family, Formulas v) {
    return family.mean(eta(v));
  }

  /** The second derivative of the log-partition. */
  private static Node variance(ExponentialFamily family, Formulas v) {
    var eta = eta(v);
    return Formulas.derivative(family.mean(eta), eta);
  }

  private static Question bernoulli() {
    return fisher(
            "bernoulli",
            "a logistic regression",
            "y_hat = sigmoid(w x)",
            "the sum of x^2 y_hat (1 - y_hat)",
            family(Likelihoods.bernoulli()))
        .slip(
            new Slip(
                "y_hat is taken in place of y_hat (1 - y_hat)",
                "The variance of yes or no is y_hat (1 - y_hat).",
                v -> v.get("x").squared().times(v.get("y_hat")).sum()));
  }

  private static Question standardError() {
    return Question.of(
            "standard-error",
            TOPIC,
            "From information to standard error",
            GivenNumbers.of("").number("I", 0.5, 1, 60),
            "se")
        .given("I")
        .asking("The Fisher information of w is I. What is the standard error of its estimate?")
        .defining(new Definition("se", "1 / sqrt(I)", v -> v.get("I").sqrt().reciprocal()))
        .slip(new Slip("this is the variance", "Take its root.", v -> v.get("I").reciprocal()))
        .slip(
            new Slip(
                "the inverse is missing",
                "Much information makes a small error: 1 / sqrt(I).",
                v -> v.get("I").sqrt()));
  }
}
