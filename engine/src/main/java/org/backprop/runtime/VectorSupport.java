package org.backprop.runtime;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.VectorShape;

/** The vector widths of this machine. */
public final class VectorSupport {
  private static final int BITS = find();

  private VectorSupport() {}

  private static int find() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      return Preferred.bits();
    }
    System.getLogger("org.backprop")
        .log(
            Level.INFO,
            "compiled programs run without vectors, several times slower than they could; start Java"
                + " with --add-modules jdk.incubator.vector");
    return 0;
  }

  /** The bits of the widest vectors worth using; 0 if the JVM runs without the vector module. */
  public static int bits() {
    return BITS;
  }

  /**
   * The widths that this machine has, ascending, and 0 for scalar code. HotSpot emulates other
   * widths a thousand times slower and never compiles them.
   */
  public static List<Integer> widths() {
    return Stream.of(0, 128, 256, 512).filter(bits -> bits <= BITS).toList();
  }

  /** Loaded only where the vector module is present. */
  private static final class Preferred {
    static int bits() {
      return Math.min(512, VectorShape.preferredShape().vectorBitSize());
    }
  }
}
