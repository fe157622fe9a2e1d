package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import org.backprop.plan.Kernel;

/** Writes the code of a transposing copy of known shape and places. */
final class CopyCode {
  /** The columns of a piece that is copied without a loop. */
  private static final int PIECE = 16;

  private CopyCode() {}

  static void write(CodeBuilder code, Kernel.Transposition copy, int array) {
    Counting.loop(
        code,
        copy.rows(),
        1,
        row -> {
          var whole = copy.columns() / PIECE * PIECE;
          Counting.loop(code, whole, PIECE, column -> piece(code, copy, array, row, column, PIECE));
          piece(
              code,
              copy,
              array,
              row,
              Counting.kept(code.loadConstant(whole)),
              copy.columns() - whole);
        });
  }

  private static void piece(
      CodeBuilder code, Kernel.Transposition copy, int array, int row, int column, int length) {
    var scalar = new ScalarLane();
    var dtype = copy.to().buffer().dtype();
    for (var i = 0; i < length; i++) {
      scalar.load(code, dtype, array, at(code, copy.from(), row, column, i));
      var slot = code.allocateLocal(scalar.kind(dtype));
      code.storeLocal(scalar.kind(dtype), slot);
      scalar.store(code, new Lane.Local(dtype, slot), array, at(code, copy.to(), row, column, i));
    }
  }

  private static int at(CodeBuilder code, Kernel.Matrix matrix, int row, int column, int number) {
    code.iload(row).loadConstant(matrix.row()).imul();
    code.iload(column).loadConstant(matrix.column()).imul().iadd();
    code.loadConstant(matrix.start() + number * matrix.column()).iadd();
    return Counting.kept(code);
  }
}
