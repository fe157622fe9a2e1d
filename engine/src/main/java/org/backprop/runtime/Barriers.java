package org.backprop.runtime;

import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.Buffer;
import org.backprop.plan.Kernel;

/** Places the barriers: the tasks before which all threads must have finished the earlier ones. */
final class Barriers {
  private Barriers() {}

  /**
   * A task needs a barrier if a task since the last barrier wrote a buffer that it reads or writes,
   * or read one that it writes. Thread-private values do not count. Tasks of one part all run on
   * the first thread, in order. There is always a barrier at the checkpoint.
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
    return overlap(shared, later.reads())
        || overlap(earlier.writes(), later.writes())
        || overlap(earlier.reads(), later.writes());
  }

  private static boolean overlap(List<Buffer> some, List<Buffer> others) {
    return some.stream().anyMatch(one -> others.stream().anyMatch(one::overlaps));
  }
}
