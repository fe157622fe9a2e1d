package org.backprop.engine.prewarm;

import org.backprop.plan.TargetMachine;
import org.backprop.runtime.Prewarm;
import org.backprop.runtime.VectorSupport;
import org.backprop.tensor.DType;

/** Starts the warm-up of vector code before a program is compiled. */
public final class NetworkPrewarm {
  private NetworkPrewarm() {}

  /**
   * Begins, on a thread of its own, to warm up the matrix products that nearly all networks of this
   * type need: for a process that has to read its data before it can compile a program.
   */
  public static void start(DType dtype) {
    Prewarm.ofNetworks(dtype, TargetMachine.of(VectorSupport.bits(), 1));
  }
}
