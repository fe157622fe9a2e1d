package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.backprop.plan.LoopBody.Access;

/** A loop that copies elements from one buffer to another, in an order of its own. */
final class CopyBuilder {
  private record Axis(int count, int from, int to) {}

  private final View from;
  private final Buffer to;
  private final int padding;
  private final List<Axis> axes = new ArrayList<>();

  /**
   * @param padding the multiple of elements to which a row is padded that vectors write
   */
  CopyBuilder(View from, Buffer to, int padding) {
    this.from = from;
    this.to = to;
    this.padding = padding;
  }

  /**
   * Adds axes inside those that were added before.
   *
   * @param stride the stride of an axis where it is read
   * @param step the stride of the last axis where it is written
   */
  void add(List<MatmulView.Run> runs, ToIntFunction<MatmulView.Run> stride, int step) {
    for (var i = 0; i < runs.size(); i++) {
      var run = runs.get(i);
      var inner = MatmulView.count(runs.subList(i + 1, runs.size()));
      add(new Axis(run.count(), stride.applyAsInt(run), inner * step));
    }
  }

  private void add(Axis axis) {
    if (axis.count == 1) {
      return;
    }
    var outer = axes.isEmpty() ? axis : axes.getLast();
    if (!axes.isEmpty()
        && outer.from == axis.count * axis.from
        && outer.to == axis.count * axis.to) {
      axes.removeLast();
      axes.add(new Axis(outer.count * axis.count, axis.from, axis.to));
    } else {
      axes.add(axis);
    }
  }

  /** The loop, which computes no node. */
  Kernel.Nest nest() {
    while (axes.size() < 2) {
      axes.addFirst(new Axis(1, 0, axes.isEmpty() ? 1 : 0));
    }
    var last = axes.size() - 1;
    var read =
        operand(from.buffer(), from.layout().offset(), axes.stream().map(Axis::from).toList());
    var written = operand(to, 0, axes.stream().map(Axis::to).toList());
    var dtype = to.dtype();
    var body =
        new LoopBody(
            List.of(
                new LoopBody.Operand(dtype, Access.of(read.row(), read.column())),
                new LoopBody.Operand(dtype, writtenAccess())),
            List.of(new LoopBody.Load(dtype, 0)),
            List.of(new LoopBody.Store(1, 0)),
            List.of(),
            LoopBody.Folding.NONE,
            0);
    return new Kernel.Nest(
        List.of(),
        body,
        axes.subList(0, last - 1).stream().map(Axis::count).toList(),
        axes.get(last - 1).count,
        axes.get(last).count,
        List.of(read, written));
  }

  /** Vectors write whole rows, which must have room for them. */
  private Access writtenAccess() {
    var last = axes.getLast();
    var outer = axes.subList(0, axes.size() - 1);
    var hasRoom = outer.stream().allMatch(axis -> axis.to % padding == 0);
    return hasRoom && last.to == 1 ? Access.CONTIGUOUS : Access.STRIDED;
  }

  private static Kernel.StridedOperand operand(Buffer buffer, int offset, List<Integer> strides) {
    var last = strides.size() - 1;
    return new Kernel.StridedOperand(
        buffer, offset, strides.subList(0, last - 1), strides.get(last - 1), strides.get(last));
  }
}
