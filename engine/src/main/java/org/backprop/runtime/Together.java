package org.backprop.runtime;

/** All members of a team at once: each does the same parts of each task in every run. */
final class Together implements Execution {
  private final Schedule schedule;
  private final Memory memory;
  private final Crew crew;
  private final Execution alone;
  private final Team.Work work = this::work;
  private boolean finite;

  /**
   * @param alone what runs the program while the team is at work for somebody else
   */
  Together(Schedule schedule, Memory memory, Crew crew, Execution alone) {
    this.schedule = schedule;
    this.memory = memory;
    this.crew = crew;
    this.alone = alone;
  }

  @Override
  public boolean run() {
    return crew.run(work) ? finite : alone.run();
  }

  private void work(int member) {
    work(member, 0, schedule.checkpoint());
    crew.meet();
    if (member == 0) {
      finite = memory.isFinite();
    }
    crew.meet();
    if (finite) {
      work(member, schedule.checkpoint(), schedule.tasks().length);
    }
  }

  private void work(int member, int start, int end) {
    for (var i = start; i < end; i++) {
      if (schedule.meetings()[i]) {
        crew.meet();
      }
      crew.share(schedule.tasks()[i], member);
    }
  }
}
