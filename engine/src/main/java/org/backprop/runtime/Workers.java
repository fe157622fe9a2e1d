package org.backprop.runtime;

import java.util.Objects;
import java.util.stream.Stream;
import org.backprop.codegen.Scratch;
import org.jspecify.annotations.Nullable;

/** The threads that run a program, each with scratch memory of its own. */
final class Workers {
  private final @Nullable ThreadTeam team;
  private final Scratch[] scratch;
  private volatile @Nullable Throwable failure;

  Workers(int members) {
    this(
        members > 1 ? ThreadTeam.of(members) : null,
        Stream.generate(Scratch::new).limit(members).toArray(Scratch[]::new));
  }

  private Workers(@Nullable ThreadTeam team, Scratch[] scratch) {
    this.team = team;
    this.scratch = scratch;
  }

  /** The thread that asks, without the others. */
  Workers first() {
    return new Workers(null, scratch);
  }

  boolean isTeam() {
    return team != null;
  }

  /** The scratch memory of the thread that asks. */
  Scratch scratch() {
    return scratch[0];
  }

  /** Runs a task on the thread that asks. */
  void runSequential(Task task) {
    for (var part = 0; part < task.parts(); part++) {
      task.run(part, scratch[0]);
    }
  }

  /**
   * Lets all members do the work, and throws what went wrong in it.
   *
   * @return false, with nothing done, if there is no team or it is at work for somebody else
   */
  boolean run(ThreadTeam.Work work) {
    if (team == null || !team.run(work)) {
      return false;
    }
    throwFailure();
    return true;
  }

  /** Waits, within such work, until every member is here. */
  void meet() {
    Objects.requireNonNull(team).meet();
  }

  int members() {
    return scratch.length;
  }

  /** The member that runs a part of a task: all do about as many. A single part is the first's. */
  static int member(int part, int parts, int members) {
    return parts == 1 ? 0 : (members * (part + 1) - 1) / parts;
  }

  /** Runs a member's parts of a task. */
  void share(Task task, int member) {
    var parts = task.parts();
    var members = scratch.length;
    var end = parts == 1 ? 1 - Math.min(member, 1) : parts * (member + 1) / members;
    for (var part = parts * member / members; part < end && failure == null; part++) {
      attempt(task, part, member);
    }
  }

  /** Nobody may stop while others wait for him: what goes wrong is thrown when all are done. */
  private void attempt(Task task, int part, int member) {
    try {
      task.run(part, scratch[member]);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  private void throwFailure() {
    var thrown = failure;
    if (thrown != null) {
      failure = null;
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(thrown);
      }
    }
  }
}
