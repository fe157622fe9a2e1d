package org.backprop.optimizer;

import org.backprop.part.Named;

/**
 * How the loss is minimised: step by step along the gradient, or by Newton's method. A new
 * optimizer implements {@link StepRule}.
 */
public sealed interface Optimizer extends Named permits StepRule, Newton {

  /** The learning rate used when none is given. */
  double defaultRate();

  /**
   * The weight decay: the factor of the weights that is added to their gradient, or decays them.
   */
  default double weightDecay() {
    return 0;
  }

  /**
   * The same optimizer with this weight decay.
   *
   * @throws IllegalArgumentException if it is not a finite number from 0, or the optimizer has none
   */
  Optimizer withWeightDecay(double decay);

  /** Refuses what is not a weight decay. */
  static void checkWeightDecay(double decay) {
    if (!(decay >= 0) || Double.isInfinite(decay)) {
      throw new IllegalArgumentException("the weight decay must be 0 or above, not " + decay);
    }
  }
}
