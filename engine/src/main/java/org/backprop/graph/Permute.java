package org.backprop.graph;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/** The axes in another order: axis {@code i} of the value is axis {@code axes[i]} of the input. */
public record Permute(List<Integer> axes) implements Op.Move {
  public Permute {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "permute";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var from = inputs.getFirst().shape();
    var all = IntStream.range(0, from.rank()).boxed().toList();
    if (!axes.stream().sorted().toList().equals(all)) {
      throw new ShapeException(axes + " does not name every axis of " + from + " once");
    }
    return inputs.getFirst().with(Shape.of(axes.stream().mapToInt(from::dim).toArray()));
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var strides = inputs.getFirst().shape().strides();
    var permuted = axes.stream().mapToInt(axis -> strides[axis]).toArray();
    return Strided.read(inputs.getFirst(), type, 0, permuted);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {
    into.add(0, Node.of(new Permute(inverse()), cotangent));
  }

  /** The order that undoes this one. */
  public List<Integer> inverse() {
    return IntStream.range(0, axes.size()).mapToObj(axes::indexOf).toList();
  }
}
