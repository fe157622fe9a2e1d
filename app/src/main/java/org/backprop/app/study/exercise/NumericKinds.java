package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.backprop.chain.Formulas;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihoods;

/** Functions and their derivatives, finite differences. */
final class NumericKinds {
  static final String TOPIC = "numerics";
  private static final GivenNumbers POINT = GivenNumbers.of("").number("a", 0.1, -25, 25);
  private static final GivenNumbers POINTS = GivenNumbers.of("").vector("a", 3, 0.5, -4, 6);

  private NumericKinds() {}

  static List<Question> all() {
    return List.of(
        sigmoid(),
        logit(),
        softmax(),
        logsumexp(),
        slopeOfTanh(),
        slopeOfSigmoid(),
        finiteDifference());
  }

  private static Question of(
      String id,
      String title,
      GivenNumbers numbers,
      String asked,
      String rule,
      Function<Formulas, Node> value) {
    return Question.of(id, TOPIC, title, numbers, asked)
        .given(numbers.inputs().keySet().toArray(String[]::new))
        .defining(new Definition(asked, rule, value));
  }

  private static Slip at(String name, String remedy, UnaryOperator<Node> wrong) {
    return new Slip(name, remedy, v -> wrong.apply(v.get("a")));
  }

  private static Question sigmoid() {
    var form = "sigmoid(a) = 1 / (1 + e^-a).";
    return of(
            "sigmoid",
            "The sigmoid",
            POINT,
            "sigmoid(a)",
            "1 / (1 + e^-a)",
            v -> v.get("a").sigmoid())
        .slip(at("the exponent has the wrong sign", form, a -> a.negated().sigmoid()))
        .slip(at("this is e^-a", form, a -> a.negated().exp()))
        .slip(at("this is tanh(a)", form, Node::tanh))
        .slip(at("this is 1 + e^-a", form, a -> a.negated().exp().plus(1)));
  }

  private static Question logit() {
    var form = "logit(p) = log(p / (1 - p)), with the natural logarithm.";
    return of(
            "logit",
            "The logit, the link of a probability",
            GivenNumbers.of("").number("p", 0.05, 1, 19),
            "logit(p)",
            "log(p / (1 - p))",
            v -> Likelihoods.bernoulli().link(v.get("p")))
        .slip(new Slip("these are the odds", form, NumericKinds::odds))
        .slip(new Slip("this is log(p)", form, v -> v.get("p").log()))
        .slip(new Slip("the sign is reversed", form, v -> odds(v).log().negated()))
        .slip(
            new Slip(
                "the logarithm is that of base 10",
                form,
                v -> odds(v).log().dividedBy(Math.log(10))));
  }

  private static Node odds(Formulas v) {
    return v.get("p").dividedBy(v.get("p").oneMinus());
  }

  private static Question softmax() {
    return of(
            "softmax",
            "Softmax",
            POINTS,
            "softmax(a)",
            "e^a / sum(e^a)",
            v -> Compositions.softmax(v.get("a")))
        .slip(at("the sum is missing", "Divide each e^a by the sum of all.", Node::exp))
        .slip(
            at(
                "the exponents have the wrong sign",
                "Softmax has e^a, not e^-a.",
                a -> Compositions.softmax(a.negated())))
        .slip(
            at(
                "each has a sigmoid",
                "Softmax divides each e^a by the sum of all: the results sum to 1.",
                Node::sigmoid))
        .slip(
            at(
                "powers of 2 are taken",
                "The base is e.",
                a -> Compositions.softmax(a.times(Math.log(2)))));
  }

  private static Question logsumexp() {
    return of(
            "logsumexp",
            "Log-sum-exp",
            POINTS,
            "logsumexp(a)",
            "log(sum(e^a))",
            v -> Compositions.logsumexp(v.get("a")).reshape())
        .slip(at("the logarithm is missing", "Take the log of the sum.", a -> a.exp().sum()))
        .slip(at("this is the sum", "The log of a sum is not the sum of logs.", a -> a.sum()))
        .slip(at("this is the largest number", "The others count, too.", a -> a.max()))
        .slip(
            at(
                "the mean of the exponentials is taken",
                "Sum e^a, without division.",
                a -> a.exp().mean().log()))
        .slip(
            at(
                "the logarithm is that of base 10",
                "Take the natural logarithm, ln.",
                a -> Compositions.logsumexp(a).reshape().dividedBy(Math.log(10))));
  }

  private static Question slopeOfTanh() {
    var form = "The derivative is 1 - tanh(a)^2.";
    return of(
            "slope-tanh",
            "The derivative of tanh",
            POINT,
            "tanh'(a)",
            "1 - tanh(a)^2",
            v -> Formulas.derivative(v.get("a").tanh(), v.get("a")))
        .slip(at("this is tanh(a)", form, Node::tanh))
        .slip(at("this is 1 - a^2", form, a -> a.squared().oneMinus()))
        .slip(at("the square is missing", form, a -> a.tanh().oneMinus()))
        .slip(
            at(
                "the derivative is taken at tanh(a)",
                form,
                a -> a.tanh().tanh().squared().oneMinus()));
  }

  private static Question slopeOfSigmoid() {
    var form = "The derivative is s (1 - s) with s = sigmoid(a).";
    return of(
            "slope-sigmoid",
            "The derivative of the sigmoid",
            POINT,
            "sigmoid'(a)",
            "sigmoid(a) (1 - sigmoid(a))",
            v -> Formulas.derivative(v.get("a").sigmoid(), v.get("a")))
        .slip(at("this is sigmoid(a)", form, Node::sigmoid))
        .slip(at("this is a (1 - a)", form, a -> a.times(a.oneMinus())))
        .slip(at("this is 1 - s", form, a -> a.sigmoid().oneMinus()))
        .slip(at("this is 1 - s^2, as of tanh", form, a -> a.sigmoid().squared().oneMinus()));
  }

  private static Question finiteDifference() {
    var numbers =
        GivenNumbers.of("Losses at a weight w moved up and down by e.")
            .number("w", 0.1, -20, 20)
            .number("e", 0.05, 1, 4);
    return Question.of("finite-difference", TOPIC, "A central difference", numbers, "dL/dw")
        .given("e", "L(w + e)", "L(w - e)")
        .asking("What is dL/dw by the central difference?")
        .defining(new Definition("L(w + e)", "", v -> loss(v.get("w").plus(v.get("e")))))
        .defining(new Definition("L(w - e)", "", v -> loss(v.get("w").minus(v.get("e")))))
        .defining(
            new Definition(
                "dL/dw",
                "(L(w + e) - L(w - e)) / (2 e)",
                v -> difference(v).dividedBy(v.get("e").times(2))))
        .slip(
            new Slip(
                "it is divided by e in place of 2 e",
                "The two points are 2 e apart.",
                v -> difference(v).dividedBy(v.get("e"))))
        .slip(
            new Slip(
                "it is not divided",
                "Divide the difference by the distance 2 e.",
                v -> difference(v)))
        .slip(
            new Slip(
                "the sign is reversed", "L(w + e) comes first.", v -> v.get("dL/dw").negated()))
        .slip(
            new Slip(
                "the losses are added",
                "Take their difference.",
                v -> v.get("L(w + e)").plus(v.get("L(w - e)")).dividedBy(v.get("e").times(2))));
  }

  private static Node difference(Formulas v) {
    return v.get("L(w + e)").minus(v.get("L(w - e)"));
  }

  /** A log loss as a function of one weight. */
  private static Node loss(Node w) {
    return w.times(1.5).softplus();
  }
}
