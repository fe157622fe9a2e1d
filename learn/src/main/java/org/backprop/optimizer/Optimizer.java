package org.backprop.optimizer;

/** How the loss is made small: step by step along the gradient, or by Newton's method. */
public sealed interface Optimizer permits StepRule, Newton {

  /** The name on the command line. */
  String name();

  /** The learning rate that is used when none is given. */
  double defaultRate();
}
