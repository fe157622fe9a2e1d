package org.backprop.codegen;

import java.lang.System.Logger.Level;
import java.lang.constant.ConstantDescs;
import org.jspecify.annotations.Nullable;

/**
 * Whether this Java runtime lets a program define classes. One that is compiled ahead of time, such
 * as a native image, does not: there the interpreter runs all programs.
 */
public final class ClassGeneration {
  private static final ClassGeneration OF_PROCESS = new ClassGeneration(Generated::define);

  private final Definer definer;
  private @Nullable Boolean allowed;

  /** Defines a class. */
  @FunctionalInterface
  public interface Definer {
    /** The class of these bytes; any failure but a fault of the bytes is a refusal. */
    Class<?> define(byte[] bytes) throws IllegalAccessException;
  }

  public ClassGeneration(Definer definer) {
    this.definer = definer;
  }

  /** What all programs of this process ask. */
  public static ClassGeneration ofProcess() {
    return OF_PROCESS;
  }

  /** Whether classes can be defined. The first call tries it, and logs a line if they cannot. */
  public synchronized boolean isAllowed() {
    if (allowed == null) {
      allowed = isTried();
    }
    return allowed;
  }

  private boolean isTried() {
    var bytes = Generated.bytes(Generated.name("Trial"), ConstantDescs.CD_Object, _ -> {});
    try {
      definer.define(bytes);
      return true;
    } catch (LinkageError | VirtualMachineError e) {
      throw e;
    } catch (IllegalAccessException | RuntimeException | Error refusal) {
      System.getLogger("org.backprop")
          .log(
              Level.WARNING,
              "this Java runtime refuses to load generated code ("
                  + refusal
                  + "), so programs are interpreted, many times slower and with the same bits; run"
                  + " them on a JVM instead of a native image");
      return false;
    }
  }
}
