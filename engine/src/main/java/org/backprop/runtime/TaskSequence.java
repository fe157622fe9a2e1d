package org.backprop.runtime;

import java.util.ArrayList;
import org.backprop.plan.Kernel;

/**
 * The tasks of a run in order.
 *
 * @param kernels the kernel that each task belongs to
 * @param checkpoint the number of tasks after which the guards are known
 * @param barriers whether there is a barrier before each task
 */
@SuppressWarnings("ArrayRecordComponent") // read in the hottest loop; never compared
record TaskSequence(Kernel[] kernels, Task[] tasks, int checkpoint, boolean[] barriers) {

  /** The tasks of a plan, each with the code that is selected for it now. */
  static TaskSequence of(ProgramMemory memory, CodeSelector selector, ThreadPrivate threadPrivate) {
    var plan = memory.plan();
    var kernels = new ArrayList<Kernel>();
    var tasks = new ArrayList<Task>();
    var checkpoint = 0;
    for (var i = 0; i < plan.kernels().size(); i++) {
      for (var task : Task.of(plan.kernels().get(i), memory, selector, threadPrivate)) {
        kernels.add(plan.kernels().get(i));
        tasks.add(task);
      }
      if (i + 1 == plan.checkpoint()) {
        checkpoint = tasks.size();
      }
    }
    var all = tasks.toArray(Task[]::new);
    return new TaskSequence(
        kernels.toArray(Kernel[]::new),
        all,
        checkpoint,
        Barriers.of(kernels, all, checkpoint, threadPrivate));
  }
}
