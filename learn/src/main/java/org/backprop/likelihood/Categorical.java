package org.backprop.likelihood;

import java.util.Arrays;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;

/** One of several classes with logits eta, one output for each class; y is one-hot. */
public record Categorical() implements ExponentialFamily {
  @Override
  public String name() {
    return "categorical";
  }

  @Override
  public String lossName() {
    return "cross-entropy";
  }

  @Override
  public Support support() {
    return Support.CLASSES;
  }

  @Override
  public TargetEncoding encoding() {
    return TargetEncoding.ONE_HOT;
  }

  @Override
  public Node logPartition(Node eta) {
    return Compositions.logsumexp(eta);
  }

  @Override
  public Node logBase(Node y) {
    return y.sum(-1).zeros();
  }

  @Override
  public Node link(Node mean) {
    return mean.log();
  }

  @Override
  public Node lossOfMean(Node mean, Node y) {
    return y.times(mean.log()).negated().sum(-1);
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    return Math.log(mean[(int) y]);
  }

  @Override
  public double logDensity(double y, double[] eta, double[] mean, double dispersion) {
    var highest = Arrays.stream(eta).max().orElseThrow();
    var sum = 0.0;
    for (var logit : eta) {
      sum += Math.exp(logit - highest);
    }
    return eta[(int) y] - highest - Math.log(sum);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    var cumulative = 0.0;
    for (var k = 0; k < mean.length - 1; k++) {
      cumulative += mean[k];
      if (p <= cumulative) {
        return k;
      }
    }
    return mean.length - 1;
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    var best = 0;
    for (var k = 1; k < mean.length; k++) {
      best = mean[k] > mean[best] ? k : best;
    }
    return best;
  }

  @Override
  public double deviance(double y, double[] mean) {
    return -2 * logDensity(y, mean, 1);
  }

  @Override
  public double deviance(double y, double[] eta, double[] mean) {
    return -2 * logDensity(y, eta, mean, 1);
  }
}
