package org.backprop.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Node;
import org.backprop.graph.Sum;
import org.backprop.notation.Form;
import org.backprop.notation.Notation;
import org.backprop.tensor.Shape;

/**
 * Takes an element of a graph apart, without numbers: matrix products and sums into their terms.
 */
record ElementTerms(Orientation orientation) {

  /** A product of elements, negated or not. */
  record Product(boolean negated, List<Element> factors) {
    Product {
      factors = List.copyOf(factors);
    }

    private Product times(Product other) {
      return new Product(
          negated != other.negated,
          Stream.concat(factors.stream(), other.factors.stream()).toList());
    }

    private Product negate() {
      return new Product(!negated, factors);
    }
  }

  /** One number of a node that is not taken apart: it has a label, or its form has no terms. */
  record Element(Node node, List<Integer> indices) {
    Element {
      indices = List.copyOf(indices);
    }
  }

  private List<Product> terms(Node node, int... at) {
    return node.label().isPresent() ? List.of(whole(node, at)) : expand(node, at);
  }

  /** The products that add up to the element; the node's own label does not keep it whole. */
  List<Product> expand(Node node, int... at) {
    return switch (Notation.of(node)) {
      case Form.Same(var x) -> terms(x, within(node, x.shape(), at));
      case Form.Plus(var a, var b) -> joined(terms(a, at), terms(b, at));
      case Form.Minus(var a, var b) -> joined(terms(a, at), negated(terms(b, at)));
      case Form.Negative(var x) -> negated(terms(x, at));
      case Form.Times(var a, var b) -> product(terms(a, at), terms(b, at));
      case Form.MatrixForm product -> matrixProduct(node, product, at);
      case Form.Call _ when node.op() instanceof Sum sum && sum.axes().size() == 1 ->
          sum(node.input(0), sum.axes().getFirst(), at);
      default -> List.of(whole(node, at));
    };
  }

  private static List<Product> joined(List<Product> a, List<Product> b) {
    var all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static List<Product> negated(List<Product> terms) {
    return terms.stream().map(Product::negate).toList();
  }

  private static List<Product> product(List<Product> a, List<Product> b) {
    return a.stream().flatMap(left -> b.stream().map(left::times)).toList();
  }

  private List<Product> matrixProduct(Node node, Form.MatrixForm form, int... at) {
    var left = form.left();
    var right = form.right();
    var inner = left.shape().dim(form.leftTransposed() ? 0 : left.shape().rank() - 1);
    var row = left.shape().rank() == 1 ? new int[0] : new int[] {at[0]};
    var column = right.shape().rank() == 1 ? new int[0] : new int[] {at[node.shape().rank() - 1]};
    return IntStream.range(0, inner)
        .mapToObj(k ->
            inOrder(
                terms(left, pair(row, k, form.leftTransposed())),
                terms(right, pair(column, k, !form.rightTransposed()))))
        .flatMap(List::stream)
        .toList();
  }

  private List<Product> inOrder(List<Product> left, List<Product> right) {
    return orientation == Orientation.ROWS ? product(left, right) : product(right, left);
  }

  /** The indices of {@code k} and the one that is given, which comes second if {@code kFirst}. */
  private static int[] pair(int[] other, int k, boolean kFirst) {
    return other.length == 0
        ? new int[] {k}
        : kFirst ? new int[] {k, other[0]} : new int[] {other[0], k};
  }

  private List<Product> sum(Node x, int axis, int... at) {
    return IntStream.range(0, x.shape().dim(axis))
        .mapToObj(k -> terms(x, inserted(axis, k, at)))
        .flatMap(List::stream)
        .toList();
  }

  private static int[] inserted(int axis, int k, int... at) {
    var indices = new int[at.length + 1];
    System.arraycopy(at, 0, indices, 0, axis);
    indices[axis] = k;
    System.arraycopy(at, axis, indices, axis + 1, at.length - axis);
    return indices;
  }

  /** The indices in what is broadcast, or has other axes of size 1. */
  private static int[] within(Node node, Shape x, int... at) {
    return node.op() instanceof Broadcast ? aligned(x, at) : withoutOnes(node.shape(), x, at);
  }

  /** Broadcasting aligns the last axes. */
  private static int[] aligned(Shape x, int... at) {
    var indices = new int[x.rank()];
    Arrays.setAll(indices, axis -> x.dim(axis) == 1 ? 0 : at[axis + at.length - x.rank()]);
    return indices;
  }

  private static int[] withoutOnes(Shape node, Shape x, int... at) {
    var kept = IntStream.range(0, at.length).filter(axis -> node.dim(axis) != 1).iterator();
    var indices = new int[x.rank()];
    for (var axis = 0; axis < indices.length; axis++) {
      indices[axis] = x.dim(axis) == 1 ? 0 : at[kept.nextInt()];
    }
    return indices;
  }

  private static Product whole(Node node, int... at) {
    return new Product(false, List.of(new Element(node, Arrays.stream(at).boxed().toList())));
  }
}
