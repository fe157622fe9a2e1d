package org.backprop.runtime;

/** All threads of a team at once; the parts of each task are assigned to them statically. */
final class Parallel implements Execution {
  private final TaskSequence schedule;
  private final ProgramMemory memory;
  private final Workers workers;
  private final Execution sequential;
  private final ThreadTeam.Work work = this::work;
  private boolean finite;

  /**
   * @param sequential runs the program while another program uses the team
   */
  Parallel(TaskSequence schedule, ProgramMemory memory, Workers workers, Execution sequential) {
    this.schedule = schedule;
    this.memory = memory;
    this.workers = workers;
    this.sequential = sequential;
  }

  @Override
  public boolean run() {
    return workers.run(work) ? finite : sequential.run();
  }

  private void work(int member) {
    work(member, 0, schedule.checkpoint());
    workers.barrier();
    if (member == 0) {
      finite = memory.isFinite();
    }
    workers.barrier();
    if (finite) {
      work(member, schedule.checkpoint(), schedule.tasks().length);
    }
  }

  private void work(int member, int start, int end) {
    for (var i = start; i < end; i++) {
      if (schedule.barriers()[i]) {
        workers.barrier();
      }
      workers.share(schedule.tasks()[i], member);
    }
  }
}
