package org.backprop.runtime;

import java.util.Optional;
import java.util.function.Function;
import org.backprop.codegen.WholeProgram;

/** Runs of two machines that start at the same point. */
final class WholeProgramCase implements WarmUpCase {
  private static final int STEPS = 3;

  /**
   * One of so many of the first calls is a run: HotSpot leaves out what it has not seen run, and
   * spends its time on the methods that a cold vector operation consists of if it sees too much.
   */
  private static final int CALLS_PER_RUN = 64;

  /** After so many calls HotSpot compiles the code. */
  private static final int FIRST_CALLS = 6000;

  private final WholeProgram code;
  private final Machine whole;
  private final Machine parts;
  private final ProgramMemory start;
  private int calls;

  /**
   * @param code the program as one piece of vector code
   * @param whole runs that
   * @param parts runs the program as scalar code
   * @param start stays where both start
   */
  private WholeProgramCase(WholeProgram code, Machine whole, Machine parts, ProgramMemory start) {
    this.code = code;
    this.whole = whole;
    this.parts = parts;
    this.start = start;
  }

  /** Starts where a program is now, whose own memory stays as it is. */
  static WholeProgramCase of(ProgramMemory memory, WholeProgram code) {
    var scalar = CodeSelector.scalar();
    return new WholeProgramCase(
        code,
        twin(memory, executions -> executions.whole(code, scalar)),
        twin(memory, executions -> executions.byKernel(scalar, false)),
        memory.copy());
  }

  private static Machine twin(ProgramMemory start, Function<Executions, Execution> way) {
    var memory = start.copy();
    var execution = way.apply(new Executions(memory, new Workers(1), Optional.empty()));
    return new Machine(memory, () -> execution, Optional.empty());
  }

  @Override
  public void call() {
    calls++;
    if (calls < FIRST_CALLS && calls % CALLS_PER_RUN == 0) {
      vector();
    } else {
      code.call();
    }
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
