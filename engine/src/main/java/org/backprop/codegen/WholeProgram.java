package org.backprop.codegen;

import org.jspecify.annotations.Nullable;

/** A small program as one generated class, in which every shape and offset is a constant. */
public abstract class WholeProgram {
  /** Runs kernels that have no code here. */
  @FunctionalInterface
  public interface Others {
    /** Runs a kernel, by its number in the plan. */
    void run(int kernel);
  }

  /** Calls every method without computing anything; HotSpot counts the calls. */
  public final void call() {
    compute(null, null, null);
    update(null, null, null);
  }

  /** Runs the kernels up to the plan's checkpoint, after which the guards are known. */
  public abstract void compute(
      @Nullable Arena arena, @Nullable Scratch scratch, @Nullable Others others);

  /** Runs the kernels after the checkpoint, which write variables. */
  public abstract void update(
      @Nullable Arena arena, @Nullable Scratch scratch, @Nullable Others others);
}
