package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.plan.Kernel;
import org.backprop.tensor.DType;

/**
 * Writes the code of a transposing copy of known shape and offsets: whole blocks are transposed in
 * vector registers, the remaining elements are copied one by one.
 */
final class CopyCode {
  /** The columns of a piece that is copied without a loop. */
  private static final int PIECE = 16;

  /** Vectors of fewer bits hold blocks of 4 by 4 numbers or less. */
  private static final int NARROWEST = 256;

  private static final ClassDesc BLOCK = ClassDesc.of(TransposedBlock.class.getName());
  private static final DirectMethodHandleDesc KNOWN =
      ConstantDescs.ofConstantBootstrap(BLOCK, "constant", BLOCK, CD_int);

  private CopyCode() {}

  /**
   * Writes a copy within one array.
   *
   * @param array the local variable that holds the array
   * @param most the bits of the widest vectors
   */
  static void write(CodeBuilder code, Kernel.Transposition copy, int array, int most) {
    var bits = most;
    while (bits >= NARROWEST && !takesBlocks(copy, bits)) {
      bits /= 2;
    }
    if (bits < NARROWEST) {
      elements(code, copy, array);
      return;
    }
    var size = Tiles.lanes(dtype(copy), bits);
    var rows = copy.rows() / size * size;
    var columns = copy.columns() / size * size;
    blocks(code, copy.part(0, 0, rows, columns), array, bits);
    elements(code, copy.part(0, columns, rows, copy.columns() - columns), array);
    elements(code, copy.part(rows, 0, copy.rows() - rows, copy.columns()), array);
  }

  private static boolean takesBlocks(Kernel.Transposition copy, int bits) {
    return dtype(copy).isFloat()
        && copy.readsSideBySide()
        && Math.min(copy.rows(), copy.columns()) >= Tiles.lanes(dtype(copy), bits);
  }

  private static DType dtype(Kernel.Transposition copy) {
    return copy.to().buffer().dtype();
  }

  private static void blocks(CodeBuilder code, Kernel.Transposition copy, int array, int bits) {
    var dtype = dtype(copy);
    var type = Lane.arrayOf(dtype);
    var run = MethodTypeDesc.of(CD_void, type, CD_int, CD_int, type, CD_int, CD_int, CD_int);
    var size = Tiles.lanes(dtype, bits);
    var from = copy.from();
    var to = copy.to();
    Counting.loop(
        code,
        copy.columns(),
        size,
        column -> {
          code.loadConstant(DynamicConstantDesc.ofNamed(KNOWN, dtype.name(), BLOCK, bits));
          code.aload(array).iload(column).loadConstant(from.column()).imul();
          code.loadConstant(from.start()).iadd().loadConstant(from.column());
          code.aload(array).iload(column).loadConstant(to.start()).iadd();
          code.loadConstant(to.row()).loadConstant(copy.rows() / size);
          code.invokevirtual(BLOCK, "run", run);
        });
  }

  private static void elements(CodeBuilder code, Kernel.Transposition copy, int array) {
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
    var dtype = dtype(copy);
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
