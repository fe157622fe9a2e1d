package org.backprop.app;

import org.backprop.likelihood.Likelihood;

/** What follows from a likelihood, in words. */
public final class LikelihoodText {
  private LikelihoodText() {}

  /** As in {@code Categorical likelihood -> softmax output and cross-entropy}. */
  public static String derivation(Likelihood likelihood) {
    return "%s likelihood -> %s output and %s"
        .formatted(name(likelihood), likelihood.outputUnit(), likelihood.lossName());
  }

  /** The likelihood's name as in a sentence: Categorical. */
  public static String name(Likelihood likelihood) {
    var name = likelihood.name();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
