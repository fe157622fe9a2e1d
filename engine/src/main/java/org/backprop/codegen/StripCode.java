package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/** The class file of a {@link StripCopy}. */
final class StripCode {
  private static final ClassDesc COPY = Generated.name("StripCopy");

  private static final int FROM = 1;
  private static final int FROM0 = 2;
  private static final int ROW = 3;
  private static final int TO = 4;
  private static final int TO0 = 5;
  private static final int STRIP = 6;
  private static final int ROWS = 7;
  private static final int FIRST_FREE = 8;

  private final int vectors;
  private final int strips;
  private final VectorType type;
  private final int lanes;

  StripCode(DType dtype, int vectors, int strips, int bits) {
    this.vectors = vectors;
    this.strips = strips;
    this.type = new VectorType(dtype, bits);
    this.lanes = type.lanes();
  }

  byte[] bytes() {
    var name = "Strips" + vectors + type.plural();
    var array = type.array();
    var run = MethodTypeDesc.of(CD_void, array, CD_int, CD_int, array, CD_int, CD_int, CD_int);
    return Generated.bytes(
        Generated.name(name),
        COPY,
        copy -> Generated.run(copy, run, this::run),
        strips,
        vectors * lanes);
  }

  private void run(CodeBuilder code) {
    code.iload(ROWS).ifThen(Opcode.IFLE, CodeBuilder::return_);
    for (var strip = 1; strip < strips; strip++) {
      code.loadConstant(strip).iload(STRIP).imul().istore(place(strip));
    }
    var start = code.newBoundLabel();
    for (var strip = 0; strip < strips; strip++) {
      for (var v = 0; v < vectors; v++) {
        copy(code, strip, v);
      }
    }
    code.iload(FROM0).iload(ROW).iadd().istore(FROM0);
    code.iinc(TO0, vectors * lanes);
    code.iinc(ROWS, -1).iload(ROWS).ifgt(start).return_();
  }

  private void copy(CodeBuilder code, int strip, int v) {
    type.species(code);
    code.aload(FROM).iload(FROM0).loadConstant((strip * vectors + v) * lanes).iadd();
    type.load(code);
    code.aload(TO).iload(TO0).loadConstant(v * lanes).iadd();
    if (strip > 0) {
      code.iload(place(strip)).iadd();
    }
    type.store(code);
  }

  /** The distance of another strip's copy from the first strip's. */
  private static int place(int strip) {
    return FIRST_FREE + strip;
  }
}
