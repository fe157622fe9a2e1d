package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;
import org.backprop.plan.Plan;

/**
 * The ways in which one program can run.
 *
 * @param replicas what each member of the crew computes for itself
 * @param profiler takes the time of each kernel, if that is wanted
 */
record Executions(Memory memory, Crew crew, Replicas replicas, Optional<Profiler> profiler) {
  Executions(Memory memory, Crew crew, Optional<Profiler> profiler) {
    this(memory, crew, Replicas.of(memory, crew.members()), profiler);
  }

  Plan plan() {
    return memory.plan();
  }

  /** Vector code from the first run on. */
  Execution atOnce(int bits, boolean mayBeWhole) {
    var choice = Choice.atOnce(bits);
    return Optional.of(plan())
        .filter(_ -> mayBeWhole)
        .flatMap(plan -> WholePrograms.of(plan, bits))
        .map(code -> whole(code, choice))
        .orElseGet(() -> byKernel(choice, true));
  }

  /** One piece of code for all kernels but those that it has no code for. */
  Execution whole(WholeProgram code, Choice others) {
    return new Whole(code, memory, crew, others);
  }

  /** A kernel after another, each by the code that is chosen for it now. */
  Execution byKernel(Choice choice, boolean together) {
    var workers = together ? crew : crew.first();
    var own = workers.isTeam() ? replicas : Replicas.none(memory);
    var schedule = Schedule.of(memory, choice, own);
    if (profiler.isPresent()) {
      return new Profiled(schedule, memory, workers, profiler.get());
    }
    var alone = new Alone(schedule, memory, workers);
    return workers.isTeam() ? new Together(schedule, memory, workers, alone) : alone;
  }
}
