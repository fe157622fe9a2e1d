package org.backprop.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.backprop.likelihood.Likelihood;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;

/**
 * What a model says of one row: the whole distribution of its target, in the target's own units.
 *
 * <p>Questions about classes are for targets with classes, and about numbers for the others; the
 * wrong one throws a {@link DataException} that names the right one.
 */
public final class Prediction {
  private static final double ROUNDING = 1e-9;

  private final Likelihood likelihood;
  private final Target target;
  private final double[] eta;
  private final double[] mean;
  private final double dispersion;
  private final Optional<DoubleUnaryOperator> deviates;

  /**
   * From a row's own eta, y_hat and dispersion, all in the encoded target's units.
   *
   * @param deviates the distance of each quantile from the mean, in roots of the dispersion, where
   *     the uncertainty of the coefficients counts
   */
  Prediction(
      Likelihood likelihood,
      Target target,
      double[] eta,
      double[] mean,
      double dispersion,
      Optional<DoubleUnaryOperator> deviates) {
    this.likelihood = likelihood;
    this.target = target;
    this.eta = eta;
    this.mean = mean;
    this.dispersion = dispersion;
    this.deviates = deviates;
  }

  /** The probability of a class, given by its name or by an object that prints as such. */
  public double probability(Object level) {
    var levels = classes().levels();
    var place = levels.indexOf(String.valueOf(level));
    if (place < 0) {
      throw new DataException(
          "%s has no class \"%s\"; %s"
              .formatted(target.column(), level, DidYouMean.hint(String.valueOf(level), levels)));
    }
    return probabilities()[place];
  }

  /** The probability of each class, in the order of {@link #levels}. */
  public double[] probabilities() {
    return classes().binary() ? new double[] {1 - mean[0], mean[0]} : mean.clone();
  }

  /** The classes. */
  public List<String> levels() {
    return classes().levels();
  }

  /** The most probable class. */
  public String level() {
    return levels().get((int) likelihood.mode(mean, dispersion));
  }

  /** Whether it says anything: not where the model's output is beyond all numbers. */
  public boolean isFinite() {
    return Arrays.stream(mean).allMatch(Double::isFinite);
  }

  /** The expected value of a number. */
  public double mean() {
    requireNumber();
    return restored(mean[0]);
  }

  /** The most probable value: of a number, or the place of a class among the levels. */
  public double mode() {
    return restored(likelihood.mode(mean, dispersion));
  }

  /** The smallest value whose cumulative probability reaches {@code p}, above 0 and below 1. */
  public double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException(
          "a quantile needs a probability between 0 and 1, not " + p);
    }
    return restored(
        deviates
            .map(it -> mean[0] + times(Math.sqrt(dispersion), it.applyAsDouble(p)))
            .orElseGet(() -> likelihood.quantile(p, mean, dispersion)));
  }

  /**
   * The central interval in which a new value lies with this probability: as in {@code 0.95}.
   *
   * @return the lower and the upper end
   */
  public double[] interval(double probability) {
    requireNumber();
    var tail = (1 - probability) / 2;
    return new double[] {quantile(tail), quantile(1 - tail)};
  }

  /** Whether a value is in the central interval; where the model is certain, up to rounding. */
  public boolean covers(double probability, double y) {
    var interval = interval(probability);
    return isCertainOf(y) || (interval[0] <= y && y <= interval[1]);
  }

  /** A value drawn from the distribution, given a uniform random number between 0 and 1. */
  public double sample(double uniform) {
    return quantile(uniform);
  }

  /** The log-density (of a count or class: log-probability) of a value, with all constants. */
  public double logDensity(double y) {
    if (isCertainOf(y)) {
      return Double.POSITIVE_INFINITY;
    }
    return target instanceof Target.Number number
        ? likelihood.logDensity(number.encode(y), eta, mean, dispersion) - Math.log(number.scale())
        : likelihood.logDensity(y, eta, mean, dispersion);
  }

  /**
   * Twice the log-likelihood lost against a model that knew the value, at dispersion 1, in the
   * target's own units: the squared error of a normal likelihood.
   */
  public double deviance(double y) {
    return target instanceof Target.Number number && number.isStandardised()
        ? likelihood.deviance(y, new double[] {number.restore(mean[0])})
        : likelihood.deviance(y, eta, mean);
  }

  /** Whether the model leaves y no spread and predicts it up to rounding. */
  private boolean isCertainOf(double y) {
    return target instanceof Target.Number number
        && likelihood.hasDispersion()
        && dispersion == 0
        && Math.abs(y - mean()) <= ROUNDING * (Math.abs(y) + number.scale());
  }

  /** A product in which 0 times infinity is infinite: an unknown spread stays unknown. */
  private static double times(double root, double deviate) {
    return Double.isInfinite(deviate) ? deviate : root * deviate;
  }

  private double restored(double encoded) {
    return target instanceof Target.Number number ? number.restore(encoded) : encoded;
  }

  private Target.Classes classes() {
    if (target instanceof Target.Classes classes) {
      return classes;
    }
    throw new DataException(
        target.column() + " is a number, not a class: ask for mean() or interval()");
  }

  private void requireNumber() {
    if (!(target instanceof Target.Number)) {
      throw new DataException(
          target.column() + " is a class, not a number: ask for level() or probability(level)");
    }
  }

  @Override
  public String toString() {
    return target instanceof Target.Classes
        ? level() + " " + probabilities()[levels().indexOf(level())]
        : mean() + " (95%: " + interval(0.95)[0] + " to " + interval(0.95)[1] + ")";
  }
}
