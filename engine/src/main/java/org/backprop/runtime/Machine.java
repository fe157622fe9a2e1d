package org.backprop.runtime;

import java.util.Optional;
import java.util.function.Supplier;

/** A program with its memory, which can be run. */
public final class Machine {
  private final ProgramMemory memory;
  private final Supplier<Execution> code;
  private final Optional<Profiler> profiler;

  /**
   * @param code the execution that runs the program now, asked before each run
   * @param profiler takes the time of each kernel, if the options ask for it
   */
  Machine(ProgramMemory memory, Supplier<Execution> code, Optional<Profiler> profiler) {
    this.memory = memory;
    this.code = code;
    this.profiler = profiler;
  }

  /**
   * The machine of the plan that the memory is for.
   *
   * @param scalarFirst whether scalar code runs until HotSpot has compiled the vector code
   * @param profile whether to take the time of each kernel
   * @param whole whether a small program becomes one generated class
   * @param verify whether to check that threads wait for each other
   */
  public static Machine of(
      ProgramMemory memory, boolean scalarFirst, boolean profile, boolean whole, boolean verify) {
    var kernels = memory.plan().kernels();
    var members = Workload.threads(kernels, memory.plan().machine());
    var profiler = Optional.of(new Profiler(kernels)).filter(_ -> profile);
    var executions = new Executions(memory, new Workers(members), profiler, verify);
    var mayBeWhole = whole && !profile && members == 1 && Workload.isSmall(kernels);
    return new Machine(memory, code(executions, scalarFirst, mayBeWhole), profiler);
  }

  private static Supplier<Execution> code(
      Executions executions, boolean scalarFirst, boolean mayBeWhole) {
    if (scalarFirst && executions.plan().machine().vectorBits() > 0) {
      return new TierUp(executions, mayBeWhole, WarmUp.ofProcess())::execution;
    }
    var only = executions.atOnce(mayBeWhole);
    return () -> only;
  }

  /**
   * Runs the program once.
   *
   * @return whether the guards were finite; if not, no variable was written
   */
  public boolean run() {
    var finite = code.get().run();
    if (finite) {
      memory.moveLate();
    }
    return finite;
  }

  ProgramMemory memory() {
    return memory;
  }

  /** The time of each kernel, if the options ask for it. */
  public Optional<Profiler> profiler() {
    return profiler;
  }
}
