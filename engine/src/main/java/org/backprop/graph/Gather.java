package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * Rows of the first operand {@code [n, ...]} in the order that the second, whole numbers of any
 * shape, names them: {@code [indices..., ...]}. An index outside {@code 0 ... n - 1} is refused.
 */
public record Gather() implements Op.Index {
  @Override
  public String name() {
    return "gather";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var x = inputs.get(0);
    if (x.shape().rank() == 0 || !inputs.get(1).dtype().isInteger()) {
      throw new ShapeException("rows of " + x + " cannot be read at " + inputs.get(1));
    }
    return x.with(rows(inputs.get(1).shape(), x.shape().without(0)));
  }

  /** The shape of one row for each index. */
  static Shape rows(Shape indices, Shape row) {
    var shape = row;
    for (var axis = indices.rank() - 1; axis >= 0; axis--) {
      shape = shape.insert(0, indices.dim(axis));
    }
    return shape;
  }

  /** The index at {@code i}, checked against the number of rows. */
  static int row(Storage indices, int i, int rows) {
    var row = indices.getLong(i);
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          "index " + row + " at position " + i + " is outside the rows 0 to " + (rows - 1));
    }
    return (int) row;
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var from = Storage.of(inputs.get(0));
    var indices = Storage.of(inputs.get(1));
    var rows = inputs.get(0).shape().dim(0);
    var width = inputs.get(0).shape().without(0).size();
    var out = Storage.allocate(type.dtype(), type.shape().size());
    for (var i = 0; i < indices.length(); i++) {
      var row = row(indices, i, rows);
      for (var j = 0; j < width; j++) {
        out.copy(i * width + j, from, row * width + j);
      }
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    var rows = node.input(0).shape().dim(0);
    into.add(0, Node.of(new ScatterAdd(rows), cotangent, node.input(1)));
  }
}
