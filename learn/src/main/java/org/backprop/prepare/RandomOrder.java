package org.backprop.prepare;

import java.util.SplittableRandom;

/** A random order of rows: Fisher and Yates' shuffle from the inside out. */
public final class RandomOrder {
  private RandomOrder() {}

  /** The numbers from 0 to below {@code rows}, each once. */
  public static int[] of(int rows, SplittableRandom random) {
    var order = new int[rows];
    for (var i = 0; i < rows; i++) {
      var j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
