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

  /** Those of vectors. */
  public static final List<Integer> OF_VECTORS = OF_MACHINE.subList(1, OF_MACHINE.size());

  private Widths() {}
}
