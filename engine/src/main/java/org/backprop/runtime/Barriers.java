package org.backprop.runtime;

import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.Buffer;
import org.backprop.plan.Kernel;

/** Before which tasks all threads must have finished what came earlier. */
final class Barriers {
  private Barriers() {}

  /**
   * A task waits for the others if one that ran since they last met wrote what it reads or writes,
   * or read what it writes; but each has its own replicas. Tasks of one part all run on the first
   * thread, in order. At the checkpoint all meet anyway.
   */
  static boolean[] of(
      List<Kernel> kernels, Task[] tasks, int checkpoint, ThreadPrivate threadPrivate) {
    var barriers = new boolean[tasks.length];
    var since = new ArrayList<Integer>();
    for (var i = 0; i < tasks.length; i++) {
      var at = i;
      if (i == checkpoint) {
        since.clear();
      }
      barriers[i] =
          since.stream()
              .filter(j -> tasks[j].parts() > 1 || tasks[at].parts() > 1)
              .anyMatch(j -> conflict(kernels.get(j), kernels.get(at), threadPrivate));
      if (barriers[i]) {
        since.clear();
      }
      since.add(i);
    }
    return barriers;
  }

  private static boolean conflict(Kernel earlier, Kernel later, ThreadPrivate threadPrivate) {
    var shared = earlier.writes().stream().filter(value -> !threadPrivate.has(value)).toList();
    return meet(shared, later.reads())
        || meet(earlier.writes(), later.writes())
        || meet(earlier.reads(), later.writes());
  }

  private static boolean meet(List<Buffer> some, List<Buffer> others) {
    return some.stream().anyMatch(one -> others.stream().anyMatch(one::overlaps));
  }
}
