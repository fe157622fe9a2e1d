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

  /** The calling thread alone. */
  Workers first() {
    return new Workers(null, scratch);
  }

  boolean isTeam() {
    return team != null;
  }

  /** The scratch memory of the calling thread. */
  Scratch scratch() {
    return scratch[0];
  }

  /** Runs a task on the calling thread. */
  void runSequential(Task task) {
    for (var part = 0; part < task.parts(); part++) {
      task.run(part, scratch[0]);
    }
  }

  /**
   * Runs the work on all threads, and throws the failure of any of them.
   *
   * @return false, with nothing done, if there is no team or another program uses it
   */
  boolean run(ThreadTeam.Work work) {
    if (team == null || !team.run(work)) {
      return false;
    }
    throwFailure();
    return true;
  }

  /** A barrier within such work: waits until every thread has reached it. */
  void barrier() {
    Objects.requireNonNull(team).barrier();
  }

  int members() {
    return scratch.length;
  }

  /**
   * The thread that runs a part of a task: parts are shared evenly, and a single part runs on the
   * first thread.
   */
  static int member(int part, int parts, int members) {
    return parts == 1 ? 0 : (members * (part + 1) - 1) / parts;
  }

  /** Runs one thread's parts of a task. */
  void share(Task task, int member) {
    var parts = task.parts();
    var members = scratch.length;
    var end = parts == 1 ? 1 - Math.min(member, 1) : parts * (member + 1) / members;
    for (var part = parts * member / members; part < end && failure == null; part++) {
      attempt(task, part, member);
    }
  }

  /** A thread that fails must still reach the barriers: its failure is thrown when all are done. */
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
