package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;

/**
 * Which code runs a program: at first scalar code, later vector code that has become ready. That is
 * asked for once there has been work enough for it.
 */
final class Takeover {
  /** Operations that scalar code does in a tenth of a second or two. */
  private static final double WORTH_VECTORS = 4e8;

  /** Operations of a program that will soon have run that many. */
  private static final double LARGE = 2e6;

  /** The share of the operations that may still be scalar code when the team starts. */
  private static final double COLD_SHARE = 0.1;

  /** The share of the operations that must have become vector code to change the code for it. */
  private static final double STEP = 0.02;

  /** What starting a kernel costs, in operations. */
  private static final double OVERHEAD = 100;

  /** One piece of code for the whole program, on its way. */
  private record Candidate(WholeProgram code, Readiness readiness) {}

  private final Executions executions;
  private final int bits;
  private final boolean mayBeWhole;
  private final Choice choice;
  private final double work;
  private Execution current;
  private Optional<Candidate> candidate = Optional.empty();
  private double done;
  private boolean asked;
  private boolean settled;
  private int seen = -1;
  private double coldBefore = Double.POSITIVE_INFINITY;

  /**
   * @param mayBeWhole whether the program may become one piece of code
   */
  Takeover(Executions executions, int bits, boolean mayBeWhole) {
    var kernels = executions.plan().kernels();
    var operations = Workload.total(kernels);
    this.executions = executions;
    this.bits = bits;
    this.mayBeWhole = mayBeWhole;
    this.choice = Choice.warmedUp(bits, kernels);
    this.work = operations + OVERHEAD * kernels.size();
    this.current = executions.byKernel(Choice.scalar(), false);
    if (operations >= LARGE && !mayBeWhole) {
      ask();
    }
  }

  /** What runs the program now. */
  Execution execution() {
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
    if (asked && seen != WarmUp.settled()) {
      seen = WarmUp.settled();
      candidate.ifPresentOrElse(this::takeWhole, this::takeKernels);
    }
  }

  private void ask() {
    asked = true;
    candidate = mayBeWhole ? candidate() : Optional.empty();
    if (candidate.isEmpty()) {
      choice.ask(executions.plan().kernels());
    }
  }

  private Optional<Candidate> candidate() {
    return WholePrograms.of(executions.plan(), bits)
        .map(code -> {
          var rehearsal = TwinRehearsal.of(executions.memory(), code);
          return new Candidate(code, WarmUp.start(() -> rehearsal));
        });
  }

  private void takeWhole(Candidate whole) {
    switch (whole.readiness().state()) {
      case COLD -> {}
      case READY -> {
        current = executions.whole(whole.code(), Choice.scalar());
        settled = true;
      }
      case REFUSED -> {
        candidate = Optional.empty();
        choice.ask(executions.plan().kernels());
        seen = -1;
      }
    }
  }

  private void takeKernels() {
    var cold = choice.coldShare(executions.plan().kernels());
    settled = cold == 0;
    if (settled || cold <= coldBefore - STEP) {
      coldBefore = cold;
      current = executions.byKernel(choice, cold <= COLD_SHARE);
    }
  }
}
