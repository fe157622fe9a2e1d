package org.backprop.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backprop.engine.Engine;
import org.backprop.engine.GradientCheck;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Checks that the parts of a likelihood agree: link and mean, the density as graph and as numbers,
 * the textbook loss, quantiles and support, the deviance. Every likelihood of this library passes.
 */
public final class LikelihoodCheck {
  private static final double[] PROBABILITIES = {0.05, 0.3, 0.5, 0.8, 0.99};
  private static final double TOLERANCE = 1e-9;

  private final Likelihood likelihood;
  private final double dispersion;
  private final double[] mean;
  private final Node eta;
  private final Node y;
  private final Tensor etaValue;
  private final List<String> faults = new ArrayList<>();

  private LikelihoodCheck(Likelihood likelihood, double dispersion, double... mean) {
    this.likelihood = likelihood;
    this.dispersion = dispersion;
    this.mean = mean;
    this.eta = Node.input("eta", DType.FLOAT64, 1, mean.length);
    this.y = Node.input("y", DType.FLOAT64, 1, mean.length);
    var given = Tensor.of(Shape.of(1, mean.length), mean);
    this.etaValue = Engine.evaluate(likelihood.link(Node.constant(given)), Map.of());
  }

  /**
   * Checks a likelihood at one row's distribution.
   *
   * @param mean of the row: for classes one probability for each
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(Likelihood likelihood, double dispersion, double... mean) {
    var check = new LikelihoodCheck(likelihood, dispersion, mean);
    check.linkInvertsMean();
    for (var p : PROBABILITIES) {
      check.at(p);
    }
    return List.copyOf(check.faults);
  }

  private void linkInvertsMean() {
    var back = Engine.evaluate(likelihood.mean(eta), Map.of(eta, etaValue));
    for (var k = 0; k < mean.length; k++) {
      compare("the mean of the link of " + mean[k], mean[k], back.at(k));
    }
  }

  private void at(double p) {
    var value = likelihood.quantile(p, mean, dispersion);
    if (!likelihood.encoding().isClasses() && !likelihood.support().contains(value)) {
      faults.add("the quantile %s is %s, outside %s".formatted(p, value, likelihood.support()));
    }
    var given = Map.of(eta, etaValue, y, encoded(value));
    var density = likelihood.logDensity(eta, y);
    compare(
        "log p(%s) of the graph".formatted(value),
        likelihood.logDensity(value, mean, 1),
        Engine.evaluate(density, given).item());
    var through = likelihood.lossOfMean(likelihood.mean(eta), y).sum();
    var direct = Engine.evaluate(Gradients.of(density.negated().sum(), eta), given).toDoubles();
    var textbook = Engine.evaluate(Gradients.of(through, eta), given).toDoubles();
    for (var k = 0; k < direct.length; k++) {
      compare("d lossOfMean / d eta at y = " + value, direct[k], textbook[k]);
    }
    var report = GradientCheck.of(density.sum(), List.of(eta)).at(given);
    if (!report.passed()) {
      faults.add(
          "the derivative of log p(%s) differs from differences: %s".formatted(value, report));
    }
    if (likelihood.deviance(value, mean) < -TOLERANCE) {
      faults.add("the deviance of %s is negative".formatted(value));
    }
  }

  private Tensor encoded(double value) {
    var row = new double[mean.length];
    if (likelihood.encoding() == TargetEncoding.ONE_HOT) {
      row[(int) value] = 1;
    } else {
      row[0] = value;
    }
    return Tensor.of(Shape.of(1, row.length), row);
  }

  private void compare(String what, double expected, double actual) {
    if (!(Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
      faults.add("%s is %s, not %s".formatted(what, actual, expected));
    }
  }
}
