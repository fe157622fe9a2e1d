package org.backprop.codegen;

import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;

/** Generates whole programs; each is generated for itself. */
public final class WholePrograms {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

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
    var name = ClassDesc.of(WholePrograms.class.getPackageName(), "GeneratedProgram");
    var bytes = ProgramCode.of(name, plan, bits);
    return MethodSizes.areCompiled(bytes) ? Optional.of(defined(bytes)) : Optional.empty();
  }

  private static WholeProgram defined(byte[] bytes) {
    try {
      var hidden = LOOKUP.defineHiddenClass(bytes, true);
      return (WholeProgram)
          hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("generated code could not be loaded", e);
    }
  }
}
