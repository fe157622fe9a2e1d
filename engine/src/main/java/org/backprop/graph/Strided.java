package org.backprop.graph;

import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Elements at regular distances: what every move comes down to. */
final class Strided {
  private Strided() {}

  /** The offset of every index of a shape, in row-major order. */
  static int[] offsets(Shape shape, int start, int[] strides) {
    var offsets = new int[] {start};
    for (var axis = 0; axis < shape.rank(); axis++) {
      var dim = shape.dim(axis);
      var wider = new int[offsets.length * dim];
      var next = 0;
      for (var offset : offsets) {
        for (var i = 0; i < dim; i++) {
          wider[next++] = offset + i * strides[axis];
        }
      }
      offsets = wider;
    }
    return offsets;
  }

  /** A tensor whose element at each index is read from {@code x} at that index's offset. */
  static Tensor read(Tensor x, TensorType type, int start, int[] strides) {
    var from = Storage.of(x);
    var into = Storage.allocate(type.dtype(), type.shape().size());
    var offsets = offsets(type.shape(), start, strides);
    for (var i = 0; i < offsets.length; i++) {
      into.copy(i, from, offsets[i]);
    }
    return Tensor.wrap(type.dtype(), type.shape(), into.array());
  }

  /** Writes each element of {@code x} to its index's offset. */
  static void write(Tensor x, Storage into, int start, int[] strides) {
    var from = Storage.of(x);
    var offsets = offsets(x.shape(), start, strides);
    for (var i = 0; i < offsets.length; i++) {
      into.copy(offsets[i], from, i);
    }
  }
}
