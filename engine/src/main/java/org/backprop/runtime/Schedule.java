package org.backprop.runtime;

import java.util.ArrayList;
import org.backprop.plan.Kernel;

/**
 * The tasks of a run in order.
 *
 * @param kernels the kernel that each task belongs to
 * @param checkpoint the number of tasks after which the guards are known
 * @param meetings before which tasks all threads must have finished what came earlier
 */
@SuppressWarnings("ArrayRecordComponent") // read in the hottest loop; nobody compares two
record Schedule(Kernel[] kernels, Task[] tasks, int checkpoint, boolean[] meetings) {

  /** The tasks of a plan, each with the code that is chosen for it now. */
  static Schedule of(Memory memory, Choice choice, Replicas replicas) {
    var plan = memory.plan();
    var kernels = new ArrayList<Kernel>();
    var tasks = new ArrayList<Task>();
    var checkpoint = 0;
    for (var i = 0; i < plan.kernels().size(); i++) {
      for (var task : Task.of(plan.kernels().get(i), memory, choice, replicas)) {
        kernels.add(plan.kernels().get(i));
        tasks.add(task);
      }
      if (i + 1 == plan.checkpoint()) {
        checkpoint = tasks.size();
      }
    }
    var all = tasks.toArray(Task[]::new);
    return new Schedule(
        kernels.toArray(Kernel[]::new),
        all,
        checkpoint,
        Meetings.of(kernels, all, checkpoint, replicas));
  }
}
