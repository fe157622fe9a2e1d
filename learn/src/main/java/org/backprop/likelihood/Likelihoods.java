package org.backprop.likelihood;

import java.util.List;
import org.backprop.part.Catalog;

/** The likelihoods by name; meant to be imported statically. */
public final class Likelihoods {
  /** The built-in likelihoods. */
  public static final List<Likelihood> ALL =
      List.of(normal(), bernoulli(), categorical(), poisson(), laplace(), exponential(), gamma());

  private Likelihoods() {}

  public static Likelihood normal() {
    return new Normal();
  }

  public static Likelihood bernoulli() {
    return new Bernoulli();
  }

  public static Likelihood categorical() {
    return new Categorical();
  }

  public static Likelihood poisson() {
    return new Poisson();
  }

  public static Likelihood laplace() {
    return new Laplace();
  }

  /** A positive number, exponentially distributed, by the logarithm of its mean. */
  public static Likelihood exponential() {
    return new Gamma(true);
  }

  /** A positive number, gamma distributed, by the logarithm of its mean. */
  public static Likelihood gamma() {
    return new Gamma(false);
  }

  /** The likelihoods by name: the built-in ones and those of service providers. */
  public static Catalog<Likelihood> catalog() {
    return new Catalog<>(Likelihood.class, ALL);
  }
}
