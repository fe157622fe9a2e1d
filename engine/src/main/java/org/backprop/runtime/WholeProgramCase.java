package org.backprop.runtime;

import java.util.Optional;
import java.util.function.Function;
import org.backprop.codegen.WholeProgram;

/** Warm-up of a whole program: runs two machines that start with equal memory. */
final class WholeProgramCase implements WarmUpCase {
  private static final int STEPS = 3;

  /**
   * One of this many of the first calls is a run. Without runs HotSpot omits the code as never
   * taken; with too many it spends its time on the methods that a cold vector operation consists
   * of.
   */
  private static final int CALLS_PER_RUN = 64;

  /** The number of calls after which HotSpot compiles the code. */
  private static final int FIRST_CALLS = 6000;

  private final WholeProgram code;
  private final Machine whole;
  private final Machine parts;
  private final ProgramMemory start;
  private int calls;

  /**
   * @param code the program as one piece of vector code
   * @param whole runs that code
   * @param parts runs the program as scalar code
   * @param start keeps the values with which both start
   */
  private WholeProgramCase(WholeProgram code, Machine whole, Machine parts, ProgramMemory start) {
    this.code = code;
    this.whole = whole;
    this.parts = parts;
    this.start = start;
  }

  /** Starts with the current values of a program, whose own memory is not changed. */
  static WholeProgramCase of(ProgramMemory memory, WholeProgram code) {
    var scalar = CodeSelector.scalar(memory.plan().machine());
    return new WholeProgramCase(
        code,
        twin(memory, executions -> executions.whole(code, scalar)),
        twin(memory, executions -> executions.byKernel(scalar, false)),
        memory.copy());
  }

  private static Machine twin(ProgramMemory start, Function<Executions, Execution> way) {
    var memory = start.copy();
    var execution = way.apply(new Executions(memory, new Workers(1), Optional.empty(), false));
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

  /** Runs a machine; false where an input names a row that a table lacks. */
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
