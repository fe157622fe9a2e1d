package org.backprop.engine;

import java.util.List;
import java.util.stream.Stream;

/** Of vectors, in bits. */
public final class Widths {
  /**
   * Those that this machine has, and 0 for scalar code. HotSpot emulates others, a thousand times
   * slower, and never compiles them.
   */
  public static final List<Integer> OF_MACHINE =
      Stream.of(0, 128, 256, 512).filter(bits -> bits <= Options.defaults().vectorBits()).toList();

  private Widths() {}
}
