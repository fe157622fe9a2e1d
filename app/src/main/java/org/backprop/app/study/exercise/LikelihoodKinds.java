package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.Function;
import org.backprop.chain.Formulas;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihoods;

/** Log-likelihoods of a few samples, and the divergence of two distributions. */
final class LikelihoodKinds {
  private static final int SAMPLES = 3;
  private static final int CLASSES = 3;
  private static final String TOPIC = "likelihood";
  private static final String LOG_P = "log p";

  private static final GivenNumbers DISTRIBUTIONS =
      GivenNumbers.of("Two distributions over three classes: p of the data, q of the model.")
          .probabilities("p", CLASSES)
          .probabilities("q", CLASSES);

  private LikelihoodKinds() {}

  static List<Question> all() {
    return List.of(bernoulli(), normal(), poisson(), categorical(), divergence(), crossEntropy());
  }

  private static Question likelihood(String id, String title, Network network, String rule) {
    return Question.of("likelihood-" + id, TOPIC, title, network, LOG_P)
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
        .slip(LossKinds.base(LOG_P, 10))
        .slip(
            new Slip(
                "only samples with y = 1 count",
                "A sample with y = 0 has the log-likelihood log(1 - y_hat).",
                v -> LossKinds.log(v).sum()));
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
                v -> LossKinds.error(v).squared().sum().times(-0.5)))
        .slip(
            new Slip(
                "the factor 1/2 of the square is missing",
                "The exponent is -(y - y_hat)^2 / 2.",
                v -> v.get(LOG_P).minus(LossKinds.error(v).squared().sum().times(0.5))));
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
                v -> LossKinds.log(v).minus(v.get("y_hat")).sum()))
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
        .slip(LossKinds.base(LOG_P, 10))
        .slip(
            new Slip(
                "all classes are summed",
                "Only the class that occurred counts.",
                v -> v.get("y_hat").log().sum()));
  }

  /** The mean over p of -log q, the loss of q for a target p. */
  private static Node entropy(Node p, Node q) {
    return Likelihoods.categorical().lossOfMean(q.reshape(1, CLASSES), p.reshape(1, CLASSES)).sum();
  }

  private static Question crossEntropy() {
    return Question.of(
            "cross-entropy", TOPIC, "Cross-entropy of two distributions", DISTRIBUTIONS, "H(p, q)")
        .given("p", "q")
        .defining(new Definition("H(p, q)", "-sum(p log(q))", v -> entropy(v.get("p"), v.get("q"))))
        .slip(exchanged(v -> entropy(v.get("q"), v.get("p"))))
        .slip(LossKinds.base("H(p, q)", 2))
        .slip(LossKinds.base("H(p, q)", 10))
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
            "divergence", TOPIC, "Kullback-Leibler divergence", DISTRIBUTIONS, "KL(p || q)")
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
