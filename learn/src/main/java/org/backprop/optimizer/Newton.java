package org.backprop.optimizer;

/**
 * Newton's method on all rows at once, for models without hidden layers: it finds the maximum of
 * the likelihood to the last digits, as statistics packages do.
 */
public record Newton() implements Optimizer {
  @Override
  public String name() {
    return "newton";
  }

  /** The whole step. */
  @Override
  public double defaultRate() {
    return 1;
  }

  @Override
  public Newton withWeightDecay(double decay) {
    if (decay != 0) {
      throw new IllegalArgumentException(
          "newton has no weight decay; state a ridge penalty, or name adam instead");
    }
    return this;
  }
}
