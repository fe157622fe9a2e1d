package org.backprop.codegen;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.backprop.tensor.DType;

/** Constants of generated vector code. */
final class Shuffles {
  private Shuffles() {}

  /** The constant of generated code that {@link #exchange} makes. */
  static DynamicConstantDesc<?> exchange(DType dtype, int bits, int distance) {
    return constant("exchange", VectorLane.SHUFFLE, dtype, bits, distance);
  }

  /** The constant of generated code that {@link #upper} makes. */
  static DynamicConstantDesc<?> upper(DType dtype, int bits, int distance) {
    return constant("upper", VectorLane.MASK, dtype, bits, distance);
  }

  private static DynamicConstantDesc<?> constant(
      String method, ClassDesc type, DType dtype, int bits, int distance) {
    var bootstrap =
        ConstantDescs.ofConstantBootstrap(
            ClassDesc.of(Shuffles.class.getName()),
            method,
            type,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int);
    return DynamicConstantDesc.ofNamed(bootstrap, dtype.name(), type, bits, distance);
  }

  /** Exchanges each lane with the one at a distance, a power of two. */
  static VectorShuffle<?> exchange(
      MethodHandles.Lookup lookup, String dtype, Class<?> type, int bits, int distance) {
    return species(DType.valueOf(dtype), bits).shuffleFromOp(lane -> lane ^ distance);
  }

  /** The mask of the lanes that are exchanged with lower ones. */
  static VectorMask<?> upper(
      MethodHandles.Lookup lookup, String dtype, Class<?> type, int bits, int distance) {
    var species = species(DType.valueOf(dtype), bits);
    var upper = new boolean[species.length()];
    for (var lane = 0; lane < upper.length; lane++) {
      upper[lane] = (lane & distance) != 0;
    }
    return species.loadMask(upper, 0);
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
