package org.backprop.advice;

/** A setting of a training that a remedy can name. */
public enum Setting {
  LIKELIHOOD,
  HIDDEN,
  CLASS_WEIGHTS,
  MISSING,
  IGNORE,
  TYPE,
  POSITIVE,
  VALIDATION
}
