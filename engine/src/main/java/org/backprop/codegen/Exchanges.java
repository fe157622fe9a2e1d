package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import org.backprop.tensor.DType;

/**
 * Writes code that transposes a square block in vector registers: each vector is a row, and rows at
 * a distance of 1, 2, 4 ... exchange halves, quarters ... of their lanes until each is a column.
 *
 * <p>Vectors of 512 bits select lanes from two rows at once; for others HotSpot may have no
 * instruction for that, so the lanes of one row are permuted before they are blended into the
 * other.
 */
final class Exchanges {
  private static final DirectMethodHandleDesc SOURCES =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(Exchanges.class.getName()), "sources", CD_Object, CD_int);

  private static final int SELECTING_BITS = 512;

  private final CodeBuilder code;
  private final VectorType type;
  private final int bits;
  private final int lanes;
  private final int at;
  private final int low;
  private final int firstSource;
  private final int firstRow;

  /**
   * @param local the first of the local variables that may be used
   */
  Exchanges(CodeBuilder code, VectorType type, int local) {
    this.code = code;
    this.type = type;
    this.bits = type.bits();
    this.lanes = type.lanes();
    this.at = local;
    this.low = local + 1;
    this.firstSource = local + 2;
    this.firstRow = firstSource + 2 * Integer.numberOfTrailingZeros(lanes);
  }

  /** The source lane, among those of two rows, of each lane, as numbers of their type. */
  static Object sources(MethodHandles.Lookup lookup, String dtype, Class<?> type, int lanes) {
    var sources = sources(lanes);
    if (DType.valueOf(dtype) == DType.FLOAT64) {
      return sources;
    }
    var floats = new float[sources.length];
    for (var i = 0; i < floats.length; i++) {
      floats[i] = (float) sources[i];
    }
    return floats;
  }

  /** The source lanes for each distance between rows. */
  private static double[] sources(int lanes) {
    var from = new double[2 * lanes * Integer.numberOfTrailingZeros(lanes)];
    var at = 0;
    for (var apart = 1; apart < lanes; apart *= 2) {
      for (var lane = 0; lane < lanes; lane++) {
        var first = (lane & apart) == 0;
        from[at + lane] = first ? lane : lanes + lane - apart;
        from[at + lanes + lane] = first ? lane + apart : lanes + lane;
      }
      at += 2 * lanes;
    }
    return from;
  }

  /** Keeps the constants of all blocks in local variables. */
  void prepare() {
    if (bits == SELECTING_BITS) {
      var sources = DynamicConstantDesc.ofNamed(SOURCES, type.dtype().name(), type.array(), lanes);
      for (var i = firstSource; i < firstRow; i++) {
        type.species(code);
        code.loadConstant(sources).loadConstant((i - firstSource) * lanes);
        type.load(code);
        code.astore(i);
      }
      return;
    }
    for (var apart = 1; apart < lanes; apart *= 2) {
      code.loadConstant(Shuffles.exchange(type.dtype(), bits, apart)).astore(source(apart));
      code.loadConstant(Shuffles.upper(type.dtype(), bits, apart)).astore(source(apart) + 1);
    }
  }

  /**
   * Loads a block and transposes it.
   *
   * @param from the local variable of the array
   * @param from0 that of the index where the block starts
   * @param fromRow that of the distance of its rows
   */
  void turn(int from, int from0, int fromRow) {
    code.iload(from0).istore(at);
    for (var row = 0; row < lanes; row++) {
      type.species(code);
      code.aload(from).iload(at);
      type.load(code);
      code.astore(firstRow + row);
      code.iload(at).iload(fromRow).iadd().istore(at);
    }
    for (var apart = 1; apart < lanes; apart *= 2) {
      exchange(apart);
    }
  }

  private void exchange(int apart) {
    for (var row = 0; row < lanes; row++) {
      if ((row & apart) == 0) {
        var lower = firstRow + row;
        var upper = lower + apart;
        if (bits == SELECTING_BITS) {
          select(source(apart), lower, upper);
          code.astore(low);
          select(source(apart) + 1, lower, upper);
        } else {
          code.aload(lower);
          changed(apart, upper);
          blend(apart);
          code.astore(low);
          changed(apart, lower);
          code.aload(upper);
          blend(apart);
        }
        code.astore(upper).aload(low).astore(lower);
      }
    }
  }

  private void select(int source, int lower, int upper) {
    code.aload(source).aload(lower).aload(upper);
    type.call(code, "selectFrom", VectorType.ANY, VectorType.ANY);
  }

  /** Pushes a row with its lanes permuted. */
  private void changed(int apart, int row) {
    code.aload(row).aload(source(apart));
    type.call(code, "rearrange", VectorLane.SHUFFLE);
  }

  /** Pops two rows and pushes the lower lanes of the first and the upper ones of the second. */
  private void blend(int apart) {
    code.aload(source(apart) + 1);
    type.call(code, "blend", VectorType.ANY, VectorLane.MASK);
  }

  /** The first of the two local variables with the lane indices for this distance of rows. */
  private int source(int apart) {
    return firstSource + 2 * Integer.numberOfTrailingZeros(apart);
  }

  /** The local variable of a column of the block. */
  int column(int number) {
    return firstRow + number;
  }
}
