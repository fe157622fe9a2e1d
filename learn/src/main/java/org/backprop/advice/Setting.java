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
  DECIMAL_COMMA,
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
  /** Where likelihoods and layers outside this library come from. */
  EXTENSIONS;

  /** Whether it says how a file is written. */
  public boolean isOfFile() {
    return compareTo(DECIMAL_COMMA) <= 0;
  }
}
