package org.backprop.graph;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** The indices ({@code INT32}) that would sort along the last axis; ascending, stable, NaN last. */
public record Argsort() implements Op.Index {
  @Override
  public String name() {
    return "argsort";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    inputs.getFirst().shape().dim(-1);
    return inputs.getFirst().with(DType.INT32);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var width = type.shape().dim(-1);
    var out = new int[type.shape().size()];
    for (var start = 0; start < out.length; start += width) {
      var order =
          IntStream.range(0, width)
              .boxed()
              .sorted(ascending(inputs.getFirst(), start))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(order, 0, out, start, width);
    }
    return Tensor.wrap(DType.INT32, type.shape(), out);
  }

  private static Comparator<Integer> ascending(Tensor x, int from) {
    var in = Storage.of(x);
    // Adding 0 makes -0 equal to 0.
    return x.dtype().isFloat()
        ? Comparator.comparingDouble(i -> in.get(from + i) + 0.0)
        : Comparator.comparingLong(i -> in.getLong(from + i));
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {}
}
