package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;

/** The losses of a few samples, and the log-likelihoods that they come from. */
final class LossKinds {
  private static final int SAMPLES = 3;
  private static final String LOSS = "loss";
  private static final String LIKELIHOOD = "likelihood";
  private static final String LOG_P = "log p";

  private static final GivenNumbers DISTRIBUTIONS =
      GivenNumbers.of("Two distributions over three classes: p of the data, q of the model.")
          .probabilities("p", 3)
          .probabilities("q", 3);

  private LossKinds() {}

  static List<Question> all() {
    return List.of(
        bernoulli(),
        normal(),
        poisson(),
        categorical(),
        divergence(),
        crossEntropy(),
        squaredError(),
        logLoss(),
        crossEntropyLoss(),
        poissonLoss());
  }

  private static Question loss(String id, String title, Network network) {
    return Question.of(id, LOSS, title, network, "l")
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

  private static Node error(Formulas v) {
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

  private static Slip base(String value, int base) {
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
                "A sample with y = 0 costs -log(1 - y_hat).",
                right,
                v -> v.get("y").times(v.get("y_hat").log()).negated()))
        .slip(
            terms(
                "y_hat and 1 - y_hat are exchanged",
                "A sample with y = 1 costs -log(y_hat).",
                right,
                v -> surprise(v.get("y"), v.get("y_hat").oneMinus())))
        .slip(
            terms(
                "the logarithm is missing",
                "Each sample costs the negative logarithm of its probability.",
                right,
                v -> error(v).abs()));
  }

  private static Node surprise(Formulas v) {
    return surprise(v.get("y"), v.get("y_hat"));
  }

  private static Node surprise(Node y, Node p) {
    return y.times(p.log()).plus(y.oneMinus().times(p.oneMinus().log())).negated();
  }

  private static Question crossEntropyLoss() {
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
                "The true class costs -log(y_hat).",
                right,
                v -> v.get("y").times(v.get("y_hat").oneMinus().log())));
  }

  private static Question poissonLoss() {
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

  private static Node log(Formulas v) {
    return v.get("y").times(v.get("y_hat").log());
  }

  private static Question likelihood(String id, String title, Network network, String rule) {
    return Question.of("likelihood-" + id, LIKELIHOOD, title, network, LOG_P)
        .given("y_hat", "y")
        .asking("What is the log-likelihood of the samples together?")
        .defining(new Definition(LOG_P, rule, v -> v.get("L").times(-(double) network.samples())))
        .slip(
            new Slip(
                "this is the negative log-likelihood",
                "A log-likelihood has no minus; the loss has it.",
                v -> v.get(LOG_P).negated()))
        .slip(
            new Slip(
                "this is the mean over the samples",
                "The log-likelihood is the sum over the samples.",
                v -> v.get("L").negated()))
        .slip(
            new Slip(
                "this is the likelihood",
                "Take the logarithm: the sum of the logs of the factors.",
                v -> v.get(LOG_P).exp()));
  }

  private static Question bernoulli() {
    return likelihood(
            "bernoulli",
            "Log-likelihood of yes or no",
            Networks.yesOrNo(SAMPLES, "tanh"),
            "the sum of y log(y_hat) + (1 - y) log(1 - y_hat)")
        .slip(base(LOG_P, 10))
        .slip(
            new Slip(
                "only samples with y = 1 count",
                "A sample with y = 0 has the log-likelihood log(1 - y_hat).",
                v -> log(v).sum()));
  }

  private static Question normal() {
    return likelihood(
            "normal",
            "Log-likelihood of a normal distribution",
            Networks.numbers(2, 1),
            "-1/2 times the sum of (y - y_hat)^2 + log(2 pi)")
        .asking("What is the log-likelihood of the samples together, with variance 1?")
        .slip(
            new Slip(
                "the constant -1/2 log(2 pi) of each sample is missing",
                "A density integrates to 1: it has the factor 1 / sqrt(2 pi).",
                v -> error(v).squared().sum().times(-0.5)))
        .slip(
            new Slip(
                "the factor 1/2 of the square is missing",
                "The exponent is -(y - y_hat)^2 / 2.",
                v -> v.get(LOG_P).minus(error(v).squared().sum().times(0.5))));
  }

  private static Question poisson() {
    return likelihood(
            "poisson",
            "Log-likelihood of counts",
            Networks.counts(2),
            "the sum of y log(y_hat) - y_hat - log(y!)")
        .slip(
            new Slip(
                "log(y!) is missing",
                "The probability of a count y has the divisor y!.",
                v -> log(v).minus(v.get("y_hat")).sum()))
        .slip(
            new Slip(
                "-y_hat is missing",
                "The probability of a count has the factor e^-y_hat.",
                v -> v.get(LOG_P).plus(v.get("y_hat").sum())));
  }

  private static Question categorical() {
    return likelihood(
            "categorical",
            "Log-likelihood of classes",
            Networks.classes(2),
            "the sum of y log(y_hat)")
        .slip(base(LOG_P, 10))
        .slip(
            new Slip(
                "all classes are summed",
                "Only the class that occurred counts.",
                v -> v.get("y_hat").log().sum()));
  }

  private static Node entropy(Node p, Node q) {
    return p.times(q.log()).sum().negated();
  }

  private static Question crossEntropy() {
    return Question.of(
            "cross-entropy",
            LIKELIHOOD,
            "Cross-entropy of two distributions",
            DISTRIBUTIONS,
            "H(p, q)")
        .given("p", "q")
        .defining(new Definition("H(p, q)", "-sum(p log(q))", v -> entropy(v.get("p"), v.get("q"))))
        .slip(exchanged(v -> entropy(v.get("q"), v.get("p"))))
        .slip(base("H(p, q)", 2))
        .slip(base("H(p, q)", 10))
        .slip(
            new Slip(
                "the minus is missing",
                "Logarithms of probabilities are negative, a cross-entropy is not.",
                v -> v.get("H(p, q)").negated()));
  }

  private static Slip exchanged(Function<Formulas, Node> value) {
    return new Slip("p and q are exchanged", "The mean is taken over p, of the data.", value);
  }

  private static Question divergence() {
    return Question.of(
            "divergence", LIKELIHOOD, "Kullback-Leibler divergence", DISTRIBUTIONS, "KL(p || q)")
        .given("p", "q")
        .defining(new Definition("H(p, q)", "-sum(p log(q))", v -> entropy(v.get("p"), v.get("q"))))
        .defining(new Definition("H(p)", "-sum(p log(p))", v -> entropy(v.get("p"), v.get("p"))))
        .defining(
            new Definition(
                "KL(p || q)", "H(p, q) - H(p)", v -> v.get("H(p, q)").minus(v.get("H(p)"))))
        .slip(
            exchanged(v -> entropy(v.get("q"), v.get("p")).minus(entropy(v.get("q"), v.get("q")))))
        .slip(
            new Slip(
                "this is the cross-entropy",
                "The divergence is the cross-entropy less the entropy of p.",
                v -> v.get("H(p, q)")))
        .slip(
            new Slip(
                "the sign is reversed",
                "A divergence is never negative.",
                v -> v.get("KL(p || q)").negated()));
  }
}
