package org.backprop.runtime;

import java.util.List;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;

/**
 * One generated class for the whole program, which calls back for the kernels that it has no code
 * for.
 */
final class Fused implements Execution {
  private final WholeProgram code;
  private final ProgramMemory memory;
  private final Workers workers;
  private final Task[][] tasks;
  private final WholeProgram.Others others = this::other;

  Fused(WholeProgram code, ProgramMemory memory, Workers workers, CodeSelector others) {
    this.code = code;
    this.memory = memory;
    this.workers = workers;
    var threadPrivate = ThreadPrivate.none(memory);
    this.tasks =
        memory.plan().kernels().stream()
            .map(kernel ->
                WholePrograms.takes(kernel)
                    ? List.<Task>of()
                    : Task.of(kernel, memory, others, threadPrivate))
            .map(own -> own.toArray(Task[]::new))
            .toArray(Task[][]::new);
  }

  @Override
  public boolean run() {
    code.compute(memory.arena(), workers.scratch(), others);
    var finite = memory.isFinite();
    if (finite) {
      code.update(memory.arena(), workers.scratch(), others);
    }
    return finite;
  }

  private void other(int kernel) {
    for (var task : tasks[kernel]) {
      workers.runSequential(task);
    }
  }
}
