package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Sum;
import org.backprop.plan.LoopBody.Access;
import org.backprop.plan.LoopBody.Folding;
import org.backprop.tensor.storage.Storage;

/** Writes down a group of elementwise nodes and folds as one loop. */
final class LoopBuilder {
  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final ValueBuffers buffers;

  private final Fusion.Group group;
  private final IterationSpace frame;
  private final boolean asMatrix;
  private final List<Axis> axes = new ArrayList<>();
  private final List<LoopBody.Value> values = new ArrayList<>();
  private final List<GroupOperand> operands = new ArrayList<>();
  private final List<LoopBody.Store> stores = new ArrayList<>();
  private final List<LoopBody.Fold> folds = new ArrayList<>();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final Map<Node, Integer> foldOf = new HashMap<>();

  /** One axis of the loop: how long it is, whether folds run over it. */
  private record Axis(int size, boolean folded, List<Integer> strides) {}

  /** An operand and how it moves along each axis of the group's shape. */
  private record GroupOperand(Buffer buffer, int offset, List<Integer> strides, boolean written) {}

  private LoopBuilder(
      BufferAssignment assignment,
      Fusion fusion,
      ValueBuffers buffers,
      Fusion.Group group,
      boolean asMatrix) {
    this.assignment = assignment;
    this.fusion = fusion;
    this.buffers = buffers;
    this.group = group;
    this.frame = IterationSpace.of(group.nodes());
    this.asMatrix = asMatrix;
  }

  /**
   * The loop over a group; nothing where the folded axes do not merge into two.
   *
   * @param asMatrix whether the loop must have the two axes of the group's shape
   */
  static Optional<Kernel.Nest> of(
      BufferAssignment assignment,
      Fusion fusion,
      ValueBuffers buffers,
      Fusion.Group group,
      boolean asMatrix) {
    return new LoopBuilder(assignment, fusion, buffers, group, asMatrix).nest();
  }

  /** Why there is no loop over a group, as a clause. */
  static String reason(Fusion.Group group) {
    var space = IterationSpace.of(group.nodes());
    return "one loop cannot fold the axes %s of %s: they do not merge into two in memory"
        .formatted(space.folded(), space.shape());
  }

  private Optional<Kernel.Nest> nest() {
    for (var node : group.nodes()) {
      if (Fusion.isFold(node)) {
        fold((Op.Reduce) node.op(), node);
      } else if (Fusion.isElementwise(node)) {
        number(node);
        if (buffers.isStored(node)) {
          stores.add(new LoopBody.Store(operand(node, true), number(node)));
        }
      }
    }
    var last = group.nodes().getLast();
    if (!asMatrix && isInPanels(last)) {
      addPanels(assignment.layout(last));
      return finish(true);
    }
    for (var axis = 0; axis < frame.shape().rank(); axis++) {
      add(axis, frame.shape().dim(axis), frame.folded().contains(axis));
    }
    return finish(frame.folded().isEmpty());
  }

  private boolean isInPanels(Node node) {
    return Fusion.isElementwise(node) && assignment.layout(node).panel() > 0;
  }

  /** One long row: all operands are single numbers, or lie in the same panels one after another. */
  private void addPanels(Layout layout) {
    var steps = operands.stream().map(operand -> operand.strides().getLast()).toList();
    axes.add(new Axis(layout.length(assignment.machine()), false, steps));
  }

  private void add(int axis, int size, boolean folded) {
    var strides = operands.stream().map(operand -> operand.strides().get(axis)).toList();
    if (asMatrix) {
      axes.add(new Axis(size, folded, strides));
    } else if (size != 1) {
      if (!axes.isEmpty() && continues(axes.getLast(), size, folded, strides)) {
        axes.add(new Axis(axes.removeLast().size() * size, folded, strides));
      } else {
        axes.add(new Axis(size, folded, strides));
      }
    }
  }

  private static boolean continues(Axis outer, int size, boolean folded, List<Integer> strides) {
    return outer.folded() == folded
        && IntStream.range(0, strides.size())
            .allMatch(i -> outer.strides().get(i) == size * strides.get(i));
  }

  /**
   * Moves a single folded axis before the last one, or two to the end: what is kept may be walked
   * over in any order, and each fold keeps its own.
   */
  private void moveFolded() {
    var folded = axes.stream().filter(Axis::folded).toList();
    var isLast = !axes.isEmpty() && axes.getLast().folded();
    if (folded.size() == 2 || (folded.size() == 1 && !isLast)) {
      axes.removeAll(folded);
      axes.addAll(axes.size() - (folded.size() == 1 ? 1 : 0), folded);
    }
  }

  private Optional<Kernel.Nest> finish(boolean plain) {
    if (!plain && !asMatrix) {
      moveFolded();
    }
    var still = operands.stream().map(_ -> 0).toList();
    var onlyFolded = axes.stream().filter(Axis::folded).count();
    Folding folding;
    if (plain) {
      folding = Folding.NONE;
    } else if (onlyFolded == 0) {
      axes.add(new Axis(1, true, still));
      folding = Folding.COLUMNS;
    } else if (onlyFolded == 1 && axes.getLast().folded()) {
      folding = Folding.COLUMNS;
    } else if (onlyFolded == 2 && endsIn(true, true)) {
      folding = axes.getLast().size() % LoopBody.NARROW == 0 ? Folding.ALIGNED : Folding.ALL;
    } else if (onlyFolded == 1 && endsIn(true, false)) {
      folding = Folding.ROWS;
    } else {
      return Optional.empty();
    }
    if (axes.isEmpty()) {
      axes.add(new Axis(1, false, operands.stream().map(o -> o.written() ? 1 : 0).toList()));
    }
    if (axes.size() == 1) {
      axes.addFirst(new Axis(1, false, still));
    }
    return Optional.of(nest(folding));
  }

  private boolean endsIn(boolean rows, boolean columns) {
    return axes.size() >= 2
        && axes.get(axes.size() - 2).folded() == rows
        && axes.getLast().folded() == columns;
  }

  private Kernel.Nest nest(Folding folding) {
    var outer = axes.subList(0, axes.size() - 2);
    var rows = axes.get(axes.size() - 2);
    var columns = axes.getLast();
    var all = new ArrayList<LoopBody.Operand>();
    var where = new ArrayList<Kernel.StridedOperand>();
    for (var i = 0; i < operands.size(); i++) {
      var operand = operands.get(i);
      var at = i;
      var row = rows.strides().get(i);
      var column = columns.strides().get(i);
      all.add(new LoopBody.Operand(operand.buffer().dtype(), Access.of(row, column)));
      where.add(
          new Kernel.StridedOperand(
              operand.buffer(),
              operand.offset(),
              outer.stream().map(axis -> axis.strides().get(at)).toList(),
              row,
              column));
    }
    return new Kernel.Nest(
        group.nodes(),
        new LoopBody(all, values, stores, folds, folding, narrow(folding, columns.size())),
        outer.stream().map(Axis::size).toList(),
        rows.size(),
        columns.size(),
        where);
  }

  private static int narrow(Folding folding, int columns) {
    return folding == Folding.COLUMNS && columns > 1 && columns <= LoopBody.NARROW ? columns : 0;
  }

  private void fold(Op.Reduce op, Node node) {
    var operand = buffers.isStored(node) ? operand(node, true) : -1;
    var kind = op instanceof Sum ? LoopBody.Kind.SUM : LoopBody.Kind.MAX;
    foldOf.put(node, folds.size());
    folds.add(new LoopBody.Fold(operand, value(node.input(0), node), kind));
  }

  /** The operand in which a value lies, as the loop walks over it. */
  private int operand(Node value, boolean written) {
    var view = buffers.view(value);
    var strides = frame.strides(assignment.layout(value));
    var operand = new GroupOperand(view.buffer(), view.layout().offset(), strides, written);
    var same = operands.indexOf(operand);
    if (same >= 0) {
      return same;
    }
    operands.add(operand);
    return operands.size() - 1;
  }

  /** The number of the value that a node of this loop has. */
  private int number(Node node) {
    var known = numbers.get(node);
    if (known != null) {
      return known;
    }
    var code = MachineOp.of(node.op()).orElseThrow();
    var arguments = node.inputs().stream().map(input -> value(input, node)).toList();
    return keep(node, new LoopBody.Compute(node.dtype(), code, arguments));
  }

  private int value(Node input, Node reader) {
    var known = numbers.get(input);
    if (known != null) {
      return known;
    }
    if (assignment.isUniform(input)) {
      return keep(input, uniform(input));
    }
    if (fusion.isMade(input, reader, group)) {
      return number(input);
    }
    var base = assignment.base(input);
    if (foldOf.containsKey(base)) {
      return keep(base, new LoopBody.Folded(base.dtype(), foldOf.get(base)));
    }
    if (group.has(base) && frame.isOfRow(base)) {
      return number(base);
    }
    return load(input);
  }

  /** What lies in memory is one value for the whole loop, however it is read. */
  private int load(Node input) {
    var load = new LoopBody.Load(input.dtype(), operand(input, false));
    var same = values.indexOf(load);
    if (same >= 0) {
      return same;
    }
    values.add(load);
    return values.size() - 1;
  }

  private int keep(Node node, LoopBody.Value value) {
    var same = value instanceof LoopBody.Compute ? -1 : values.indexOf(value);
    if (same < 0) {
      values.add(value);
      same = values.size() - 1;
    }
    numbers.put(node, same);
    return same;
  }

  private LoopBody.Splat uniform(Node node) {
    var number = Storage.of(((Constant) assignment.base(node).op()).value());
    var bits =
        switch (node.dtype()) {
          case FLOAT32 -> Float.floatToRawIntBits((float) number.get(0));
          case FLOAT64 -> Double.doubleToRawLongBits(number.get(0));
          default -> number.getLong(0);
        };
    return new LoopBody.Splat(node.dtype(), bits);
  }
}
