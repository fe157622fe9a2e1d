package org.backprop.codegen;

/** A small program as one piece of generated code, in which every shape and place is a constant. */
public abstract class WholeProgram {
  /** Runs kernels that have no code here. */
  @FunctionalInterface
  public interface Others {
    /** Runs a kernel, by its number in the plan. */
    void run(int kernel);
  }

  /** Runs the kernels up to the plan's checkpoint: then the guards are known. */
  public abstract void compute(Arena arena, Scratch scratch, Others others);

  /** Runs the kernels from there on, which write variables. */
  public abstract void update(Arena arena, Scratch scratch, Others others);
}
