package org.backprop.likelihood;

/** How a target column becomes the numbers y that a likelihood is defined on. */
public enum TargetEncoding {
  /** Classes, one-hot: {@code [rows, classes]}. */
  ONE_HOT,
  /** Two classes as 0 and 1, the positive class being 1: {@code [rows, 1]}. */
  BINARY,
  /** Numbers as {@code (y - mean) / scale}, for location-scale families: {@code [rows, 1]}. */
  STANDARDIZED,
  /** Numbers as they are: {@code [rows, 1]}. */
  IDENTITY;

  /** Whether the target is a class, not a number. */
  public boolean isClasses() {
    return this == ONE_HOT || this == BINARY;
  }
}
