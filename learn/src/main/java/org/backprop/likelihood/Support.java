package org.backprop.likelihood;

import java.util.function.DoublePredicate;

/**
 * The values that a target can have under a likelihood.
 *
 * @param words for messages, as in {@code whole numbers from 0}
 * @param accepts whether a finite number belongs to it; for classes whether an element of the
 *     encoded target can be that number
 */
public record Support(String words, DoublePredicate accepts) {
  /** Any number. */
  public static final Support REAL = new Support("numbers", _ -> true);

  /** Numbers above 0. */
  public static final Support POSITIVE = new Support("numbers above 0", y -> y > 0);

  /** Whole numbers from 0. */
  public static final Support COUNTS =
      new Support("whole numbers from 0", y -> y >= 0 && y == Math.rint(y));

  /** 0 and 1. */
  public static final Support BINARY = new Support("0 and 1", y -> y == 0 || y == 1);

  /** One of several classes, one-hot. */
  public static final Support CLASSES =
      new Support("one of several classes", y -> y == 0 || y == 1);

  /** Whether y is finite and belongs to the support. */
  public boolean contains(double y) {
    return Double.isFinite(y) && accepts.test(y);
  }

  @Override
  public String toString() {
    return words;
  }
}
