package org.backprop.runtime;

/** One task after another, each on all threads, with the time of each. */
record Profiled(TaskSequence schedule, ProgramMemory memory, Workers workers, Profiler times)
    implements Execution {
  @Override
  public boolean run() {
    run(0, schedule.checkpoint());
    var finite = memory.isFinite();
    if (finite) {
      run(schedule.checkpoint(), schedule.tasks().length);
      times.endRun();
    }
    return finite;
  }

  private void run(int start, int end) {
    for (var i = start; i < end; i++) {
      var began = System.nanoTime();
      run(schedule.tasks()[i]);
      times.add(schedule.kernels()[i], began, System.nanoTime());
    }
  }

  private void run(Task task) {
    if (task.parts() == 1 || !workers.run(member -> workers.share(task, member))) {
      workers.runSequential(task);
    }
  }
}
