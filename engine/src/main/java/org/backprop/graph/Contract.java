package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/**
 * The batched matrix product over named axes, a letter each, as in {@code ("ik", "kj", "ij")}: axes
 * that the value lacks are summed over; axes that all three have are batches. Any transposition is
 * only another order of letters.
 *
 * <p>The sum has a fixed order: it is cut into blocks of {@value #BLOCK} terms, each an ascending
 * chain of fused multiply-adds from 0, and the blocks are added in ascending order.
 */
public record Contract(String left, String right, String out) implements Op.Product {
  /** The number of terms that one chain of fused multiply-adds holds. */
  public static final int BLOCK = 1024;

  @Override
  public String name() {
    return "contract";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var a = inputs.get(0);
    var b = inputs.get(1);
    if (a.dtype() != b.dtype() || !a.dtype().isFloat()) {
      throw new ShapeException(
          "a product needs two operands of one float type, not " + a + " and " + b);
    }
    requireLetters(left, a, right);
    requireLetters(right, b, left);
    for (var i = 0; i < left.length(); i++) {
      var j = right.indexOf(left.charAt(i));
      if (j >= 0 && a.shape().dim(i) != b.shape().dim(j)) {
        throw new ShapeException(
            a.shape()
                + " and "
                + b.shape()
                + " do not fit: axis "
                + i
                + " of the first is "
                + a.shape().dim(i)
                + " and axis "
                + j
                + " of the second is "
                + b.shape().dim(j));
      }
    }
    if (out.chars().distinct().count() != out.length()) {
      throw new ShapeException("\"" + out + "\" names an axis of the value twice");
    }
    var dims = out.chars().map(letter -> dim((char) letter, a.shape(), b.shape())).toArray();
    return a.with(Shape.of(dims));
  }

  private void requireLetters(String letters, TensorType type, String other) {
    if (letters.length() != type.shape().rank()
        || letters.chars().distinct().count() != letters.length()) {
      throw new ShapeException("\"" + letters + "\" does not name the axes of " + type);
    }
    for (var i = 0; i < letters.length(); i++) {
      var letter = letters.charAt(i);
      if (out.indexOf(letter) < 0 && other.indexOf(letter) < 0) {
        throw new ShapeException("axis " + letter + " of " + type + " meets no axis; sum it first");
      }
    }
  }

  /** Whether all three values have an axis. */
  public boolean isBatch(char letter) {
    return left.indexOf(letter) >= 0 && right.indexOf(letter) >= 0 && out.indexOf(letter) >= 0;
  }

  private int dim(char letter, Shape a, Shape b) {
    var i = left.indexOf(letter);
    var j = right.indexOf(letter);
    if (i < 0 && j < 0) {
      throw new ShapeException("axis " + letter + " of the value is in neither operand");
    }
    return i >= 0 ? a.dim(i) : b.dim(j);
  }

  /** The letters that each role has: batches, rows of the left, columns of the right, summed. */
  private String letters(boolean inLeft, boolean inRight, boolean inOut) {
    var letters = new StringBuilder();
    for (var letter : (out + left).chars().distinct().toArray()) {
      if (left.indexOf(letter) >= 0 == inLeft
          && right.indexOf(letter) >= 0 == inRight
          && out.indexOf(letter) >= 0 == inOut) {
        letters.append((char) letter);
      }
    }
    return letters.toString();
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var batch = letters(true, true, true);
    var rows = letters(true, false, true);
    var columns = letters(false, true, true);
    var summed = letters(true, true, false);
    var a = arrange(inputs.get(0), left, batch + rows + summed);
    var b = arrange(inputs.get(1), right, batch + summed + columns);
    var product =
        new MatrixProduct(
            size(batch, inputs), size(rows, inputs), size(summed, inputs), size(columns, inputs));
    var value = product.of(a, b);
    var arranged = batch + rows + columns;
    var dims =
        arranged
            .chars()
            .map(l -> dim((char) l, inputs.get(0).shape(), inputs.get(1).shape()))
            .toArray();
    return arrange(value.reshape(dims), arranged, out);
  }

  private int size(String letters, List<Tensor> inputs) {
    return letters
        .chars()
        .map(l -> dim((char) l, inputs.get(0).shape(), inputs.get(1).shape()))
        .reduce(1, Math::multiplyExact);
  }

  private static Tensor arrange(Tensor x, String from, String to) {
    if (from.equals(to)) {
      return x;
    }
    var permute = new Permute(to.chars().mapToObj(from::indexOf).toList());
    return permute.evaluate(
        List.of(x), permute.infer(List.of(new TensorType(x.dtype(), x.shape()))));
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, Node.of(new Contract(out, right, left), cotangent, node.input(1)));
    into.add(1, Node.of(new Contract(left, out, right), node.input(0), cotangent));
  }
}
