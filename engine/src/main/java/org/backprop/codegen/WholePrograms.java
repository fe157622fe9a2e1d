package org.backprop.codegen;

import java.util.Optional;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;

/** Generates whole programs; each is generated for itself. */
public final class WholePrograms {
  private WholePrograms() {}

  /** Whether code can be generated for a kernel; others are run as the caller knows how. */
  public static boolean takes(Kernel kernel) {
    return ProgramCode.takes(kernel);
  }

  /**
   * The code of a plan, in vectors of so many bits or, for 0, one element at a time; nothing where
   * a method would be so long that HotSpot never compiles it.
   */
  public static Optional<WholeProgram> of(Plan plan, int bits) {
    var bytes = ProgramCode.of(plan, bits);
    return MethodSizes.areCompiled(bytes)
        ? Optional.of(Generated.instance(WholeProgram.class, bytes))
        : Optional.empty();
  }
}
