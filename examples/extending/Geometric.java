package extending;

import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Support;
import org.backprop.likelihood.TargetEncoding;

/**
 * The number of failures before the first success, geometric with mean exp(eta): {@code p(y) = (1 /
 * (1 + mean)) (mean / (1 + mean))^y}.
 */
public record Geometric() implements Likelihood {
  @Override
  public String name() {
    return "geometric";
  }

  @Override
  public Support support() {
    return Support.COUNTS;
  }

  @Override
  public TargetEncoding encoding() {
    return TargetEncoding.IDENTITY;
  }

  @Override
  public Node logDensity(Node eta, Node y) {
    return y.times(eta).minus(y.plus(1).times(eta.softplus())).sum(-1);
  }

  @Override
  public Node mean(Node eta) {
    return eta.exp();
  }

  @Override
  public Node link(Node mean) {
    return mean.log();
  }

  @Override
  public double logDensity(double y, double[] mean, double dispersion) {
    var failure = y == 0 ? 0 : y * (Math.log(mean[0]) - Math.log1p(mean[0]));
    return failure - Math.log1p(mean[0]);
  }

  @Override
  public double quantile(double p, double[] mean, double dispersion) {
    var failure = Math.log(mean[0]) - Math.log1p(mean[0]);
    return Math.max(0, Math.ceil(Math.log1p(-p) / failure) - 1);
  }

  @Override
  public double mode(double[] mean, double dispersion) {
    return 0;
  }
}
