package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.backprop.tensor.DType;

/**
 * Writes code that turns a square block in vector registers: each vector is a row, and rows that
 * lie 1, 2, 4 ... apart exchange the halves, quarters ... of their lanes until each is a column.
 */
final class Exchanges {
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector", "VectorSpecies");
  private static final ClassDesc ANY_VECTOR = ClassDesc.of("jdk.incubator.vector", "Vector");
  private static final DirectMethodHandleDesc SOURCES =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(Exchanges.class.getName()), "sources", CD_Object, CD_int);

  private final CodeBuilder code;
  private final DType dtype;
  private final int bits;
  private final int lanes;
  private final ClassDesc array;
  private final ClassDesc vector;
  private final int at;
  private final int low;
  private final int firstSource;
  private final int firstRow;

  /**
   * @param local the first of the local variables that may be used
   */
  Exchanges(CodeBuilder code, DType dtype, int bits, int local) {
    var single = dtype == DType.FLOAT32;
    this.code = code;
    this.dtype = dtype;
    this.bits = bits;
    this.lanes = Tiles.lanes(dtype, bits);
    this.array = (single ? CD_float : CD_double).arrayType();
    this.vector = ClassDesc.of("jdk.incubator.vector", single ? "FloatVector" : "DoubleVector");
    this.at = local;
    this.low = local + 1;
    this.firstSource = local + 2;
    this.firstRow = firstSource + 2 * Integer.numberOfTrailingZeros(lanes);
  }

  /** From which lane of two rows each lane of either comes, as numbers of their type. */
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

  /** That for each distance between rows. */
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

  /** Keeps what all blocks need in local variables. */
  void prepare() {
    var sources = DynamicConstantDesc.ofNamed(SOURCES, dtype.name(), array, lanes);
    for (var i = firstSource; i < firstRow; i++) {
      species();
      code.loadConstant(sources).loadConstant((i - firstSource) * lanes);
      load();
      code.astore(i);
    }
  }

  /**
   * Reads a block and turns it.
   *
   * @param from the local variable of the array
   * @param from0 that of the index where the block starts
   * @param fromRow that of the distance of its rows
   */
  void turn(int from, int from0, int fromRow) {
    code.iload(from0).istore(at);
    for (var row = 0; row < lanes; row++) {
      species();
      code.aload(from).iload(at);
      load();
      code.astore(firstRow + row);
      code.iload(at).iload(fromRow).iadd().istore(at);
    }
    for (var apart = 1; apart < lanes; apart *= 2) {
      exchange(apart);
    }
  }

  private void exchange(int apart) {
    var source = firstSource + 2 * Integer.numberOfTrailingZeros(apart);
    for (var row = 0; row < lanes; row++) {
      if ((row & apart) == 0) {
        select(source, row, row + apart);
        code.astore(low);
        select(source + 1, row, row + apart);
        code.astore(firstRow + row + apart);
        code.aload(low).astore(firstRow + row);
      }
    }
  }

  private void select(int source, int row, int other) {
    code.aload(source)
        .aload(firstRow + row)
        .aload(firstRow + other)
        .invokevirtual(vector, "selectFrom", MethodTypeDesc.of(vector, ANY_VECTOR, ANY_VECTOR));
  }

  /** The local variable of a column of the block. */
  int column(int number) {
    return firstRow + number;
  }

  private void species() {
    code.getstatic(vector, "SPECIES_" + bits, SPECIES);
  }

  private void load() {
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int));
  }
}
