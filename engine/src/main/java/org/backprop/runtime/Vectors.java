package org.backprop.runtime;

import jdk.incubator.vector.VectorShape;

/** The vectors of this machine. */
public final class Vectors {
  private static final int BITS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? Preferred.bits() : 0;

  private Vectors() {}

  /** The bits of the widest vectors worth using; 0 if the JVM runs without the vector module. */
  public static int bits() {
    return BITS;
  }

  /** Loaded only where the module is. */
  private static final class Preferred {
    static int bits() {
      return Math.min(512, VectorShape.preferredShape().vectorBitSize());
    }
  }
}
