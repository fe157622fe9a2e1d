package org.backprop.table;

import java.util.Locale;

/** A number of things in words, with commas between thousands: 1 row, 2,000 rows. */
public final class Counted {
  private Counted() {}

  /** The number and the noun, whose plural ends in s. */
  public static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** The number and the noun in the form that goes with it. */
  public static String of(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : many);
  }
}
