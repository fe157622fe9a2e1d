package org.backprop.runtime;

import java.util.List;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;

/** One piece of code, which calls back for the kernels that it has no code for. */
final class Whole implements Execution {
  private final WholeProgram code;
  private final Memory memory;
  private final Crew crew;
  private final Task[][] tasks;
  private final WholeProgram.Others others = this::other;

  Whole(WholeProgram code, Memory memory, Crew crew, Choice others) {
    this.code = code;
    this.memory = memory;
    this.crew = crew;
    var replicas = Replicas.none(memory);
    this.tasks =
        memory.plan().kernels().stream()
            .map(kernel ->
                WholePrograms.takes(kernel)
                    ? List.<Task>of()
                    : Task.of(kernel, memory, others, replicas))
            .map(own -> own.toArray(Task[]::new))
            .toArray(Task[][]::new);
  }

  @Override
  public boolean run() {
    code.compute(memory.arena(), crew.scratch(), others);
    var finite = memory.isFinite();
    if (finite) {
      code.update(memory.arena(), crew.scratch(), others);
    }
    return finite;
  }

  private void other(int kernel) {
    for (var task : tasks[kernel]) {
      crew.runAlone(task);
    }
  }
}
