package org.backprop.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;

/**
 * Operations on whole axes as methods of a node: reductions, moves, indexing and products. A
 * negative axis counts from the end.
 */
public sealed interface Arrangement permits Node {
  Node node();

  Shape shape();

  DType dtype();

  /** The sum over these axes, over all when none is named; they are removed from the shape. */
  default Node sum(int... axes) {
    return Node.of(new Sum(sorted(axes)), node());
  }

  /** The largest element over these axes, over all when none is named. */
  default Node max(int... axes) {
    return Node.of(new Max(sorted(axes)), node());
  }

  /** The smallest element over these axes, over all when none is named. */
  default Node min(int... axes) {
    return Node.of(new Min(sorted(axes)), node());
  }

  /** The product over these axes, over all when none is named. */
  default Node product(int... axes) {
    return Node.of(new Prod(sorted(axes)), node());
  }

  /** The mean over these axes, over all when none is named. */
  default Node mean(int... axes) {
    var sum = sum(axes);
    return sum.times((double) Math.max(1, sum.shape().size()) / Math.max(1, shape().size()));
  }

  default Node cumulativeSum(int axis) {
    return Node.of(new CumulativeSum(shape().axis(axis), false), node());
  }

  default Node cumulativeProduct(int axis) {
    return Node.of(new CumulativeProduct(shape().axis(axis), false), node());
  }

  /** The elements along an axis in ascending order. */
  default Node sort(int axis) {
    return Node.of(new Sort(shape().axis(axis)), node());
  }

  default Node reshape(int... dims) {
    return reshape(Shape.of(dims));
  }

  default Node reshape(Shape to) {
    return to.equals(shape()) ? node() : Node.of(new Reshape(to), node());
  }

  default Node broadcastTo(Shape to) {
    return to.equals(shape()) ? node() : Node.of(new Broadcast(to), node());
  }

  /** Reverses the change of shape of a reduction: inserts the axes again and repeats along them. */
  default Node unreduce(Shape full, List<Integer> axes) {
    var kept = full;
    for (var axis : axes) {
      kept = kept.with(axis, 1);
    }
    return reshape(kept).broadcastTo(full);
  }

  default Node permute(int... axes) {
    return Node.of(new Permute(Arrays.stream(axes).boxed().toList()), node());
  }

  /** The last two axes exchanged. */
  default Node transposed() {
    var rank = shape().rank();
    var axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.swap(axes, rank - 2, rank - 1);
    return Node.of(new Permute(axes), node());
  }

  /** The indices from {@code start} to before {@code end} of one axis, and all of the others. */
  default Node slice(int axis, int start, int end) {
    var starts = new ArrayList<>(Collections.nCopies(shape().rank(), 0));
    var ends = new ArrayList<>(Arrays.stream(shape().dims()).boxed().toList());
    starts.set(shape().axis(axis), start);
    ends.set(shape().axis(axis), end);
    return Node.of(new Slice(starts, ends, Collections.nCopies(shape().rank(), 1)), node());
  }

  /** Rows in the order that whole numbers name them. */
  default Node gather(Node indices) {
    return Node.of(new Gather(), node(), indices);
  }

  /** The indices that would sort along the last axis. */
  default Node argsort() {
    return Node.of(new Argsort(), node());
  }

  /** The matrix product {@code [m, k] x [k, n]}. */
  default Node matmul(Node other) {
    return Node.of(new Contract("ik", "kj", "ij"), node(), other);
  }

  /**
   * Sums products with another node over named axes, a letter each, as in {@code
   * a.contract("bik,bkj->bij", b)}: axes that the value lacks are summed over.
   *
   * @throws ShapeException if the letters do not name the axes of both operands and the value
   */
  default Node contract(String axes, Node other) {
    var letters = axes.replace(" ", "").split(",|->", -1);
    if (letters.length != 3 || !axes.contains("->")) {
      throw new ShapeException(
          "\"" + axes + "\" does not name axes; write them as in \"bik,bkj->bij\"");
    }
    return Node.of(new Contract(letters[0], letters[1], letters[2]), node(), other);
  }

  /** The lower triangle whose product with its transpose is this symmetric matrix. */
  default Node cholesky() {
    return Node.of(new Cholesky(), node());
  }

  private List<Integer> sorted(int... axes) {
    var all =
        axes.length == 0
            ? IntStream.range(0, shape().rank())
            : Arrays.stream(axes).map(shape()::axis);
    return all.sorted().boxed().toList();
  }
}
