package org.backprop.runtime;

/** One task after another, on the thread that asks. */
record Alone(Schedule schedule, Memory memory, Crew crew) implements Execution {
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
      crew.runAlone(schedule.tasks()[i]);
    }
  }
}
