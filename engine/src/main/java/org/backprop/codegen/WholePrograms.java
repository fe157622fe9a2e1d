package org.backprop.codegen;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;

/** Generates a class for each small program; those with the same code share one. */
public final class WholePrograms {
  private static final CodeCache<ByteBuffer, WholeProgram> CACHE = new CodeCache<>(64);

  private WholePrograms() {}

  /** Whether code can be generated for a kernel; the caller runs the others. */
  public static boolean takes(Kernel kernel) {
    return ProgramCode.takes(kernel);
  }

  /**
   * The code of a plan, in vectors of this many bits or, for 0, one element at a time; empty where
   * a method would be too long for HotSpot to compile.
   */
  public static Optional<WholeProgram> of(Plan plan) {
    var bytes = ProgramCode.of(plan);
    return MethodSizes.areCompiled(bytes)
        ? Optional.of(
            CACHE.get(ByteBuffer.wrap(bytes), _ -> Generated.instance(WholeProgram.class, bytes)))
        : Optional.empty();
  }
}
