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
import org.backprop.plan.Body.Folding;
import org.backprop.plan.Body.Step;
import org.backprop.tensor.Storage;

/** Writes down a group of elementwise nodes and folds as one loop. */
final class Regions {
  private final Places places;
  private final Fusion fusion;
  private final Memory memory;

  private final Fusion.Group group;
  private final boolean asMatrix;
  private final List<Axis> axes = new ArrayList<>();
  private final List<Body.Value> values = new ArrayList<>();
  private final List<Operand> operands = new ArrayList<>();
  private final List<Body.Store> stores = new ArrayList<>();
  private final List<Body.Fold> folds = new ArrayList<>();
  private final Map<Node, Integer> numbers = new HashMap<>();

  /** One axis of the loop: how long it is, whether folds run over it. */
  private record Axis(int size, boolean folded, List<Integer> strides) {}

  /** An operand and how it moves along each axis of the group's shape. */
  private record Operand(Buffer buffer, int start, List<Integer> strides, boolean written) {}

  private Regions(
      Places places, Fusion fusion, Memory memory, Fusion.Group group, boolean asMatrix) {
    this.places = places;
    this.fusion = fusion;
    this.memory = memory;
    this.group = group;
    this.asMatrix = asMatrix;
  }

  /**
   * The loop over a group; nothing where the folded axes lie so that one loop cannot run over them.
   *
   * @param asMatrix whether the loop must have the two axes of the group's shape
   */
  static Optional<Kernel.Region> of(
      Places places, Fusion fusion, Memory memory, Fusion.Group group, boolean asMatrix) {
    return new Regions(places, fusion, memory, group, asMatrix).region();
  }

  private Optional<Kernel.Region> region() {
    var last = group.nodes().getLast();
    var shape = Fusion.isFold(last) ? last.input(0).shape() : last.shape();
    for (var node : group.nodes()) {
      if (Fusion.isFold(node)) {
        fold((Op.Reduce) node.op(), node);
      } else if (Fusion.isElementwise(node)) {
        number(node);
        if (memory.isStored(node)) {
          stores.add(
              new Body.Store(operand(memory.view(node), places.layout(node), true), number(node)));
        }
      }
    }
    var folded =
        group.nodes().stream()
            .filter(Fusion::isFold)
            .findFirst()
            .map(node -> ((Op.Reduce) node.op()).axes())
            .orElse(List.of());
    for (var axis = 0; axis < shape.rank(); axis++) {
      add(axis, shape.dim(axis), folded.contains(axis));
    }
    return finish(folded.isEmpty());
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

  private Optional<Kernel.Region> finish(boolean plain) {
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
      folding = axes.getLast().size() % Layout.PADDING == 0 ? Folding.ALIGNED : Folding.ALL;
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
    return Optional.of(region(folding));
  }

  private boolean endsIn(boolean rows, boolean columns) {
    return axes.size() >= 2
        && axes.get(axes.size() - 2).folded() == rows
        && axes.getLast().folded() == columns;
  }

  private Kernel.Region region(Folding folding) {
    var outer = axes.subList(0, axes.size() - 2);
    var rows = axes.get(axes.size() - 2);
    var columns = axes.getLast();
    var all = new ArrayList<Body.Operand>();
    var where = new ArrayList<Kernel.Place>();
    for (var i = 0; i < operands.size(); i++) {
      var operand = operands.get(i);
      var at = i;
      var row = rows.strides().get(i);
      var column = columns.strides().get(i);
      all.add(new Body.Operand(operand.buffer().dtype(), step(row, column)));
      where.add(
          new Kernel.Place(
              operand.buffer(),
              operand.start(),
              outer.stream().map(axis -> axis.strides().get(at)).toList(),
              row,
              column));
    }
    return new Kernel.Region(
        group.nodes(),
        new Body(all, values, stores, folds, folding),
        outer.stream().map(Axis::size).toList(),
        rows.size(),
        columns.size(),
        where);
  }

  private static Step step(int row, int column) {
    return switch (column) {
      case 0 -> row == 0 ? Step.FIXED : Step.ROW;
      case 1 -> Step.NEXT;
      default -> Step.FAR;
    };
  }

  private void fold(Op.Reduce op, Node node) {
    var out = places.layout(node);
    var strides = new ArrayList<Integer>();
    var next = 0;
    for (var axis = 0; axis < node.input(0).shape().rank(); axis++) {
      strides.add(op.axes().contains(axis) ? 0 : out.stride(next++));
    }
    var view = memory.view(node);
    operands.add(new Operand(view.buffer(), view.start(), strides, true));
    var kind = op instanceof Sum ? Body.Kind.SUM : Body.Kind.MAX;
    folds.add(new Body.Fold(operands.size() - 1, value(node.input(0), node), kind));
  }

  private int operand(View view, Layout layout, boolean written) {
    var operand = new Operand(view.buffer(), view.start(), layout.strides(), written);
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
    var code = Code.of(node.op()).orElseThrow();
    var arguments = node.inputs().stream().map(input -> value(input, node)).toList();
    return keep(node, new Body.Compute(node.dtype(), code, arguments));
  }

  private int value(Node input, Node reader) {
    var known = numbers.get(input);
    if (known != null) {
      return known;
    }
    if (places.isUniform(input)) {
      return keep(input, uniform(input));
    }
    if (fusion.isMade(input, reader, group)) {
      return number(input);
    }
    var view = memory.view(input);
    return keep(input, new Body.Load(input.dtype(), operand(view, places.layout(input), false)));
  }

  private int keep(Node node, Body.Value value) {
    var same = value instanceof Body.Compute ? -1 : values.indexOf(value);
    if (same < 0) {
      values.add(value);
      same = values.size() - 1;
    }
    numbers.put(node, same);
    return same;
  }

  private Body.Uniform uniform(Node node) {
    var number = Storage.of(((Constant) places.base(node).op()).value());
    var bits =
        switch (node.dtype()) {
          case FLOAT32 -> Float.floatToRawIntBits((float) number.get(0));
          case FLOAT64 -> Double.doubleToRawLongBits(number.get(0));
          default -> number.getLong(0);
        };
    return new Body.Uniform(node.dtype(), bits);
  }
}
