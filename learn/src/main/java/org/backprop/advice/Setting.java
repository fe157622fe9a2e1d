package org.backprop.advice;

/** A setting of a training, or of the file that is read, that a remedy can name. */
public enum Setting {
  ENCODING,
  DELIMITER,
  QUOTE,
  ESCAPE,
  COMMENT,
  SKIP_LINES,
  HEADER_LINES,
  SKIP_FOOTER,
  RAGGED,
  LIKELIHOOD,
  HIDDEN,
  CLASS_WEIGHTS,
  MISSING,
  IGNORE,
  TYPE,
  POSITIVE,
  VALIDATION,
  EPOCHS,
  LEARNING_RATE,
  CLIP,
  RIDGE,
  WEIGHT_DECAY,
  /** The columns of numbers on a logarithmic scale. */
  LOG_SCALE,
  OPTIMIZER,
  /** Where likelihoods and layers outside this library come from. */
  EXTENSIONS,
  /** The mark before the decimals of a column. */
  DECIMAL,
  /** The order of day and month in a column. */
  DATE_ORDER,
  /** A text that says that a value is missing. */
  NA,
  /** Texts such as NA are words. */
  NO_NA;

  /** Whether it says how a file is written. */
  public boolean isOfFile() {
    return compareTo(RAGGED) <= 0;
  }
}
