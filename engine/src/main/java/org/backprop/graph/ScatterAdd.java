package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/**
 * Adds rows {@code [indices..., ...]} into zeros {@code [rows, ...]} at the places that the second
 * operand names, in ascending order of the places they come from.
 */
public record ScatterAdd(int rows) implements Op.Index {
  @Override
  public String name() {
    return "scatterAdd";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var updates = inputs.get(0);
    var indices = inputs.get(1);
    var row = updates.shape();
    for (var axis = 0; axis < indices.shape().rank(); axis++) {
      if (row.rank() == 0 || row.dim(0) != indices.shape().dim(axis)) {
        throw new ShapeException(updates + " does not hold one row for each index of " + indices);
      }
      row = row.without(0);
    }
    Elementwise.require(updates.dtype().isFloat() && indices.dtype().isInteger(), inputs);
    return updates.with(row.insert(0, rows));
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var updates = Storage.of(inputs.get(0));
    var indices = Storage.of(inputs.get(1));
    var width = type.shape().without(0).size();
    var out = Storage.allocate(type.dtype(), type.shape().size());
    for (var i = 0; i < indices.length(); i++) {
      var row = Gather.row(indices, i, rows);
      for (var j = 0; j < width; j++) {
        var at = row * width + j;
        out.set(at, out.get(at) + updates.get(i * width + j));
      }
    }
    return Tensor.wrap(type.dtype(), type.shape(), out.array());
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, Node.of(new Gather(), cotangent, node.input(1)));
  }
}
