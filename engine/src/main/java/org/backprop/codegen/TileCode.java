package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/**
 * The class file of a vector tile.
 *
 * <p>All accumulators are local variables that HotSpot keeps in vector registers; it does so only
 * if the species is a constant, which here is a static final field of the vector class. The loop
 * over the terms is not unrolled: that makes it slower. Where rows of the left operand are
 * contiguous, the loop counts the index into the first row, and the distances to the other rows are
 * loop invariants that are not negative: HotSpot then checks the bounds before the loop and does
 * not run out of registers. Where columns are contiguous, two checks for each term suffice.
 */
final class TileCode {
  private static final ClassDesc TILE = Generated.name("Tile");

  private static final int A = 1;
  private static final int A0 = 2;
  private static final int A_ROW = 3;
  private static final int A_K = 4;
  private static final int B = 5;
  private static final int B0 = 6;
  private static final int B_K = 7;
  private static final int C = 8;
  private static final int C0 = 9;
  private static final int C_ROW = 10;
  private static final int TERMS = 11;
  private static final int K = 12;
  private static final int FACTOR = 13;
  private static final int FIRST_FREE = 14;

  private final Tile.LeftLayout layout;
  private final int rows;
  private final int vectors;
  private final VectorType type;
  private final int lanes;
  private final boolean adds;

  TileCode(Tile.LeftLayout layout, DType dtype, int rows, int vectors, int bits, boolean adds) {
    this.layout = layout;
    this.rows = rows;
    this.vectors = vectors;
    this.adds = adds;
    this.type = new VectorType(dtype, bits);
    this.lanes = type.lanes();
  }

  byte[] bytes() {
    var name = "Tile" + layout + rows + "x" + vectors + type.plural();
    var array = type.array();
    var run =
        MethodTypeDesc.of(
            CD_void, array, CD_int, CD_int, CD_int, array, CD_int, CD_int, array, CD_int, CD_int,
            CD_int);
    return ClassFile.of()
        .build(
            Generated.name(name),
            tile -> {
              tile.withSuperclass(TILE)
                  .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withMethodBody(INIT_NAME, MethodTypeDesc.of(CD_void), 0, this::constructor);
              Generated.run(tile, run, this::run);
            });
  }

  private void constructor(CodeBuilder code) {
    code.aload(0)
        .loadConstant(rows)
        .loadConstant(vectors * lanes)
        .loadConstant(adds ? 1 : 0)
        .invokespecial(TILE, INIT_NAME, MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_boolean))
        .return_();
  }

  private void run(CodeBuilder code) {
    code.iload(TERMS).ifThen(Opcode.IFLT, CodeBuilder::return_);
    rowOffsets(code);
    type.zero(code);
    code.astore(FACTOR);
    for (var row = 0; row < rows; row++) {
      for (var v = 0; v < vectors; v++) {
        code.aload(FACTOR).astore(sum(row, v));
      }
    }
    chains(code);
    store(code);
    code.return_();
  }

  /**
   * The distances of the other rows of the left operand from the first, where they are not
   * constants.
   */
  private void rowOffsets(CodeBuilder code) {
    if (layout == Tile.LeftLayout.COLUMNS) {
      return;
    }
    for (var row = 1; row < rows; row++) {
      code.loadConstant(row).iload(A_ROW).imul().loadConstant(Integer.MAX_VALUE).iand();
      code.istore(offset(row));
    }
  }

  private void chains(CodeBuilder code) {
    var start = code.newLabel();
    var end = code.newLabel();
    if (layout == Tile.LeftLayout.ROWS) {
      code.iload(A0).loadConstant(Integer.MAX_VALUE).iand().istore(K);
      code.iload(K).iload(TERMS).iadd().istore(TERMS);
    } else {
      code.loadConstant(0).istore(K);
    }
    code.labelBinding(start);
    code.iload(K).iload(TERMS).if_icmpge(end);
    for (var v = 0; v < vectors; v++) {
      type.species(code);
      code.aload(B);
      at(code, B0, v);
      type.load(code);
      code.astore(right(v));
    }
    for (var row = 0; row < rows; row++) {
      term(code, row);
    }
    if (layout != Tile.LeftLayout.ROWS) {
      code.iload(A0).iload(A_K).iadd().istore(A0);
    }
    code.iload(B0).iload(B_K).iadd().istore(B0);
    code.iinc(K, 1).goto_(start).labelBinding(end);
  }

  private void term(CodeBuilder code, int row) {
    type.species(code);
    code.aload(A);
    switch (layout) {
      case ROWS -> inRow(code, K, row);
      case COLUMNS -> code.iload(A0).loadConstant(row).iadd();
      case ANY -> inRow(code, A0, row);
    }
    type.broadcast(code);
    code.astore(FACTOR);
    for (var v = 0; v < vectors; v++) {
      code.aload(FACTOR).aload(right(v)).aload(sum(row, v));
      type.fma(code);
      code.astore(sum(row, v));
    }
  }

  /** The index into a row that corresponds to an index into the first one. */
  private void inRow(CodeBuilder code, int first, int row) {
    code.iload(first);
    if (row > 0) {
      code.iload(offset(row)).iadd();
    }
  }

  private void store(CodeBuilder code) {
    for (var row = 0; row < rows; row++) {
      for (var v = 0; v < vectors; v++) {
        if (adds) {
          type.species(code);
          code.aload(C);
          at(code, C0, v);
          type.load(code);
          code.aload(sum(row, v));
          type.add(code);
        } else {
          code.aload(sum(row, v));
        }
        code.aload(C);
        at(code, C0, v);
        type.store(code);
      }
      code.iload(C0).iload(C_ROW).iadd().istore(C0);
    }
  }

  private void at(CodeBuilder code, int start, int v) {
    code.iload(start);
    if (v > 0) {
      code.loadConstant(v * lanes).iadd();
    }
  }

  private int offset(int row) {
    return FIRST_FREE + row;
  }

  private int right(int v) {
    return FIRST_FREE + rows + v;
  }

  private int sum(int row, int v) {
    return FIRST_FREE + rows + vectors + row * vectors + v;
  }
}
