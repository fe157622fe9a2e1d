package org.backprop.sample;

/** How many cases of a long test run: a sample, or with {@code ./check --all} the full count. */
public final class SampleSize {
  private static final boolean FULL = Boolean.getBoolean("backprop.tests.full");

  private SampleSize() {}

  public static int of(int sample, int full) {
    return FULL ? full : sample;
  }
}
