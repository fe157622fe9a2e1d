package org.backprop.graph;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Nodes of every operation on sampled operands, in many shapes and settings. */
final class Samples {
  static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1, 1),
          Shape.of(17),
          Shape.of(2, 3),
          Shape.of(7, 13),
          Shape.of(0, 3),
          Shape.of(2, 1, 3));

  private Samples() {}

  /** The operation on fresh operands, once for each shape or setting worth trying. */
  static Stream<Node> of(Op op, Trial trial) {
    return switch (op) {
      case Input _, Variable _ -> Stream.of(Node.of(op));
      case Op.Source _ -> Stream.of(Node.of(op));
      case Bitcast _ -> SHAPES.stream().map(s -> Node.of(op, plain(s, trial)));
      case Op.Unary unary ->
          SHAPES.stream()
              .flatMap(s -> Stream.of(plain(s, unary, trial), turned(s, unary.domain(), trial)))
              .map(x -> Node.of(op, x));
      case Op.Bitwise _ -> SHAPES.stream().map(s -> Node.of(op, ints(s, trial), ints(s, trial)));
      case Op.Binary binary ->
          SHAPES.stream()
              .map(s ->
                  Node.of(
                      op,
                      trial.input(s, binary.domains().get(0)),
                      turned(s, binary.domains().get(1), trial)));
      case Select _ ->
          SHAPES.stream()
              .map(s -> Node.of(op, trial.input(booleans(s)), plain(s, trial), plain(s, trial)));
      case Op.Ternary _ ->
          SHAPES.stream().map(s -> Node.of(op, plain(s, trial), plain(s, trial), plain(s, trial)));
      case Sum _ -> axes().map(axes -> Node.of(new Sum(axes), plain(Shape.of(2, 3, 4), trial)));
      case Max _ -> axes().map(axes -> Node.of(new Max(axes), plain(Shape.of(2, 3, 4), trial)));
      case Op.Reduce _ -> Stream.of(Node.of(op, plain(Shape.of(2, 3), trial)));
      case CumulativeSum _ ->
          Stream.of(0, 1, 2)
              .flatMap(
                  axis -> Stream.of(new CumulativeSum(axis, true), new CumulativeSum(axis, false)))
              .map(scan -> Node.of(scan, plain(Shape.of(2, 3, 4), trial)));
      case Op.Scan _ -> Stream.of(Node.of(op, plain(Shape.of(2, 3), trial)));
      case Op.Move move -> moves(move, trial);
      case Op.Index index -> indexed(index, trial);
      case Op.Product _ -> products(trial);
    };
  }

  private static Stream<List<Integer>> axes() {
    return Stream.of(
        List.of(), List.of(0), List.of(1), List.of(2), List.of(0, 2), List.of(0, 1, 2));
  }

  private static Stream<Node> moves(Op.Move op, Trial trial) {
    var x = plain(Shape.of(2, 3), trial);
    var cube = plain(Shape.of(2, 3, 4), trial);
    return switch (op) {
      case Permute _ ->
          Stream.of(List.of(2, 0, 1), List.of(1, 0, 2), List.of(0, 1, 2))
              .map(axes -> Node.of(new Permute(axes), cube));
      case Broadcast _ ->
          Stream.of(Shape.SCALAR, Shape.of(3), Shape.of(1, 3), Shape.of(2, 1), Shape.of(4, 1, 1))
              .map(from -> Node.of(new Broadcast(Shape.of(4, 2, 3)), plain(from, trial)));
      case Slice _ ->
          Stream.of(
              Node.of(op, x),
              Node.of(new Slice(List.of(1, 0, 1), List.of(2, 3, 4), List.of(1, 2, 3)), cube),
              Node.of(new Slice(List.of(1, 1), List.of(1, 3), List.of(1, 1)), x));
      case Pad _ ->
          Stream.of(
              Node.of(op, x), Node.of(new Pad(List.of(0, 3), List.of(2, 0), List.of(2, 1)), x));
      case Concatenate _ ->
          Stream.of(
              Node.of(new Concatenate(0), x, plain(Shape.of(1, 3), trial), x),
              Node.of(new Concatenate(1), x, plain(Shape.of(2, 2), trial)));
      default -> Stream.of(Node.of(op, x), Node.of(op, x.times(2)));
    };
  }

  private static Stream<Node> indexed(Op.Index op, Trial trial) {
    var indices = Node.constant(Tensor.of(Shape.of(2, 2), 2, 0, 1, 2));
    return switch (op) {
      case Gather _ -> Stream.of(Node.of(op, plain(Shape.of(3, 2), trial), indices));
      case ScatterAdd _ -> Stream.of(Node.of(op, plain(Shape.of(2, 2, 3), trial), indices));
      case Argsort _ -> Stream.of(Node.of(op, plain(Shape.of(3, 5), trial)));
      case RandomBits _ ->
          Stream.of(
              Node.of(
                  op,
                  Node.constant(Tensor.of(Shape.SCALAR, 7L)),
                  Node.constant(Tensor.of(Shape.SCALAR, 3L)),
                  Node.constant(Tensor.of(Shape.of(3), 5L, 1L, 9L))));
      default -> throw new IllegalArgumentException("no sample for " + op.name());
    };
  }

  private static Stream<Node> products(Trial trial) {
    return Stream.of(
            List.of("ik", "kj", "ij"),
            List.of("ki", "kj", "ij"),
            List.of("ik", "jk", "ij"),
            List.of("ki", "jk", "ij"),
            List.of("ik", "kj", "ji"),
            List.of("bik", "bkj", "bij"),
            List.of("bik", "kj", "bij"),
            List.of("k", "kj", "j"),
            List.of("i", "j", "ij"),
            List.of("k", "k", ""))
        .map(letters ->
            Node.of(
                new Contract(letters.get(0), letters.get(1), letters.get(2)),
                plain(shape(letters.get(0)), trial),
                plain(shape(letters.get(1)), trial)));
  }

  /** Each letter has a size of its own. */
  private static Shape shape(String letters) {
    return Shape.of(letters.chars().map(letter -> 2 + "bikj".indexOf(letter)).toArray());
  }

  private static Node plain(Shape shape, Trial trial) {
    return trial.input(shape, Op.Interval.REAL);
  }

  private static Node plain(Shape shape, Op.Unary op, Trial trial) {
    return trial.input(shape, op.domain());
  }

  /** The same shape, but not contiguous where that is possible: a transposed input. */
  private static Node turned(Shape shape, Op.Interval interval, Trial trial) {
    return shape.rank() == 2
        ? trial.input(Shape.of(shape.dim(1), shape.dim(0)), interval).transposed()
        : trial.input(shape, interval);
  }

  private static Node ints(Shape shape, Trial trial) {
    var values = new int[shape.size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = trial.random().nextInt(31);
    }
    return trial.input(Tensor.of(shape, values));
  }

  private static Tensor booleans(Shape shape) {
    var values = new boolean[shape.size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = i % 3 != 1;
    }
    return Tensor.of(shape, values);
  }

  static boolean isFloat(Node node) {
    return node.dtype() == DType.FLOAT64;
  }
}
