package org.backprop.runtime;

import java.util.Optional;
import java.util.function.Function;
import org.backprop.codegen.WholeProgram;

/**
 * Runs of two machines that start at the same point.
 *
 * @param whole runs the program as one piece of vector code
 * @param parts runs it as scalar code
 * @param start stays where both start
 */
record TwinRehearsal(Machine whole, Machine parts, Memory start) implements Rehearsal {
  private static final int STEPS = 3;

  /** Starts where a program is now, whose own memory stays as it is. */
  static TwinRehearsal of(Memory memory, WholeProgram code) {
    var scalar = Choice.scalar();
    return new TwinRehearsal(
        twin(memory, executions -> executions.whole(code, scalar)),
        twin(memory, executions -> executions.byKernel(scalar, false)),
        memory.copy());
  }

  private static Machine twin(Memory start, Function<Executions, Execution> way) {
    var memory = start.copy();
    var execution = way.apply(new Executions(memory, new Crew(1), Optional.empty()));
    return new Machine(memory, () -> execution, Optional.empty());
  }

  @Override
  public void call() {
    runs(whole);
  }

  @Override
  public int operations() {
    return (int) Math.min(Workload.total(start.plan().kernels()), Integer.MAX_VALUE);
  }

  @Override
  public void vector() {
    runs(whole);
  }

  @Override
  public void scalar() {
    runs(parts);
  }

  /** Whether a machine runs: inputs may name rows that a table lacks. */
  private static boolean runs(Machine machine) {
    try {
      machine.run();
      return true;
    } catch (IndexOutOfBoundsException e) {
      return false;
    }
  }

  @Override
  public boolean agrees() {
    whole.memory().goTo(start);
    parts.memory().goTo(start);
    var agrees = true;
    for (var i = 0; i < STEPS && agrees; i++) {
      agrees = runs(whole) == runs(parts) && whole.memory().agrees(parts.memory());
    }
    return agrees;
  }
}
