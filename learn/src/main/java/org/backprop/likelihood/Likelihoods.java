package org.backprop.likelihood;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The likelihoods by name; meant to be imported statically. */
public final class Likelihoods {
  /** Every likelihood. */
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

  /** The likelihood of that name, in any case. */
  public static Optional<Likelihood> named(String name) {
    var plain = name.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(likelihood -> likelihood.name().equals(plain)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return ALL.stream().map(Likelihood::name).collect(Collectors.joining(", "));
  }
}
