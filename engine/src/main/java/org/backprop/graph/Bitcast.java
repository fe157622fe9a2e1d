package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Reads the same bits as another type of the same size: between floats and whole numbers. */
public record Bitcast(DType to) implements Op.Flat {
  @Override
  public String name() {
    return "bitcast";
  }

  @Override
  public double apply(double x) {
    return x;
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var from = inputs.getFirst().dtype();
    if (from.bytes() < 4 || from.bytes() != to.bytes()) {
      throw new ShapeException("the bits of " + from + " cannot be read as " + to);
    }
    return inputs.getFirst().with(to);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var from = inputs.getFirst();
    var out = Storage.allocate(to, from.size());
    for (var i = 0; i < from.size(); i++) {
      write(out, i, bits(from, i));
    }
    return Tensor.wrap(to, type.shape(), out.array());
  }

  private static long bits(Tensor from, int i) {
    return switch (from.array()) {
      case float[] values -> Float.floatToRawIntBits(values[i]);
      case double[] values -> Double.doubleToRawLongBits(values[i]);
      default -> Storage.of(from).getLong(i);
    };
  }

  private static void write(Storage out, int i, long bits) {
    switch (out) {
      case Storage.Floats floats -> floats.array()[i] = Float.intBitsToFloat((int) bits);
      case Storage.Doubles doubles -> doubles.array()[i] = Double.longBitsToDouble(bits);
      default -> out.setLong(i, bits);
    }
  }
}
