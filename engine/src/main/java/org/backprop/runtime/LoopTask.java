package org.backprop.runtime;

import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Scratch;
import org.backprop.plan.Kernel;
import org.backprop.plan.TargetMachine;

/** A fused loop over its whole nest. */
final class LoopTask implements Task {
  private final TargetMachine machine;
  private final Kernel.Nest nest;
  private final ThreadPrivate.Own own;
  private final Arena arena;
  private final Loop loop;
  private final int outer;
  private final int parts;
  private final int[][] places;

  LoopTask(Kernel.Nest nest, TargetMachine machine, ThreadPrivate.Own own, Loop loop) {
    this.machine = machine;
    this.nest = nest;
    this.own = own;
    this.arena = own.arena();
    this.loop = loop;
    this.outer = nest.outer().stream().reduce(1, Math::multiplyExact);
    this.parts = cut();
    this.places = new int[parts][];
    for (var part = 0; part < parts; part++) {
      places[part] = places(nest, own);
    }
  }

  /** The words that address a loop's operands. */
  static int[] places(Kernel.Nest nest, ThreadPrivate.Own own) {
    var words = new int[nest.places().size() * Loop.WORDS];
    for (var i = 0; i < nest.places().size(); i++) {
      var place = nest.places().get(i);
      words[i * Loop.WORDS] = own.place(place.buffer().dtype(), place.start());
      words[i * Loop.WORDS + 1] = place.row();
      words[i * Loop.WORDS + 2] = place.column();
    }
    return words;
  }

  private int cut() {
    var elements = (long) outer * nest.rows() * nest.columns();
    var wanted = Math.clamp(elements / machine.loops().partElements(), 1, machine.loops().parts());
    return Math.max(1, Math.min(wanted, pieces()));
  }

  /** The largest number of pieces. */
  private int pieces() {
    if (outer > 1) {
      return outer;
    }
    return switch (nest.body().folding()) {
      case NONE -> byRows() ? nest.rows() : vectors();
      case COLUMNS -> nest.rows();
      case ROWS -> vectors();
      case ALL, ALIGNED -> 1;
    };
  }

  private int vectors() {
    return Math.ceilDiv(nest.columns(), machine.padding());
  }

  private boolean byRows() {
    return switch (nest.body().folding()) {
      case NONE -> nest.rows() >= machine.loops().parts();
      case COLUMNS -> true;
      case ROWS, ALL, ALIGNED -> false;
    };
  }

  @Override
  public int parts() {
    return parts;
  }

  @Override
  public void run(int part, Scratch scratch) {
    var pieces = pieces();
    var start = (int) ((long) pieces * part / parts);
    var end = (int) ((long) pieces * (part + 1) / parts);
    var at = places[part];
    if (outer > 1) {
      for (var i = start; i < end; i++) {
        move(at, i);
        loop.run(arena, at, 0, nest.rows(), 0, nest.columns(), scratch);
      }
    } else if (outer == 0 || foldsAll()) {
      runAll(at, scratch);
    } else if (byRows()) {
      loop.run(arena, at, start, end, 0, nest.columns(), scratch);
    } else {
      var last = Math.min(end * machine.padding(), nest.columns());
      loop.run(arena, at, 0, nest.rows(), start * machine.padding(), last, scratch);
    }
  }

  private boolean foldsAll() {
    return switch (nest.body().folding()) {
      case ALL, ALIGNED -> true;
      case NONE, COLUMNS, ROWS -> false;
    };
  }

  private void runAll(int[] at, Scratch scratch) {
    if (outer == 1) {
      loop.run(arena, at, 0, nest.rows(), 0, nest.columns(), scratch);
    }
  }

  /** Sets the start of the operands to the n-th combination of the outer axes. */
  private void move(int[] at, int number) {
    for (var i = 0; i < nest.places().size(); i++) {
      var place = nest.places().get(i);
      var start = own.place(place.buffer().dtype(), place.start());
      var left = number;
      for (var axis = nest.outer().size() - 1; axis >= 0; axis--) {
        start += left % nest.outer().get(axis) * place.outer().get(axis);
        left /= nest.outer().get(axis);
      }
      at[i * Loop.WORDS] = start;
    }
  }
}
