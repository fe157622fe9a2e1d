package org.backprop.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/**
 * Nodes of every operation on sampled operands, in many shapes, layouts and settings. An operation
 * that is no elementwise one needs a line here: without it, its tests fail.
 */
final class Samples {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1, 1),
          Shape.of(17),
          Shape.of(2, 3),
          Shape.of(7, 13),
          Shape.of(0, 3),
          Shape.of(2, 0),
          Shape.of(2, 1, 3));

  private Samples() {}

  /** The operation on fresh operands, once for each shape, layout or setting worth trying. */
  static Stream<Node> of(Op op, Trial trial) {
    return switch (op) {
      case Input _ -> SHAPES.stream().map(trial::real);
      case Variable _ -> SHAPES.stream().map(trial.variables());
      case Op.Source _ -> Stream.of(Node.of(op));
      case Cast _ ->
          Stream.of(DType.values()).flatMap(to -> elementwise(new Cast(to), List.of(trial::real)));
      case Polygamma _ ->
          IntStream.range(0, 4)
              .mapToObj(Polygamma::new)
              .flatMap(order -> elementwise(order, List.of(trial.within(order.domain()))));
      case Op.Unary unary -> elementwise(op, List.of(trial.within(unary.domain())));
      case Op.Bitwise _ -> elementwise(op, List.of(trial::whole, trial::whole));
      case Op.Binary binary ->
          elementwise(op, binary.domains().stream().map(trial::within).toList());
      case Select _ -> elementwise(op, List.of(trial::truth, trial::real, trial::real));
      case Fma _ -> elementwise(op, List.of(trial::real, trial::real, trial::real));
      case Op.Ternary _ -> throw missing(op);
      case Sum _ -> reductions(Sum::new, trial);
      case Max _ -> reductions(Max::new, trial);
      case Op.Reduce _ -> throw missing(op);
      case CumulativeSum _ -> scans(trial);
      case Op.Scan _ -> throw missing(op);
      case Op.Move move -> MoveSamples.of(move, trial);
      case Op.Index index -> IndexSamples.of(index, trial);
      case Contract _ -> ProductSamples.of(trial);
      case Op.Product _ -> throw missing(op);
    };
  }

  static IllegalArgumentException missing(Op op) {
    return new IllegalArgumentException("no samples of " + op.name() + " for its tests");
  }

  /** Each shape in each layout, the operands' layouts different from one another. */
  private static Stream<Node> elementwise(Op op, List<Function<Shape, Node>> inputs) {
    return SHAPES.stream()
        .flatMap(shape ->
            IntStream.range(0, OperandLayout.values().length)
                .mapToObj(first -> Node.of(op, operands(shape, first, inputs))));
  }

  private static List<Node> operands(Shape shape, int first, List<Function<Shape, Node>> inputs) {
    var layouts = OperandLayout.values();
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> layouts[(first + i) % layouts.length].operand(shape, inputs.get(i)))
        .toList();
  }

  private static Stream<Node> reductions(Function<List<Integer>, Op> with, Trial trial) {
    return Stream.of(Shape.of(2, 3, 4), Shape.of(7, 13), Shape.of(17), Shape.of(0, 3))
        .flatMap(shape ->
            subsets(shape.rank()).stream()
                .flatMap(axes ->
                    Arrays.stream(OperandLayout.values())
                        .map(layout -> layout.operand(shape, trial::real))
                        .map(x -> Node.of(with.apply(axes), x))));
  }

  /** Every choice among the axes of that many, each ascending. */
  static List<List<Integer>> subsets(int rank) {
    return IntStream.range(0, 1 << rank)
        .mapToObj(bits ->
            IntStream.range(0, rank).filter(axis -> (bits >> axis & 1) == 1).boxed().toList())
        .toList();
  }

  private static Stream<Node> scans(Trial trial) {
    return Stream.of(Shape.of(2, 3, 4), Shape.of(7, 13), Shape.of(17), Shape.of(2, 0))
        .flatMap(shape ->
            IntStream.range(0, 2 * shape.rank())
                .mapToObj(i -> new CumulativeSum(i / 2, i % 2 == 1))
                .flatMap(scan ->
                    Arrays.stream(OperandLayout.values())
                        .map(layout -> Node.of(scan, layout.operand(shape, trial::real)))));
  }

  /** All orders of these. */
  static <T> List<List<T>> orders(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    var orders = new ArrayList<List<T>>();
    for (var shorter : orders(items.subList(1, items.size()))) {
      for (var at = 0; at < items.size(); at++) {
        var order = new ArrayList<>(shorter);
        order.add(at, items.getFirst());
        orders.add(Collections.unmodifiableList(order));
      }
    }
    return orders;
  }
}
