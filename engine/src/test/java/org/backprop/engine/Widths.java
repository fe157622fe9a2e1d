package org.backprop.engine;

import java.util.List;
import org.backprop.runtime.VectorSupport;

/** Of vectors, in bits. */
public final class Widths {
  /** Those that this machine has, and 0 for scalar code. */
  public static final List<Integer> OF_MACHINE = VectorSupport.widths();

  private Widths() {}
}
