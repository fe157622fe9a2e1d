package org.backprop.prepare;

/**
 * Fisher and Yates' shuffle on the numbers of SplitMix64 (Steele, Lea and Flood 2014), written out
 * here so that a seed means the same order for ever.
 */
final class Shuffle {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Shuffle(long seed) {
    state = seed;
  }

  /** Puts the array into a random order, in place. */
  void apply(int[] values) {
    for (var i = values.length - 1; i > 0; i--) {
      var j = below(i + 1);
      var swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /** A number from 0 to below the bound; biased by less than 2^-33. */
  private int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }

  private long next() {
    state += GOLDEN_GAMMA;
    var mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
