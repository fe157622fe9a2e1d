package org.backprop.graph;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/**
 * 32 random bits for each element of {@code INT32[rows, columns]}, from nothing but the operands: a
 * seed and a step (scalars of {@code INT64}) and the global number of each row ({@code INT64
 * [rows]}); {@code stream} keeps different uses in one step apart.
 *
 * <p>The same row of the same step gets the same bits in any batch, on any thread. The generator is
 * Threefry-2x32 with 20 rounds: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011.
 */
public record RandomBits(int stream, int columns) implements Op.Index {
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
  private static final int PARITY = 0x1BD11BDA;

  @Override
  public String name() {
    return "randomBits";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    var scalar = TensorType.of(DType.INT64);
    var rows = inputs.get(2);
    if (!inputs.get(0).equals(scalar) || !inputs.get(1).equals(scalar)) {
      throw new ShapeException(
          "seed and step must be " + scalar + ", not " + inputs.get(0) + " and " + inputs.get(1));
    }
    if (rows.dtype() != DType.INT64 || rows.shape().rank() != 1) {
      throw new ShapeException("row numbers must be INT64[rows], not " + rows);
    }
    return TensorType.of(DType.INT32, rows.shape().dim(0), columns);
  }

  @Override
  public Tensor evaluate(List<Tensor> inputs, TensorType type) {
    var seed = ((long[]) inputs.get(0).array())[0];
    var step = ((long[]) inputs.get(1).array())[0];
    var rows = (long[]) inputs.get(2).array();
    var stepKey = threefry(seed, step);
    var key = threefry(stepKey, stream);
    var bits = new int[rows.length * columns];
    for (var i = 0; i < bits.length; i++) {
      bits[i] = (int) threefry(key, rows[i / columns] << 32 | i % columns);
    }
    return Tensor.wrap(DType.INT32, Shape.of(rows.length, columns), bits);
  }

  @Override
  public void pullback(Node node, Node cotangent, Cotangents into) {}

  /** One block: key and counter are two words each, the first word in the low half. */
  static long threefry(long key, long counter) {
    var k0 = (int) key;
    var k1 = (int) (key >>> 32);
    var keys = new int[] {k0, k1, PARITY ^ k0 ^ k1};
    var x0 = (int) counter + k0;
    var x1 = (int) (counter >>> 32) + k1;
    for (var round = 0; round < 20; round++) {
      x0 += x1;
      x1 = Integer.rotateLeft(x1, ROTATIONS[round % 8]) ^ x0;
      if (round % 4 == 3) {
        var injection = round / 4 + 1;
        x0 += keys[injection % 3];
        x1 += keys[(injection + 1) % 3] + injection;
      }
    }
    return (long) x1 << 32 | Integer.toUnsignedLong(x0);
  }
}
