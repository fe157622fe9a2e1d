package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/** The class file of a {@link TransposedBlock}. */
final class TransposeCode {
  private static final ClassDesc BLOCK = Generated.name("TransposedBlock");

  private static final int FROM = 1;
  private static final int FROM0 = 2;
  private static final int FROM_ROW = 3;
  private static final int TO = 4;
  private static final int TO0 = 5;
  private static final int TO_ROW = 6;
  private static final int COUNT = 7;
  private static final int AT = 8;
  private static final int FIRST_FREE = 9;

  private final VectorType type;
  private final int lanes;

  TransposeCode(DType dtype, int bits) {
    this.type = new VectorType(dtype, bits);
    this.lanes = type.lanes();
  }

  byte[] bytes() {
    var name = "Transposed" + type.plural();
    var array = type.array();
    var run = MethodTypeDesc.of(CD_void, array, CD_int, CD_int, array, CD_int, CD_int, CD_int);
    return Generated.bytes(
        Generated.name(name), BLOCK, block -> Generated.run(block, run, this::run), lanes);
  }

  private void run(CodeBuilder code) {
    code.iload(COUNT).ifThen(Opcode.IFLE, CodeBuilder::return_);
    var exchanges = new Exchanges(code, type, FIRST_FREE);
    exchanges.prepare();
    var start = code.newBoundLabel();
    exchanges.turn(FROM, FROM0, FROM_ROW);
    write(code, exchanges);
    code.iload(FROM0).loadConstant(lanes).iadd().istore(FROM0);
    code.iload(TO0).loadConstant(lanes).iload(TO_ROW).imul().iadd().istore(TO0);
    code.iinc(COUNT, -1).iload(COUNT).ifgt(start).return_();
  }

  private void write(CodeBuilder code, Exchanges exchanges) {
    code.iload(TO0).istore(AT);
    for (var row = 0; row < lanes; row++) {
      code.aload(exchanges.column(row)).aload(TO).iload(AT);
      type.store(code);
      code.iload(AT).iload(TO_ROW).iadd().istore(AT);
    }
  }
}
