package org.backprop.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.sample.Operands;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Random graphs of FLOAT64 values of rank 0 to 5: elementwise operations, moves, reductions, scans,
 * lookups and contractions, along any axes.
 */
final class AnyRankGenerator {
  private static final List<Op> ELEMENTWISE =
      Ops.ALL.stream().filter(AnyRankGenerator::isOfFloats).toList();

  private static final List<Function<List<Integer>, Op>> REDUCTIONS =
      List.of(Sum::new, Max::new, Min::new, Prod::new);
  private static final List<BiFunction<Integer, Boolean, Op>> ALONG_AN_AXIS =
      List.of(CumulativeSum::new, CumulativeProduct::new, (axis, _) -> new Sort(axis));
  private static final int[] DIMS = {1, 2, 2, 3, 3, 4, 5, 7, 16, 17, 33};
  private static final int MOST_AXES = 5;

  private final Operands operands;
  private final SplittableRandom random;
  private final int most;
  private final List<Node> pool = new ArrayList<>();

  /**
   * @param most the most elements of a value
   */
  AnyRankGenerator(Operands operands, int most) {
    this.operands = operands;
    this.random = operands.random();
    this.most = most;
    for (var source = 0; source < 2; source++) {
      pool.add(operands.input(shape(), Op.Interval.REAL));
      pool.add(operands.variable(shape(), Op.Interval.REAL));
    }
  }

  /** Four sources, then this number of drawn values. */
  List<Node> graph(int size) {
    for (var i = 0; i < size; i++) {
      var drawn = drawn();
      pool.add(random.nextBoolean() ? drawn : drawn.tanh());
    }
    return pool;
  }

  /** Whether graphs have this operation, given enough of them. */
  static boolean draws(Op op) {
    return switch (op) {
      case RandomBits _, Bitcast _, Op.Bitwise _ -> false;
      default -> true;
    };
  }

  private static boolean isOfFloats(Op op) {
    return switch (op) {
      case Cast _, Bitcast _ -> false;
      case Op.Unary unary -> unary.takes(DType.FLOAT64);
      case Op.Bitwise _ -> false;
      case Op.Binary binary -> binary.takes(DType.FLOAT64);
      case Op.Ternary _ -> true;
      default -> false;
    };
  }

  private Node drawn() {
    var x = random.nextBoolean() ? pool.getLast() : any();
    return switch (random.nextInt(19)) {
      case 0, 1 -> permuted(x);
      case 2 -> sliced(x);
      case 3 -> broadcast(x);
      case 4 -> reshaped(x);
      case 5 -> padded(x);
      case 6 -> concatenated(x);
      case 7, 8 -> reduced(x);
      case 9 -> reducedAndRepeated(x);
      case 10 -> scanned(x);
      case 11 -> looked(x);
      case 12 -> scattered(x);
      case 13, 14 -> product(x);
      case 15 -> ofOtherType(x);
      case 16 -> solved(x);
      default -> elementwise(x);
    };
  }

  private Shape shape() {
    var shape = Shape.SCALAR;
    for (var rank = random.nextInt(1, MOST_AXES + 1); rank > 0; rank--) {
      var dim = DIMS[random.nextInt(DIMS.length)];
      shape = shape.insert(0, shape.size() * dim > most / 4 ? 1 : dim);
    }
    return permuted(shape, order(shape.rank()));
  }

  private List<Integer> order(int rank) {
    return shuffled(IntStream.range(0, rank).boxed().toList());
  }

  private <T> List<T> shuffled(List<T> items) {
    var all = new ArrayList<>(items);
    for (var i = all.size() - 1; i > 0; i--) {
      Collections.swap(all, i, random.nextInt(i + 1));
    }
    return all;
  }

  private static Shape permuted(Shape shape, List<Integer> axes) {
    return Shape.of(axes.stream().mapToInt(shape::dim).toArray());
  }

  private List<Integer> axes(int rank) {
    return IntStream.range(0, rank).filter(_ -> random.nextBoolean()).boxed().toList();
  }

  private int axis(Node x) {
    return random.nextInt(x.shape().rank());
  }

  private Node permuted(Node x) {
    return Node.of(new Permute(order(x.shape().rank())), x);
  }

  private Node sliced(Node x) {
    var starts = new ArrayList<Integer>();
    var ends = new ArrayList<Integer>();
    var steps = new ArrayList<Integer>();
    for (var dim : x.shape().dims()) {
      starts.add(dim == 0 ? 0 : random.nextInt(dim));
      ends.add(random.nextInt(starts.getLast(), dim + 1));
      steps.add(random.nextInt(1, 4));
      if (ends.getLast().equals(starts.getLast()) && dim > 0 && random.nextInt(40) > 0) {
        ends.set(ends.size() - 1, starts.getLast() + 1);
      }
    }
    return Node.of(new Slice(starts, ends, steps), x);
  }

  /** Some axes stretched from size 1, and perhaps an axis before the others. */
  private Node broadcast(Node x) {
    var to = x.shape();
    for (var axis = 0; axis < to.rank(); axis++) {
      var dim = DIMS[random.nextInt(DIMS.length)];
      to = to.dim(axis) == 1 && to.size() * dim <= most ? to.with(axis, dim) : to;
    }
    if (to.rank() < MOST_AXES && 3 * to.size() <= most) {
      to = to.insert(0, random.nextInt(1, 4));
    }
    return x.broadcastTo(to);
  }

  /** Two neighbours merged, or an axis of size 1 put between or taken away. */
  private Node reshaped(Node x) {
    var shape = x.shape();
    if (shape.rank() < 2 || (shape.rank() < MOST_AXES && random.nextBoolean())) {
      return x.reshape(shape.insert(random.nextInt(shape.rank() + 1), 1));
    }
    var axis = random.nextInt(shape.rank() - 1);
    return x.reshape(shape.with(axis, shape.dim(axis) * shape.dim(axis + 1)).without(axis + 1));
  }

  private Node padded(Node x) {
    if (x.shape().size() > most / 8) {
      return x;
    }
    return Node.of(new Pad(margins(x, 3), margins(x, 3), margins(x, 2)), x);
  }

  private List<Integer> margins(Node x, int bound) {
    return IntStream.range(0, x.shape().rank())
        .mapToObj(_ -> random.nextBoolean() ? 0 : random.nextInt(bound))
        .toList();
  }

  private Node concatenated(Node x) {
    if (x.shape().rank() == 0 || x.shape().size() > most / 3) {
      return x;
    }
    var axis = axis(x);
    var other = fitted(other(), x.shape().with(axis, random.nextInt(4)));
    return Node.concatenate(axis, shuffled(List.of(x, other, x)));
  }

  private Node reduced(Node x) {
    return reduced(x, axes(x.shape().rank()));
  }

  private Node reduced(Node x, List<Integer> axes) {
    return Node.of(REDUCTIONS.get(random.nextInt(REDUCTIONS.size())).apply(axes), x);
  }

  private Node reducedAndRepeated(Node x) {
    var axes = axes(x.shape().rank());
    return reduced(x, axes).unreduce(x.shape(), axes).minus(x);
  }

  private Node scanned(Node x) {
    if (x.shape().rank() == 0) {
      return x;
    }
    var op = ALONG_AN_AXIS.get(random.nextInt(ALONG_AN_AXIS.size()));
    return Node.of(op.apply(axis(x), random.nextBoolean()), x);
  }

  /** Rows in the order of constant numbers, or of numbers that the graph computes. */
  private Node looked(Node x) {
    if (x.shape().rank() == 0 || x.shape().dim(0) == 0) {
      return x;
    }
    var rows = x.shape().dim(0);
    if (random.nextInt(3) == 0) {
      return x.gather(x.reshape(rows, x.shape().size() / rows).sum(1).argsort());
    }
    var wide = x.shape().rank() < MOST_AXES && 6 * x.shape().size() / rows <= most;
    var indices = wide ? Shape.of(random.nextInt(1, 4), 2) : Shape.of(random.nextInt(1, rows + 1));
    return x.gather(numbers(indices, rows));
  }

  private Node scattered(Node x) {
    if (x.shape().rank() == 0) {
      return x;
    }
    var rows = random.nextInt(1, 6);
    return Node.of(new ScatterAdd(rows), x, numbers(Shape.of(x.shape().dim(0)), rows));
  }

  private Node numbers(Shape shape, int below) {
    var numbers = Tensor.of(shape, random.ints(shape.size(), 0, below).toArray());
    return Node.constant(random.nextBoolean() ? numbers : numbers.to(DType.INT64));
  }

  /** Each axis of x a batch, a row or a term, and perhaps a column, in any orders. */
  private Node product(Node x) {
    var letters = "abcde".substring(0, x.shape().rank());
    var roles = letters.chars().mapToObj(_ -> random.nextInt(4)).toList();
    var kept = new ArrayList<Integer>();
    var shared = new ArrayList<Integer>();
    for (var axis = 0; axis < roles.size(); axis++) {
      if (roles.get(axis) < 3) {
        shared.add(axis);
      }
      if (roles.get(axis) != 1) {
        kept.add(axis);
      }
    }
    var columns = random.nextInt(1, 6);
    var hasColumns =
        kept.size() < MOST_AXES
            && shared.size() < MOST_AXES
            && columns * x.shape().size() <= most
            && random.nextInt(4) > 0;
    var right = named(letters, shared, hasColumns);
    var dims = right.chars().map(c -> c == 'z' ? columns : x.shape().dim(letters.indexOf(c)));
    var other = fitted(other(), Shape.of(dims.toArray()));
    return Node.of(new Contract(letters, right, named(letters, kept, hasColumns)), x, other);
  }

  /** The solution of triangular equations, or the triangle of a positive definite matrix. */
  private Node solved(Node x) {
    var rank = x.shape().rank();
    var n = rank < 2 ? 0 : x.shape().dim(-2);
    if (n == 0 || n * x.shape().size() > most * x.shape().dim(-1)) {
      return x;
    }
    var small = fitted(other(), x.shape().with(-1, n)).tanh().times(0.5 / n);
    var matrix = Node.select(Matrices.diagonal(small), small.plus(2), small);
    return random.nextInt(3) == 0
        ? Node.of(new Cholesky(), matrix)
        : Node.of(new TriangularSolve(random.nextBoolean(), random.nextBoolean()), matrix, x);
  }

  private String named(String letters, List<Integer> axes, boolean hasColumns) {
    var all = new ArrayList<>(axes.stream().map(letters::charAt).toList());
    if (hasColumns) {
      all.add('z');
    }
    return shuffled(all).stream().map(String::valueOf).collect(Collectors.joining());
  }

  /** Numbers of other widths between those of the graph. */
  private Node ofOtherType(Node x) {
    return switch (random.nextInt(4)) {
      case 0 -> x.times(4).round().cast(DType.INT32).cast(DType.FLOAT64).plus(x);
      case 1 -> x.squared().cast(DType.UINT8).cast(DType.FLOAT64).minus(x);
      case 2 -> x.lessThan(fitted(other(), x.shape())).cast(DType.FLOAT64).times(x);
      default ->
          x.shape().rank() == 0 ? x : x.plus(Node.of(new Iota(x.type(), axis(x))).times(0.1));
    };
  }

  private Node elementwise(Node x) {
    var shape = x.shape();
    var op = ELEMENTWISE.get(random.nextInt(ELEMENTWISE.size()));
    return switch (op) {
      case Op.Unary unary -> Node.of(op, GraphGenerator.into(x, unary.domain()));
      case Op.Comparison _ -> {
        var other = fitted(other(), shape);
        yield Node.select(Node.of(op, x, other), other, x.times(number()));
      }
      case Op.Binary binary ->
          Node.of(
              op,
              GraphGenerator.into(x, binary.domains().get(0)),
              GraphGenerator.into(fitted(other(), shape), binary.domains().get(1)));
      case Select _ ->
          Node.of(op, x.lessThan(x.constant(number())), fitted(other(), shape), x.sin());
      default -> Node.of(op, x, fitted(other(), shape), fitted(other(), shape));
    };
  }

  private double number() {
    return random.nextInt(-4, 5) / 2.0;
  }

  /** A value of the graph, a number, or an array of numbers. */
  private Node other() {
    return switch (random.nextInt(6)) {
      case 0 -> Node.scalar(DType.FLOAT64, number());
      case 1 -> {
        var shape = shape();
        var numbers = operands.numbers(shape.size(), Op.Interval.REAL);
        yield Node.constant(Tensor.of(shape, numbers));
      }
      default -> any();
    };
  }

  private Node any() {
    return pool.get(random.nextInt(pool.size()));
  }

  /** The value broadcast to a shape, once its axes that do not fit are reduced or cut. */
  private Node fitted(Node x, Shape to) {
    var fit = x;
    if (fit.shape().rank() > to.rank()) {
      fit =
          reduced(
              fit,
              order(fit.shape().rank()).subList(to.rank(), fit.shape().rank()).stream()
                  .sorted()
                  .toList());
    }
    for (var axis = 1; axis <= fit.shape().rank(); axis++) {
      var dim = to.dim(-axis);
      var own = fit.shape().dim(-axis);
      if (own > dim) {
        fit = fit.slice(-axis, own - dim, own);
      } else if (own < dim && own != 1) {
        fit = own == 0 ? fit.zeros().sum() : fit.slice(-axis, own - 1, own);
      }
    }
    return fit.broadcastTo(to);
  }
}
