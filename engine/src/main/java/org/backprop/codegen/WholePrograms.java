package org.backprop.codegen;

import java.util.Optional;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;

/** Generates a class for each small program; none is shared. */
public final class WholePrograms {
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
        ? Optional.of(Generated.instance(WholeProgram.class, bytes))
        : Optional.empty();
  }
}
