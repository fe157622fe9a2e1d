package org.backprop.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An executable that refuses a thread while another one uses it, because all runs share one memory.
 * The check takes a few nanoseconds.
 */
final class OneThread implements Executable {
  private final Executable executable;
  private final AtomicBoolean used = new AtomicBoolean();
  private @Nullable Tied last;
  private long runner;

  OneThread(Executable executable) {
    this.executable = executable;
  }

  private void enter() {
    if (!used.compareAndSet(false, true)) {
      throw refusal();
    }
  }

  private static IllegalStateException refusal() {
    return new IllegalStateException(
        "two threads use one executable at once, and its runs share one memory; compile the"
            + " program for each thread, or let them share an Engine.evaluator");
  }

  private void leave() {
    used.setRelease(false);
  }

  private <T> T alone(Supplier<T> use) {
    enter();
    try {
      return use.get();
    } finally {
      leave();
    }
  }

  @Override
  public Program program() {
    return executable.program();
  }

  @Override
  public List<Tensor> run(Map<Node, Tensor> inputs) {
    return alone(() -> {
      ran(null);
      return executable.run(inputs);
    });
  }

  private void ran(@Nullable Tied by) {
    last = by;
    runner = Thread.currentThread().threadId();
  }

  @Override
  public Bound bind(Map<Node, Tensor> inputs) {
    return new Tied(alone(() -> executable.bind(inputs)));
  }

  @Override
  public Tensor read(Node variable) {
    return alone(() -> executable.read(variable));
  }

  @Override
  public void write(Node variable, Tensor value) {
    enter();
    try {
      executable.write(variable, value);
    } finally {
      leave();
    }
  }

  @Override
  public String plan() {
    return executable.plan();
  }

  @Override
  public Optional<Profile> profile() {
    return executable.profile();
  }

  @Override
  public String toString() {
    return executable.toString();
  }

  /** Runs and reads without allocation of its own. */
  private final class Tied implements Bound {
    private final Bound bound;

    Tied(Bound bound) {
      this.bound = bound;
    }

    @Override
    public void run() {
      enter();
      try {
        ran(this);
        bound.run();
      } finally {
        leave();
      }
    }

    @Override
    public double number(int output) {
      enter();
      try {
        requireOwnRun();
        return bound.number(output);
      } finally {
        leave();
      }
    }

    @Override
    public Tensor output(int output) {
      return alone(() -> {
        requireOwnRun();
        return bound.output(output);
      });
    }

    /** Refuses the outputs of a run that another thread has made since. */
    private void requireOwnRun() {
      if (last != this && runner != Thread.currentThread().threadId()) {
        throw refusal();
      }
    }
  }
}
