package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/**
 * The class file of a {@link TransposedBlock}: each vector is a row, and rows that lie 1, 2, 4 ...
 * apart exchange the halves, quarters ... of their lanes until each is a column.
 */
final class TransposeCode {
  private static final ClassDesc BLOCK = Generated.name("TransposedBlock");
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector", "VectorSpecies");
  private static final ClassDesc ANY_VECTOR = ClassDesc.of("jdk.incubator.vector", "Vector");

  private static final int FROM = 1;
  private static final int FROM0 = 2;
  private static final int FROM_ROW = 3;
  private static final int TO = 4;
  private static final int TO0 = 5;
  private static final int TO_ROW = 6;
  private static final int COUNT = 7;
  private static final int AT = 8;
  private static final int LOW = 9;
  private static final int FIRST_LANES = 10;

  private final int bits;
  private final int lanes;
  private final boolean single;
  private final ClassDesc array;
  private final ClassDesc vector;
  private final int firstRow;

  TransposeCode(DType dtype, int bits) {
    this.bits = bits;
    this.lanes = Tiles.lanes(dtype, bits);
    this.single = dtype == DType.FLOAT32;
    this.array = (single ? CD_float : CD_double).arrayType();
    this.vector = ClassDesc.of("jdk.incubator.vector", single ? "FloatVector" : "DoubleVector");
    this.firstRow = FIRST_LANES + 2 * Integer.numberOfTrailingZeros(lanes);
  }

  /** For each distance between rows, from which lane of the two each lane of either comes. */
  static double[] exchanges(int lanes) {
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

  byte[] bytes() {
    var name = "Transposed" + (single ? "Floats" : "Doubles") + bits;
    var run = MethodTypeDesc.of(CD_void, array, CD_int, CD_int, array, CD_int, CD_int, CD_int);
    return Generated.bytes(
        Generated.name(name),
        BLOCK,
        type -> type.withMethodBody("run", run, ClassFile.ACC_PUBLIC, this::run),
        lanes);
  }

  private void run(CodeBuilder code) {
    code.iload(COUNT).ifThen(Opcode.IFLE, CodeBuilder::return_);
    for (var i = FIRST_LANES; i < firstRow; i++) {
      species(code);
      code.aload(0).getfield(BLOCK, single ? "floatLanes" : "doubleLanes", array);
      code.loadConstant((i - FIRST_LANES) * lanes);
      load(code);
      code.astore(i);
    }
    var start = code.newBoundLabel();
    read(code);
    for (var apart = 1; apart < lanes; apart *= 2) {
      exchange(code, apart);
    }
    write(code);
    code.iload(FROM0).loadConstant(lanes).iadd().istore(FROM0);
    code.iload(TO0).loadConstant(lanes).iload(TO_ROW).imul().iadd().istore(TO0);
    code.iinc(COUNT, -1).iload(COUNT).ifgt(start).return_();
  }

  private void read(CodeBuilder code) {
    code.iload(FROM0).istore(AT);
    for (var row = 0; row < lanes; row++) {
      species(code);
      code.aload(FROM).iload(AT);
      load(code);
      code.astore(firstRow + row);
      code.iload(AT).iload(FROM_ROW).iadd().istore(AT);
    }
  }

  private void exchange(CodeBuilder code, int apart) {
    var low = FIRST_LANES + 2 * Integer.numberOfTrailingZeros(apart);
    for (var row = 0; row < lanes; row++) {
      if ((row & apart) == 0) {
        select(code, low, row, row + apart).astore(LOW);
        select(code, low + 1, row, row + apart).astore(firstRow + row + apart);
        code.aload(LOW).astore(firstRow + row);
      }
    }
  }

  private CodeBuilder select(CodeBuilder code, int from, int row, int other) {
    return code.aload(from)
        .aload(firstRow + row)
        .aload(firstRow + other)
        .invokevirtual(vector, "selectFrom", MethodTypeDesc.of(vector, ANY_VECTOR, ANY_VECTOR));
  }

  private void write(CodeBuilder code) {
    code.iload(TO0).istore(AT);
    for (var row = 0; row < lanes; row++) {
      code.aload(firstRow + row).aload(TO).iload(AT);
      code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
      code.iload(AT).iload(TO_ROW).iadd().istore(AT);
    }
  }

  private void species(CodeBuilder code) {
    code.getstatic(vector, "SPECIES_" + bits, SPECIES);
  }

  private void load(CodeBuilder code) {
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int));
  }
}
