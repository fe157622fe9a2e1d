package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/**
 * The class file of a tile of one column: a lane for each row of a left operand whose rows are
 * contiguous, whose square blocks are transposed in registers.
 */
final class LaneTileCode {
  private static final ClassDesc TILE = Generated.name("Tile");

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

  private final VectorType type;
  private final int lanes;

  LaneTileCode(DType dtype, int bits) {
    this.type = new VectorType(dtype, bits);
    this.lanes = type.lanes();
  }

  byte[] bytes() {
    var name = "TileOfLanes" + type.plural();
    var array = type.array();
    var run =
        MethodTypeDesc.of(
            CD_void, array, CD_int, CD_int, CD_int, array, CD_int, CD_int, array, CD_int, CD_int,
            CD_int);
    return Generated.bytes(
        Generated.name(name), TILE, tile -> Generated.run(tile, run, this::run), lanes);
  }

  private void run(CodeBuilder code) {
    code.iload(TERMS).ifThen(Opcode.IFLT, CodeBuilder::return_);
    var exchanges = new Exchanges(code, type, FIRST_FREE);
    exchanges.prepare();
    type.zero(code);
    code.astore(SUM);
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
    type.store(code);
    code.return_();
  }

  private void term(CodeBuilder code, int left) {
    code.aload(left);
    type.species(code);
    code.aload(B).iload(B0);
    type.broadcast(code);
    code.aload(SUM);
    type.fma(code);
    code.astore(SUM);
    code.iload(B0).iload(B_K).iadd().istore(B0);
  }
}
