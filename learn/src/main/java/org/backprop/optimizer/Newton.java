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
}
