package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;
import org.backprop.plan.Plan;

/**
 * The executions of one program.
 *
 * @param threadPrivate the values that each thread computes for itself
 * @param profiler takes the time of each kernel, if the options ask for it
 * @param verify whether to check that threads wait for each other
 */
record Executions(
    ProgramMemory memory,
    Workers workers,
    ThreadPrivate threadPrivate,
    Optional<Profiler> profiler,
    boolean verify) {
  Executions(ProgramMemory memory, Workers workers, Optional<Profiler> profiler, boolean verify) {
    this(memory, workers, ThreadPrivate.of(memory, workers.members()), profiler, verify);
  }

  /** Scalar code for all kernels. */
  CodeSelector scalar() {
    return CodeSelector.scalar(plan().machine());
  }

  Plan plan() {
    return memory.plan();
  }

  /** Vector code from the first run on. */
  Execution atOnce(boolean mayBeWhole) {
    var selector = CodeSelector.atOnce(plan().machine());
    return Optional.of(plan())
        .filter(_ -> mayBeWhole)
        .flatMap(WholePrograms::of)
        .map(code -> whole(code, selector))
        .orElseGet(() -> byKernel(selector, true));
  }

  /** One generated class for all kernels except those that it has no code for. */
  Execution whole(WholeProgram code, CodeSelector others) {
    return new Fused(code, memory, workers, others);
  }

  /** One kernel after another, each by the code that is selected for it now. */
  Execution byKernel(CodeSelector selector, boolean together) {
    var team = together ? workers : workers.first();
    var own = team.isTeam() ? threadPrivate : ThreadPrivate.none(memory);
    var schedule = TaskSequence.of(memory, selector, own);
    if (profiler.isPresent()) {
      return new Profiled(schedule, memory, team, profiler.get());
    }
    if (verify && team.isTeam()) {
      BarrierVerifier.verify(schedule, own);
    }
    var sequential = new Sequential(schedule, memory, team);
    return team.isTeam() ? new Parallel(schedule, memory, team, sequential) : sequential;
  }
}
