package org.backprop.likelihood;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.GradientCheck;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.part.Faults;
import org.backprop.part.TextCheck;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Checks that the parts of a likelihood agree: link and mean, the density as graph and as numbers,
 * the textbook loss, quantiles and support, the deviance; that they have the shapes that are
 * stated, and that the likelihood's text makes it again. Every likelihood of this library passes.
 */
public final class LikelihoodCheck {
  private static final int ROWS = 3;
  private static final double[] PROBABILITIES = {0.05, 0.3, 0.5, 0.8, 0.99};
  private static final double TOLERANCE = 1e-9;

  private final Likelihood likelihood;
  private final double dispersion;
  private final double[] mean;
  private final Node eta;
  private final Node y;
  private final Faults faults = Faults.none();

  private LikelihoodCheck(Likelihood likelihood, double dispersion, double... mean) {
    this.likelihood = likelihood;
    this.dispersion = dispersion;
    this.mean = mean;
    this.eta = Node.input("eta", DType.FLOAT64, ROWS, mean.length);
    this.y = Node.input("y", DType.FLOAT64, ROWS, mean.length);
  }

  /**
   * Checks a likelihood at one distribution, which several rows have.
   *
   * @param mean of the distribution: for classes one probability for each
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(Likelihood likelihood, double dispersion, double... mean) {
    var name = likelihood.name();
    if (mean.length == 0) {
      return List.of(
          name + " is checked at a mean; state one, or for classes a probability for each");
    }
    var check = new LikelihoodCheck(likelihood, dispersion, mean);
    check.faults.addAll(TextCheck.of(likelihood, List.of(Likelihoods.catalog())));
    check.faults.attempt("the shapes of " + name, check::shapes);
    if (check.faults.isEmpty()) {
      check.faults.attempt("the link of " + name, check::linkInvertsMean);
      for (var p : PROBABILITIES) {
        check.faults.attempt(name + " at the quantile " + p, () -> check.at(p));
      }
    }
    return check.faults.sentences();
  }

  private void shapes() {
    var row = Shape.of(ROWS);
    shape("logDensity(eta, y)", likelihood.logDensity(eta, y), row);
    shape("mean(eta)", likelihood.mean(eta), eta.shape());
    shape("link(mean)", likelihood.link(eta), eta.shape());
    shape("lossOfMean(mean, y)", likelihood.lossOfMean(eta, y), row);
  }

  private void shape(String what, Node value, Shape stated) {
    if (!value.shape().equals(stated)) {
      faults.add(
          "%s has the shape %s for %s rows, not %s".formatted(what, value.shape(), ROWS, stated));
    }
  }

  private Tensor etaValue() {
    return Engine.evaluate(likelihood.link(Node.constant(repeated(mean))), Map.of());
  }

  private void linkInvertsMean() {
    var back = Engine.evaluate(likelihood.mean(eta), Map.of(eta, etaValue()));
    for (var k = 0; k < mean.length; k++) {
      compare("the mean of the link of " + mean[k], mean[k], back.at(k));
    }
  }

  private void at(double p) {
    var value = likelihood.quantile(p, mean, dispersion);
    if (!likelihood.encoding().isClasses() && !likelihood.support().contains(value)) {
      faults.add("the quantile %s is %s, outside %s".formatted(p, value, likelihood.support()));
    }
    var given = Map.of(eta, etaValue(), y, encoded(value));
    var density = likelihood.logDensity(eta, y);
    for (var ofRow : Engine.evaluate(density, given).toDoubles()) {
      compare(
          "log p(%s) of the graph".formatted(value), likelihood.logDensity(value, mean, 1), ofRow);
    }
    var row = Arrays.copyOf(etaValue().toDoubles(), mean.length);
    compare(
        "log p(%s) of eta".formatted(value),
        likelihood.logDensity(value, mean, dispersion),
        likelihood.logDensity(value, row, mean, dispersion));
    deviance(value, row);
    var through = likelihood.lossOfMean(likelihood.mean(eta), y).sum();
    var direct = Engine.evaluate(Gradients.of(density.negated().sum(), eta), given).toDoubles();
    var textbook = Engine.evaluate(Gradients.of(through, eta), given).toDoubles();
    for (var k = 0; k < mean.length; k++) {
      compare("d lossOfMean / d eta at y = " + value, direct[k], textbook[k]);
    }
    var report = GradientCheck.of(density.sum(), List.of(eta)).at(given);
    if (!report.passed()) {
      faults.add(
          "the derivative of log p(%s) differs from differences: %s"
              .formatted(value, report.worst()));
    }
  }

  /** The deviance of the mean and that of eta, unless the likelihood defines none there (NaN). */
  private void deviance(double value, double[] row) {
    var ofMean = likelihood.deviance(value, mean);
    if (ofMean < -TOLERANCE) {
      faults.add("the deviance of %s is negative".formatted(value));
    }
    if (!Double.isNaN(ofMean)) {
      compare(
          "the deviance of %s of eta".formatted(value),
          ofMean,
          likelihood.deviance(value, row, mean));
    }
  }

  private Tensor encoded(double value) {
    var row = new double[mean.length];
    if (likelihood.encoding() == TargetEncoding.ONE_HOT) {
      row[(int) value] = 1;
    } else {
      row[0] = value;
    }
    return repeated(row);
  }

  /** The same row several times. */
  private static Tensor repeated(double... row) {
    var values = new double[ROWS * row.length];
    Arrays.setAll(values, i -> row[i % row.length]);
    return Tensor.of(Shape.of(ROWS, row.length), values);
  }

  private void compare(String what, double expected, double actual) {
    if (!(Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
      faults.add("%s is %s, not %s".formatted(what, actual, expected));
    }
  }
}
