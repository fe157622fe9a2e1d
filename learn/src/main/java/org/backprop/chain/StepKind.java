package org.backprop.chain;

import java.util.Locale;

/** What a step of the chain is, in the order of the chain. */
public enum StepKind {
  /** x, or what a layer draws at random. */
  INPUT,
  /** A named value of the forward graph. */
  VALUE,
  /** y_hat. */
  PREDICTION,
  /** y. */
  TARGET,
  /** The loss as textbooks write it, a function of y_hat and y. */
  TEXTBOOK_LOSS,
  /** What separates it from the negative log-likelihood; it does not depend on y_hat. */
  CONSTANT,
  /** L, the negative log-likelihood, which training minimises. */
  LOSS,
  /** The gradient of L by a value. */
  GRADIENT,
  /** The derivative of a value by the one before it. */
  DERIVATIVE,
  /** The gradient of L by a weight matrix or biases. */
  PARAMETER_GRADIENT,
  /** A parameter after one step of gradient descent. */
  UPDATE,
  /** L after the update. */
  LOSS_AFTER;

  /** As in {@code parameter gradient}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it is on the way from the input to the loss. */
  public boolean isForward() {
    return compareTo(LOSS) <= 0;
  }

  /** Whether it is on the way from the loss to the parameters. */
  public boolean isBackward() {
    return !isForward() && compareTo(PARAMETER_GRADIENT) <= 0;
  }
}
