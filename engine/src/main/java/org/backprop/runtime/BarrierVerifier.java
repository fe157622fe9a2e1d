package org.backprop.runtime;

import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.Buffer;
import org.backprop.plan.Kernel;

/**
 * Checks that a barrier separates any two tasks that use the same memory on different threads, at
 * least one of them writing it: every pair of tasks is looked at, whatever the barriers were placed
 * for.
 */
final class BarrierVerifier {
  private final TaskSequence tasks;
  private final ThreadPrivate threadPrivate;

  private BarrierVerifier(TaskSequence tasks, ThreadPrivate threadPrivate) {
    this.tasks = tasks;
    this.threadPrivate = threadPrivate;
  }

  /**
   * @throws IllegalStateException if a barrier is missing; the message names both kernels and the
   *     buffer
   */
  static void verify(TaskSequence tasks, ThreadPrivate threadPrivate) {
    new BarrierVerifier(tasks, threadPrivate).verify();
  }

  private void verify() {
    var since = new ArrayList<Integer>();
    var ofSeveralParts = new ArrayList<Integer>();
    for (var later = 0; later < tasks.tasks().length; later++) {
      if (tasks.barriers()[later] || later == tasks.checkpoint()) {
        since.clear();
        ofSeveralParts.clear();
      }
      var severalParts = tasks.tasks()[later].parts() > 1;
      for (var earlier : severalParts ? since : ofSeveralParts) {
        verify(tasks.kernels()[earlier], tasks.kernels()[later]);
      }
      since.add(later);
      if (severalParts) {
        ofSeveralParts.add(later);
      }
    }
  }

  private void verify(Kernel earlier, Kernel later) {
    var shared = earlier.writes().stream().filter(buffer -> !threadPrivate.has(buffer)).toList();
    apart(earlier, " writes ", shared, later, " reads ", later.reads());
    apart(earlier, " writes ", earlier.writes(), later, " writes ", later.writes());
    apart(earlier, " reads ", earlier.reads(), later, " writes ", later.writes());
  }

  private static void apart(
      Kernel earlier,
      String one,
      List<Buffer> some,
      Kernel later,
      String other,
      List<Buffer> others) {
    for (var buffer : some) {
      others.stream()
          .filter(buffer::overlaps)
          .findFirst()
          .ifPresent(used -> {
            throw new IllegalStateException(
                "the plan is wrong: no barrier between kernel %s, which%s%s, and kernel %s, which%s%s"
                    .formatted(earlier.name(), one, buffer, later.name(), other, used));
          });
    }
  }
}
