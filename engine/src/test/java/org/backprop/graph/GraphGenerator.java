package org.backprop.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.backprop.sample.Operands;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Random graphs over a list of operations. Whatever an operation makes is led back to a matrix of
 * one shape, so that any other may follow; where it holds something constant, or would lose the
 * digits that differences need, its value is multiplied away.
 */
final class GraphGenerator {
  private final List<Op> ops;
  private final int rows;
  private final int columns;
  private final Shape shape;

  /** Graphs of two rows and three columns. */
  GraphGenerator(List<Op> ops) {
    this(ops, 2, 3);
  }

  GraphGenerator(List<Op> ops, int rows, int columns) {
    this.ops = ops.stream().map(op -> fitted(op, rows, columns)).toList();
    this.rows = rows;
    this.columns = columns;
    this.shape = Shape.of(rows, columns);
  }

  /** An operation whose settings name a shape, with the shape that the graph has. */
  private static Op fitted(Op op, int rows, int columns) {
    return switch (op) {
      case Iota iota -> new Iota(TensorType.of(iota.type().dtype(), rows, columns), iota.axis());
      case RandomBits bits -> new RandomBits(bits.stream(), columns);
      case Reshape _ -> new Reshape(Shape.of(columns, rows));
      case Broadcast _ -> new Broadcast(Shape.of(4, rows, columns));
      case Slice slice -> new Slice(slice.starts(), List.of(rows, columns), slice.steps());
      case ScatterAdd _ -> new ScatterAdd(rows + 2);
      default -> op;
    };
  }

  /** A graph of that many drawn operations; the operations take turns, the operands are random. */
  List<Node> graph(Operands operands, int number, int size) {
    var pool = new ArrayList<Node>();
    pool.add(operands.input(shape, Op.Interval.REAL));
    pool.add(operands.variable(shape, Op.Interval.REAL));
    for (var i = 0; i < size; i++) {
      pool.add(grown(ops.get((number * size + i) % ops.size()), pool, operands));
    }
    return pool;
  }

  private Node grown(Op op, List<Node> pool, Operands operands) {
    var a = operand(pool, operands);
    var b = operand(pool, operands);
    var drawn =
        switch (op) {
          case Input _, Variable _ -> a.plus(b);
          case Constant _ ->
              a.times(
                  Node.constant(
                      Tensor.of(shape, operands.numbers(shape.size(), Op.Interval.REAL))));
          case Op.Source _ -> a.plus(Node.of(op).cast(DType.FLOAT64));
          case Cast _ -> a.plus(b.zeros().times(Node.of(op, b).cast(DType.FLOAT64)));
          case Bitcast _ -> a.plus(vanishing(Node.of(op, b)));
          case Detach _ -> a.plus(Node.of(op, b).minus(Node.of(op, b)));
          case Op.Unary unary -> Node.of(op, into(a, unary.domain()));
          case Op.Comparison _ -> Node.select(Node.of(op, a, b), a, b.times(a));
          case Op.Bitwise _ -> a.plus(vanishing(Node.of(op, whole(a), whole(b))));
          case Op.Binary binary ->
              Node.of(op, into(a, binary.domains().get(0)), into(b, binary.domains().get(1)));
          case Select _ -> Node.of(op, a.lessThan(b), b, a.sin());
          case Op.Ternary _ -> Node.of(op, a, b, operand(pool, operands));
          case Sum _ -> Node.of(op, a).unreduce(shape, List.of(0));
          case Max _ -> Node.of(op, a).unreduce(shape, List.of(1));
          case Min _ -> Node.of(op, a).unreduce(shape, List.of(1));
          case Prod _ -> Node.of(op, a).unreduce(shape, List.of(0));
          case Op.Reduce _ -> throw new IllegalArgumentException("not grown: " + op);
          case Op.Scan _ -> Node.of(op, a);
          case Reshape _, Permute _ -> back(Node.of(op, a)).plus(b);
          case Broadcast _ -> Node.of(op, a).sum(0);
          case Slice _ -> Node.of(op, a).sum(1).unreduce(shape, List.of(1)).times(b);
          case Pad _ -> Node.of(op, a).slice(0, 1, rows + 1).slice(1, 1, columns + 1).plus(b);
          case Concatenate _ -> Node.of(op, a, b).slice(0, 1, rows + 1);
          case Op.Move _ -> throw new IllegalArgumentException("not grown: " + op);
          case Gather _ -> Node.of(op, a, places(row -> rows - 1 - row / 2));
          case ScatterAdd _ -> Node.of(op, a, places(row -> rows - row)).slice(0, 1, rows + 1);
          case Argsort _ -> a.gather(Node.of(op, a.sum(1))).times(b);
          case RandomBits _ -> a.times(Compositions.uniform(bits(op)).cast(DType.FLOAT64));
          case Sort _ -> Node.of(op, a).times(b);
          case Op.Index _ -> throw new IllegalArgumentException("not grown: " + op);
          case TriangularSolve _ -> Node.of(op, square(a), b);
          case Cholesky _ -> Node.of(op, square(a)).matmul(b);
          case Op.Product _ -> Node.of(op, a, b.transposed()).matmul(a);
        };
    return drawn.tanh();
  }

  private static Node square(Node x) {
    return MatrixSamples.wellConditioned(x.matmul(x.transposed()));
  }

  private static Node operand(List<Node> pool, Operands operands) {
    return pool.get(operands.random().nextInt(pool.size()));
  }

  /** The node's values led smoothly into an interval. */
  static Node into(Node x, Op.Interval interval) {
    if (interval.equals(Op.Interval.REAL)) {
      return x;
    }
    return x.sigmoid().times(interval.high() - interval.low()).plus(interval.low());
  }

  private static Node whole(Node x) {
    return x.times(8).round().abs().cast(DType.INT32);
  }

  private static Node vanishing(Node whole) {
    return whole.xor(whole).cast(DType.FLOAT64);
  }

  private Node back(Node turned) {
    return turned.reshape(shape);
  }

  /** A number for each row. */
  private Node places(IntUnaryOperator ofRow) {
    return Node.constant(Tensor.of(Shape.of(rows), IntStream.range(0, rows).map(ofRow).toArray()));
  }

  private Node bits(Op op) {
    var scalar = Tensor.of(Shape.SCALAR, 5L);
    var numbers = places(row -> row + 3).cast(DType.INT64);
    return Node.of(op, Node.constant(scalar), Node.constant(scalar), numbers);
  }
}
