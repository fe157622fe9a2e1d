package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;

/**
 * Switches a program from scalar code to vector code when HotSpot has compiled it. The vector code
 * is requested once the program has run enough operations.
 */
final class TierUp {
  /**
   * The operations after which vector code is requested: scalar code takes a tenth of a second or
   * two for them.
   */
  private static final double WORTH_VECTORS = 4e8;

  /** The operations of one run from which on vector code is requested at once. */
  private static final double LARGE = 2e6;

  /** The largest share of operations in scalar code at which the team starts. */
  private static final double COLD_SHARE = 0.1;

  /**
   * The share of the operations that must have become ready before the code is exchanged; half of
   * the remaining ones also suffice.
   */
  private static final double STEP = 0.02;

  /** The cost of starting a kernel, in operations. */
  private static final double OVERHEAD = 100;

  /** The generated class of the whole program, and its warm-up. */
  private record Piece(WholeProgram code, Tier tier) {}

  private final Executions executions;
  private final boolean mayBeWhole;
  private final CodeSelector selector;
  private final WarmUp warmUp;
  private final double work;
  private Execution current;
  private Optional<Piece> whole = Optional.empty();
  private double done;
  private boolean asked;
  private boolean settled;
  private boolean trusts = true;
  private int seen = -1;
  private double coldBefore = Double.POSITIVE_INFINITY;

  /**
   * @param mayBeWhole whether the program may become one generated class
   */
  TierUp(Executions executions, boolean mayBeWhole, WarmUp warmUp) {
    var machine = executions.plan().machine();
    var kernels = executions.plan().kernels();
    var operations = Workload.total(kernels);
    this.executions = executions;
    this.mayBeWhole = mayBeWhole;
    this.warmUp = warmUp;
    this.selector =
        new CodeSelector(machine, true, Workload.worthVectors(kernels, machine), warmUp);
    this.work = operations + OVERHEAD * kernels.size();
    this.current = executions.byKernel(executions.scalar(), false);
    if (operations >= LARGE && !mayBeWhole) {
      ask();
    }
  }

  /** The execution that runs the program now. */
  Execution execution() {
    if (trusts && !warmUp.isTrusted()) {
      trusts = false;
      current = executions.byKernel(executions.scalar(), true);
      settled = true;
    }
    if (!settled) {
      improve();
    }
    return current;
  }

  private void improve() {
    done += work;
    if (done > WORTH_VECTORS && !asked) {
      ask();
    }
    if (asked && seen != warmUp.settled()) {
      seen = warmUp.settled();
      whole.ifPresentOrElse(this::takeWhole, this::takeKernels);
    }
  }

  private void ask() {
    asked = true;
    whole = mayBeWhole ? whole() : Optional.empty();
    if (whole.isEmpty()) {
      selector.ask(executions.plan().kernels());
    }
  }

  private Optional<Piece> whole() {
    return WholePrograms.of(executions.plan())
        .map(code -> {
          var warmUpCase = WholeProgramCase.of(executions.memory(), code);
          return new Piece(code, warmUp.start(() -> warmUpCase));
        });
  }

  private void takeWhole(Piece piece) {
    switch (piece.tier().state()) {
      case COLD -> {}
      case READY -> {
        current = executions.whole(piece.code(), executions.scalar());
        settled = true;
      }
      case REFUSED -> {
        whole = Optional.empty();
        selector.ask(executions.plan().kernels());
        seen = -1;
      }
    }
  }

  private void takeKernels() {
    var cold = selector.coldShare(executions.plan().kernels());
    settled = cold == 0;
    if (settled || cold <= Math.max(coldBefore - STEP, coldBefore / 2)) {
      coldBefore = cold;
      current = executions.byKernel(selector, cold <= COLD_SHARE);
    }
  }
}
