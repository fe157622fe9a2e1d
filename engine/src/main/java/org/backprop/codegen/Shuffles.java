package org.backprop.codegen;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.backprop.tensor.DType;

/** Constants of generated vector code. */
final class Shuffles {
  private Shuffles() {}

  /** Lanes change places with those at a distance, a power of two. */
  static VectorShuffle<?> exchange(
      MethodHandles.Lookup lookup, String dtype, Class<?> type, int bits, int distance) {
    return species(DType.valueOf(dtype), bits).shuffleFromOp(lane -> lane ^ distance);
  }

  private static VectorSpecies<?> species(DType dtype, int bits) {
    var element =
        switch (dtype) {
          case FLOAT32 -> float.class;
          case FLOAT64 -> double.class;
          case INT32 -> int.class;
          case INT64 -> long.class;
          case UINT8, BOOL -> throw new AssertionError(dtype);
        };
    return VectorSpecies.of(element, VectorShape.forBitSize(bits));
  }
}
