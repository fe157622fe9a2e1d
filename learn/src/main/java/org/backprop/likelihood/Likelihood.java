package org.backprop.likelihood;

import org.backprop.graph.Node;
import org.backprop.notation.Printer;
import org.backprop.part.Arguments;
import org.backprop.part.ModelPart;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/**
 * The distribution of the target given the output pre-activation eta, {@code [rows, outputs]}; from
 * it follow the loss (the mean negative log-likelihood), the output unit and every prediction.
 *
 * <p>A row's distribution is given by its mean (for classes the probabilities) and, where the
 * likelihood has one, a dispersion, which is estimated after training and is 1 in the loss.
 *
 * <p>Implement {@link ExponentialFamily} for an exponential family in canonical form, else this
 * interface. An implementation outside this library is found by name when it is a {@link
 * java.util.ServiceLoader service provider} of this interface: the provider is a prototype, whose
 * {@link #with} makes the likelihood of the written arguments.
 */
public interface Likelihood extends ModelPart {

  @Override
  default Likelihood with(Arguments arguments) {
    arguments.requireCount(0);
    return this;
  }

  /** What the textbook loss {@link #lossOfMean} is called, as in {@code cross-entropy}. */
  default String lossName() {
    return name() + " loss";
  }

  /** The values that the target can have. */
  Support support();

  /** How a target column is encoded for it. */
  TargetEncoding encoding();

  /** log p(y | eta) of each row with all constants, {@code [rows]}, at dispersion 1. */
  Node logDensity(Node eta, Node y);

  /** The output unit y_hat, the inverse link: the mean of y, of eta's shape. */
  Node mean(Node eta);

  /**
   * What the output unit is called, derived from {@link #mean}: {@code softmax}, {@code exp};
   * {@code linear} where the mean is eta itself.
   */
  default String outputUnit() {
    var eta = Node.input("eta", DType.FLOAT64, 2, 2);
    var unit = Printer.expression(Simplify.of(mean(eta)));
    return unit.equals("eta") ? "linear" : unit.replace("(eta)", "");
  }

  /** The link: an eta whose mean is y_hat, of y_hat's shape. */
  Node link(Node mean);

  /**
   * The textbook loss of each row as a function of the prediction y_hat, {@code [rows]}: the
   * negative log-density up to terms without y_hat. Training computes the loss from eta, which is
   * numerically stable; this form is for teaching and for checks.
   */
  default Node lossOfMean(Node mean, Node y) {
    return logDensity(link(mean), y).negated();
  }

  /**
   * log p(y) under a row's mean and the dispersion; y is a class's number where there are classes.
   */
  double logDensity(double y, double[] mean, double dispersion);

  /**
   * The same from the pre-activation eta, for scores: finite also where the mean is rounded to an
   * end of its range, as a probability to 0 or 1.
   *
   * @param eta of the row, whose mean this is
   */
  default double logDensity(double y, double[] eta, double[] mean, double dispersion) {
    return logDensity(y, mean, dispersion);
  }

  /**
   * The smallest y whose cumulative probability reaches p; a sample is the quantile of a uniform.
   */
  double quantile(double p, double[] mean, double dispersion);

  /** The most probable y. */
  double mode(double[] mean, double dispersion);

  /** The mean that makes y most probable: the deviance is counted from it. */
  default double[] saturated(double y) {
    return new double[] {y};
  }

  /** Whether the spread is estimated from the data. */
  default boolean hasDispersion() {
    return false;
  }

  /** What each row adds to the dispersion, whose estimate is the mean of these terms. */
  default double dispersionTerm(double y, double mean) {
    return 1;
  }

  /** Twice the log-density lost against the saturated mean, at dispersion 1. */
  default double deviance(double y, double[] mean) {
    return 2 * (logDensity(y, saturated(y), 1) - logDensity(y, mean, 1));
  }

  /** The same from the pre-activation eta, whose mean this is; finite like the log-density. */
  default double deviance(double y, double[] eta, double[] mean) {
    return deviance(y, mean);
  }
}
