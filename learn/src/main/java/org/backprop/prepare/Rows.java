package org.backprop.prepare;

import org.backprop.tensor.Storage;
import org.backprop.tensor.Tensor;

/** Chosen rows of a tensor. */
public final class Rows {
  private Rows() {}

  /** The rows of these numbers, in the order given. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both arrays are the dtype's own
  public static Tensor of(Tensor tensor, int[] rows) {
    var shape = tensor.shape().with(0, rows.length);
    var width = tensor.shape().without(0).size();
    var chosen = Storage.allocate(tensor.dtype(), shape.size()).array();
    for (var i = 0; i < rows.length; i++) {
      System.arraycopy(tensor.array(), rows[i] * width, chosen, i * width, width);
    }
    return Tensor.wrap(tensor.dtype(), shape, chosen);
  }
}
