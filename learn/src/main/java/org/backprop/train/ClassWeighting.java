package org.backprop.train;

/** How much the rows of each class count in the loss. */
public enum ClassWeighting {
  /** Each row counts once. */
  NONE,
  /** The rows of each class together have the same weight. */
  BALANCED
}
