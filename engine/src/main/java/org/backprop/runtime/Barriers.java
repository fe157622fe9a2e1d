package org.backprop.runtime;

import java.util.List;
import org.backprop.plan.Kernel;

/** Places the barriers: the tasks before which all threads must have finished the earlier ones. */
final class Barriers {
  /** What some tasks since the last barrier have used. */
  private static final class Used {
    final UsedMemory read = new UsedMemory();
    final UsedMemory written = new UsedMemory();
    final UsedMemory writtenForAll = new UsedMemory();

    void add(Kernel kernel, ThreadPrivate threadPrivate) {
      read.add(kernel.reads());
      written.add(kernel.writes());
      writtenForAll.add(
          kernel.writes().stream().filter(value -> !threadPrivate.has(value)).toList());
    }

    void clear() {
      read.clear();
      written.clear();
      writtenForAll.clear();
    }

    boolean conflicts(Kernel later) {
      return writtenForAll.overlaps(later.reads())
          || written.overlaps(later.writes())
          || read.overlaps(later.writes());
    }
  }

  private Barriers() {}

  /**
   * A task needs a barrier if a task since the last barrier wrote a buffer that it reads or writes,
   * or read one that it writes. Thread-private values do not count. Tasks of one part all run on
   * the first thread, in order. There is always a barrier at the checkpoint.
   */
  static boolean[] of(
      List<Kernel> kernels, Task[] tasks, int checkpoint, ThreadPrivate threadPrivate) {
    var barriers = new boolean[tasks.length];
    var byAll = new Used();
    var bySeveralParts = new Used();
    for (var i = 0; i < tasks.length; i++) {
      var kernel = kernels.get(i);
      var severalParts = tasks[i].parts() > 1;
      barriers[i] = i != checkpoint && (severalParts ? byAll : bySeveralParts).conflicts(kernel);
      if (barriers[i] || i == checkpoint) {
        byAll.clear();
        bySeveralParts.clear();
      }
      byAll.add(kernel, threadPrivate);
      if (severalParts) {
        bySeveralParts.add(kernel, threadPrivate);
      }
    }
    return barriers;
  }
}
