package org.backprop.runtime;

/** One task after another, on the calling thread. */
record Sequential(TaskSequence schedule, ProgramMemory memory, Workers workers)
    implements Execution {
  @Override
  public boolean run() {
    run(0, schedule.checkpoint());
    var finite = memory.isFinite();
    if (finite) {
      run(schedule.checkpoint(), schedule.tasks().length);
    }
    return finite;
  }

  private void run(int start, int end) {
    for (var i = start; i < end; i++) {
      workers.runSequential(schedule.tasks()[i]);
    }
  }
}
