package org.backprop.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.sample.OperandLayout;
import org.backprop.sample.Operands;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Reading and adding at places: none, one, all and repeated ones. */
final class IndexSamples {
  private IndexSamples() {}

  static Stream<Node> of(Op.Index op, Operands operands) {
    return switch (op) {
      case Gather _ ->
          places()
              .flatMap(places ->
                  everyRow(3)
                      .flatMap(shape ->
                          Arrays.stream(OperandLayout.values())
                              .map(layout ->
                                  Node.of(op, layout.operand(shape, operands::real), places))));
      case ScatterAdd _ ->
          places()
              .flatMap(places ->
                  everyRow(1)
                      .map(shape -> Gather.rows(places.shape(), shape.without(0)))
                      .flatMap(shape ->
                          Arrays.stream(OperandLayout.values())
                              .map(layout -> layout.operand(shape, operands::real))
                              .map(updates -> Node.of(new ScatterAdd(4), updates, places))));
      case Argsort _ ->
          Stream.of(Shape.of(3, 5), Shape.of(17), Shape.of(2, 1, 3), Shape.of(0, 3), Shape.of(2, 0))
              .flatMap(shape ->
                  Arrays.stream(OperandLayout.values())
                      .map(layout -> Node.of(op, layout.operand(shape, operands::real))));
      case Sort _ ->
          Stream.of(Shape.of(3, 5), Shape.of(17), Shape.of(2, 4, 3), Shape.of(0, 3))
              .flatMap(shape ->
                  IntStream.range(0, shape.rank())
                      .mapToObj(Sort::new)
                      .flatMap(sort ->
                          Stream.of(
                                  OperandLayout.PLAIN, OperandLayout.PERMUTED, OperandLayout.SLICED)
                              .map(
                                  layout -> Node.of(sort, layout.operand(shape, operands::real)))));
      case RandomBits _ ->
          Stream.of(new long[] {5, 1, 9}, new long[] {3}, new long[0])
              .flatMap(rows ->
                  Stream.of(new RandomBits(1, 3), new RandomBits(0, 1), new RandomBits(0, 0))
                      .map(bits -> Node.of(bits, scalar(7), scalar(3), rows(rows))));
      default -> throw Samples.missing(op);
    };
  }

  private static Stream<Node> places() {
    var repeated = Tensor.of(Shape.of(2, 2), 2, 0, 2, 2);
    return Stream.of(
            Tensor.of(Shape.SCALAR, 1),
            Tensor.of(Shape.of(3), 2, 1, 0),
            repeated,
            repeated.to(DType.INT64),
            repeated.to(DType.UINT8),
            Tensor.of(Shape.of(0), new int[0]))
        .map(Node::constant);
  }

  private static Stream<Shape> everyRow(int rows) {
    return Stream.of(List.<Integer>of(), List.of(2), List.of(2, 3), List.of(0))
        .map(row -> Stream.concat(Stream.of(rows), row.stream()))
        .map(dims -> Shape.of(dims.mapToInt(Integer::intValue).toArray()));
  }

  private static Node scalar(long value) {
    return Node.constant(Tensor.of(Shape.SCALAR, value));
  }

  private static Node rows(long... rows) {
    return Node.constant(Tensor.of(Shape.of(rows.length), rows));
  }
}
