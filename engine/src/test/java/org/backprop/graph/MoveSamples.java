package org.backprop.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.sample.OperandLayout;
import org.backprop.sample.Operands;
import org.backprop.tensor.Shape;

/** Every move, in every setting worth trying. */
final class MoveSamples {
  private static final Shape CUBE = Shape.of(2, 3, 4);

  private MoveSamples() {}

  static Stream<Node> of(Op.Move op, Operands operands) {
    return switch (op) {
      case Reshape _ -> reshapes(operands);
      case Permute _ ->
          Stream.concat(
              Samples.orders(List.of(0, 1, 2)).stream()
                  .flatMap(axes -> everyLayout(new Permute(axes), CUBE, operands)),
              Stream.of(Shape.of(0, 3), Shape.of(7, 13))
                  .flatMap(shape -> everyLayout(new Permute(List.of(1, 0)), shape, operands)));
      case Broadcast _ -> broadcasts(operands);
      case Slice _ -> slices(operands);
      case Pad _ -> pads(operands);
      case Concatenate _ ->
          IntStream.range(0, 3).boxed().flatMap(axis -> concatenations(axis, operands));
      default -> throw Samples.missing(op);
    };
  }

  private static Stream<Node> everyLayout(Op op, Shape shape, Operands operands) {
    return Arrays.stream(OperandLayout.values())
        .map(layout -> Node.of(op, layout.operand(shape, operands::real)));
  }

  private static Stream<Node> reshapes(Operands operands) {
    return Stream.of(
            List.of(Shape.of(2, 3), Shape.of(3, 2)),
            List.of(Shape.of(2, 3), Shape.of(1, 6, 1)),
            List.of(Shape.of(7, 13), Shape.of(91)),
            List.of(Shape.SCALAR, Shape.of(1, 1)),
            List.of(Shape.of(1), Shape.SCALAR),
            List.of(Shape.of(0, 3), Shape.of(2, 0)))
        .flatMap(pair -> everyLayout(new Reshape(pair.get(1)), pair.get(0), operands));
  }

  /** From every shape that stretches to [2, 3, 4], and onto no elements. */
  private static Stream<Node> broadcasts(Operands operands) {
    var onto =
        IntStream.rangeClosed(0, 3)
            .boxed()
            .flatMap(rank -> Samples.subsets(rank).stream().map(ones -> narrowed(rank, ones)))
            .flatMap(from -> everyLayout(new Broadcast(CUBE), from, operands));
    var ontoNothing =
        Stream.of(Shape.SCALAR, Shape.of(1), Shape.of(0, 1), Shape.of(1, 3))
            .map(from -> Node.of(new Broadcast(Shape.of(0, 3)), operands.real(from)));
    return Stream.concat(onto, ontoNothing);
  }

  /** The last axes of the cube, some of them of size 1. */
  private static Shape narrowed(int rank, List<Integer> ones) {
    return Shape.of(
        IntStream.range(0, rank)
            .map(axis -> ones.contains(axis) ? 1 : CUBE.dim(3 - rank + axis))
            .toArray());
  }

  private static Stream<Node> slices(Operands operands) {
    return Stream.of(
            new Slice(List.of(0, 0), List.of(7, 13), List.of(1, 1)),
            new Slice(List.of(1, 2), List.of(6, 13), List.of(2, 3)),
            new Slice(List.of(6, 0), List.of(7, 13), List.of(1, 5)),
            new Slice(List.of(0, 3), List.of(7, 4), List.of(9, 9)),
            new Slice(List.of(3, 1), List.of(3, 9), List.of(2, 4)))
        .flatMap(slice -> everyLayout(slice, Shape.of(7, 13), operands));
  }

  private static Stream<Node> pads(Operands operands) {
    return Stream.of(Shape.of(2, 3), Shape.of(0, 3), Shape.of(2, 0), Shape.of(1, 1))
        .flatMap(shape ->
            Stream.of(
                    new Pad(List.of(0, 0), List.of(0, 0), List.of(0, 0)),
                    new Pad(List.of(1, 0), List.of(0, 2), List.of(0, 1)),
                    new Pad(List.of(0, 3), List.of(2, 1), List.of(2, 1)))
                .flatMap(pad -> everyLayout(pad, shape, operands)));
  }

  private static Stream<Node> concatenations(int axis, Operands operands) {
    var op = new Concatenate(axis);
    return Arrays.stream(OperandLayout.values())
        .map(layout -> layout.operand(CUBE, operands::real))
        .flatMap(x ->
            Stream.of(
                Node.of(op, x),
                Node.of(op, x, x),
                Node.of(
                    op,
                    operands.real(CUBE.with(axis, 1)),
                    x,
                    operands.real(CUBE.with(axis, 0)),
                    OperandLayout.PERMUTED.operand(CUBE.with(axis, 5), operands::real))));
  }
}
