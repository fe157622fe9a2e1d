package org.backprop.lower;

import org.backprop.graph.Iota;
import org.backprop.graph.Node;
import org.backprop.graph.RandomBits;
import org.backprop.graph.TensorType;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/** Random bits: Threefry-2x32 with 20 rounds, by additions, rotations and exclusive ors. */
final class LowerRandom {
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
  private static final int PARITY = 0x1BD11BDA;
  private static final int ROUNDS = 20;

  /** Two words, each of {@code INT32}. */
  private record Words(Node low, Node high) {
    static Words of(Node whole) {
      return new Words(whole.cast(DType.INT32), whole.shiftRight(32).cast(DType.INT32));
    }

    Words broadcastTo(Shape shape) {
      return new Words(low.broadcastTo(shape), high.broadcastTo(shape));
    }
  }

  private LowerRandom() {}

  static Node bits(Node node) {
    var op = (RandomBits) node.op();
    var stepKey = threefry(Words.of(node.input(0)), Words.of(node.input(1)));
    var stream = node.input(0).zeros().plus(op.stream());
    var key = threefry(stepKey, Words.of(stream));
    var shape = node.shape();
    var columns = Node.of(new Iota(TensorType.of(DType.INT32, op.columns()), 0));
    var rows = node.input(2).cast(DType.INT32).reshape(Shape.of(shape.dim(0), 1));
    var counter = new Words(columns, rows).broadcastTo(shape);
    return threefry(key.broadcastTo(shape), counter).low();
  }

  private static Words threefry(Words key, Words counter) {
    var keys = new Node[] {key.low, key.high, parity(key)};
    var x0 = counter.low.plus(key.low);
    var x1 = counter.high.plus(key.high);
    for (var round = 0; round < ROUNDS; round++) {
      x0 = x0.plus(x1);
      x1 = rotated(x1, ROTATIONS[round % ROTATIONS.length]).xor(x0);
      if (round % 4 == 3) {
        var injection = round / 4 + 1;
        x0 = x0.plus(keys[injection % 3]);
        x1 = x1.plus(keys[(injection + 1) % 3]).plus(injection);
      }
    }
    return new Words(x0, x1);
  }

  private static Node parity(Words key) {
    return key.low.xor(key.high).xor(key.low.constant(PARITY));
  }

  private static Node rotated(Node x, int bits) {
    return x.shiftLeft(bits).or(x.shiftRight(32 - bits));
  }
}
