package org.backprop.train;

/** Why a training ended. */
public enum StopReason {
  /** All epochs ran. */
  EPOCHS,
  /** As many epochs as the patience states brought no better validation loss. */
  PATIENCE,
  /** A step of Newton's method gained nothing. */
  CONVERGED,
  /** The listener ended it. */
  REQUEST
}
