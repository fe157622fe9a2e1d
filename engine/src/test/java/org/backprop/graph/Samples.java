package org.backprop.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.sample.OperandLayout;
import org.backprop.sample.Operands;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/**
 * Nodes of every operation on sampled operands, in many shapes, layouts and settings. An operation
 * that is no elementwise one needs a line here: without it, its tests fail.
 */
public final class Samples {
  private Samples() {}

  /** The operation on fresh operands, once for each shape, layout or setting worth trying. */
  public static Stream<Node> of(Op op, Operands operands) {
    return switch (op) {
      case Input _ -> Operands.shapes().stream().map(operands::real);
      case Variable _ ->
          Operands.shapes().stream().map(shape -> operands.variable(shape, Op.Interval.REAL));
      case Op.Source _ -> Stream.of(Node.of(op));
      case Cast _ ->
          Stream.of(DType.values())
              .flatMap(to -> Operands.elementwise(new Cast(to), List.of(operands::real)));
      case Polygamma _ ->
          IntStream.range(0, 4)
              .mapToObj(Polygamma::new)
              .flatMap(
                  order -> Operands.elementwise(order, List.of(operands.within(order.domain()))));
      case IncompleteGamma _ ->
          IntStream.range(0, 3)
              .mapToObj(IncompleteGamma::new)
              .flatMap(order ->
                  Operands.elementwise(
                      order, order.domains().stream().map(operands::within).toList()));
      case Op.Unary unary -> Operands.elementwise(op, List.of(operands.within(unary.domain())));
      case Op.Bitwise _ -> Operands.elementwise(op, List.of(operands::whole, operands::whole));
      case Op.Binary binary ->
          Operands.elementwise(op, binary.domains().stream().map(operands::within).toList());
      case Select _ ->
          Operands.elementwise(op, List.of(operands::truth, operands::real, operands::real));
      case Fma _ ->
          Operands.elementwise(op, List.of(operands::real, operands::real, operands::real));
      case Op.Ternary _ -> throw missing(op);
      case Sum _ -> reductions(Sum::new, operands);
      case Max _ -> reductions(Max::new, operands);
      case Min _ -> reductions(Min::new, operands);
      case Prod _ -> reductions(Prod::new, operands);
      case Op.Reduce _ -> throw missing(op);
      case CumulativeSum _ -> scans(CumulativeSum::new, operands);
      case CumulativeProduct _ -> scans(CumulativeProduct::new, operands);
      case Op.Scan _ -> throw missing(op);
      case Op.Move move -> MoveSamples.of(move, operands);
      case Op.Index index -> IndexSamples.of(index, operands);
      case Contract _ -> ProductSamples.of(operands);
      case TriangularSolve _, Cholesky _ -> MatrixSamples.of(op, operands);
      case Op.Product _ -> throw missing(op);
    };
  }

  static IllegalArgumentException missing(Op op) {
    return new IllegalArgumentException("no samples of " + op.name() + " for its tests");
  }

  private static Stream<Node> reductions(Function<List<Integer>, Op> with, Operands operands) {
    return Stream.of(Shape.of(2, 3, 4), Shape.of(7, 13), Shape.of(17), Shape.of(0, 3))
        .flatMap(shape ->
            subsets(shape.rank()).stream()
                .flatMap(axes ->
                    Arrays.stream(OperandLayout.values())
                        .map(layout -> layout.operand(shape, operands::real))
                        .map(x -> Node.of(with.apply(axes), x))));
  }

  /** Every choice among the axes of that many, each ascending. */
  static List<List<Integer>> subsets(int rank) {
    return IntStream.range(0, 1 << rank)
        .mapToObj(bits ->
            IntStream.range(0, rank).filter(axis -> (bits >> axis & 1) == 1).boxed().toList())
        .toList();
  }

  private static Stream<Node> scans(BiFunction<Integer, Boolean, Op> with, Operands operands) {
    return Stream.of(Shape.of(2, 3, 4), Shape.of(7, 13), Shape.of(17), Shape.of(2, 0))
        .flatMap(shape ->
            IntStream.range(0, 2 * shape.rank())
                .mapToObj(i -> with.apply(i / 2, i % 2 == 1))
                .flatMap(scan ->
                    Arrays.stream(OperandLayout.values())
                        .map(layout -> Node.of(scan, layout.operand(shape, operands::real)))));
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
