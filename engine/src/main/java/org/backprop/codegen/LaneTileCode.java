package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/**
 * The class file of a tile of one column: a lane for each row of a left operand whose rows are
 * contiguous, of which square blocks are turned in registers.
 */
final class LaneTileCode {
  private static final ClassDesc TILE = Generated.name("Tile");
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector", "VectorSpecies");
  private static final ClassDesc ANY_VECTOR = ClassDesc.of("jdk.incubator.vector", "Vector");

  private static final int A = 1;
  private static final int A0 = 2;
  private static final int A_ROW = 3;
  private static final int B = 5;
  private static final int B0 = 6;
  private static final int B_K = 7;
  private static final int C = 8;
  private static final int C0 = 9;
  private static final int TERMS = 11;
  private static final int SUM = 12;
  private static final int FIRST_FREE = 13;

  private final DType dtype;
  private final int bits;
  private final int lanes;
  private final boolean single;
  private final ClassDesc element;
  private final ClassDesc array;
  private final ClassDesc vector;

  LaneTileCode(DType dtype, int bits) {
    this.dtype = dtype;
    this.bits = bits;
    this.lanes = Tiles.lanes(dtype, bits);
    this.single = dtype == DType.FLOAT32;
    this.element = single ? CD_float : CD_double;
    this.array = element.arrayType();
    this.vector = ClassDesc.of("jdk.incubator.vector", single ? "FloatVector" : "DoubleVector");
  }

  byte[] bytes() {
    var name = "TileOfLanes" + (single ? "Floats" : "Doubles") + bits;
    var run =
        MethodTypeDesc.of(
            CD_void, array, CD_int, CD_int, CD_int, array, CD_int, CD_int, array, CD_int, CD_int,
            CD_int);
    return Generated.bytes(
        Generated.name(name), TILE, type -> Generated.run(type, run, this::run), lanes);
  }

  private void run(CodeBuilder code) {
    code.iload(TERMS).ifThen(Opcode.IFLT, CodeBuilder::return_);
    var exchanges = new Exchanges(code, dtype, bits, FIRST_FREE);
    exchanges.prepare();
    species(code);
    code.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES)).astore(SUM);
    var start = code.newLabel();
    var end = code.newLabel();
    code.labelBinding(start).iload(TERMS).loadConstant(lanes).if_icmplt(end);
    exchanges.turn(A, A0, A_ROW);
    for (var k = 0; k < lanes; k++) {
      term(code, exchanges.column(k));
    }
    code.iload(A0).loadConstant(lanes).iadd().istore(A0);
    code.iload(TERMS).loadConstant(lanes).isub().istore(TERMS);
    code.goto_(start).labelBinding(end);
    code.aload(SUM).aload(C).iload(C0);
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
    code.return_();
  }

  private void term(CodeBuilder code, int left) {
    code.aload(left);
    species(code);
    code.aload(B).iload(B0);
    if (single) {
      code.faload();
    } else {
      code.daload();
    }
    code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element));
    code.aload(SUM)
        .invokevirtual(vector, "fma", MethodTypeDesc.of(vector, ANY_VECTOR, ANY_VECTOR))
        .astore(SUM);
    code.iload(B0).iload(B_K).iadd().istore(B0);
  }

  private void species(CodeBuilder code) {
    code.getstatic(vector, "SPECIES_" + bits, SPECIES);
  }
}
