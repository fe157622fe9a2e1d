package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
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
 * contiguous, the loop's counter is the place in the first one and the distances to the others are
 * loop invariants, neither negative: so HotSpot checks the bounds before the loop, and needs not
 * more registers than there are. Where columns are, two checks per term do.
 */
final class TileCode {
  private static final String VECTORS = "jdk.incubator.vector";
  private static final ClassDesc TILE = ClassDesc.of("org.backprop.codegen", "Tile");
  private static final ClassDesc SPECIES = ClassDesc.of(VECTORS, "VectorSpecies");
  private static final ClassDesc ANY_VECTOR = ClassDesc.of(VECTORS, "Vector");

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

  private final Tile.Layout layout;
  private final int rows;
  private final int vectors;
  private final int bits;
  private final int lanes;
  private final boolean single;
  private final boolean adds;
  private final ClassDesc element;
  private final ClassDesc array;
  private final ClassDesc vector;

  TileCode(Tile.Layout layout, DType dtype, int rows, int vectors, int bits, boolean adds) {
    this.layout = layout;
    this.rows = rows;
    this.vectors = vectors;
    this.bits = bits;
    this.adds = adds;
    this.lanes = Tiles.lanes(dtype, bits);
    this.single = dtype == DType.FLOAT32;
    this.element = single ? CD_float : CD_double;
    this.array = element.arrayType();
    this.vector = ClassDesc.of(VECTORS, single ? "FloatVector" : "DoubleVector");
  }

  byte[] bytes() {
    var name = "Tile" + layout + rows + "x" + vectors + (single ? "Floats" : "Doubles") + bits;
    var run =
        MethodTypeDesc.of(
            CD_void, array, CD_int, CD_int, CD_int, array, CD_int, CD_int, array, CD_int, CD_int,
            CD_int);
    return ClassFile.of()
        .build(
            ClassDesc.of("org.backprop.codegen", name),
            type -> {
              type.withSuperclass(TILE)
                  .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withMethodBody(INIT_NAME, MethodTypeDesc.of(CD_void), 0, this::constructor);
              Generated.run(type, run, this::run);
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
    species(code);
    code.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES)).astore(FACTOR);
    for (var row = 0; row < rows; row++) {
      for (var v = 0; v < vectors; v++) {
        code.aload(FACTOR).astore(sum(row, v));
      }
    }
    chains(code);
    store(code);
    code.return_();
  }

  /** How far from the first row of the left operand the others start, if that is not a constant. */
  private void rowOffsets(CodeBuilder code) {
    if (layout == Tile.Layout.COLUMNS) {
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
    if (layout == Tile.Layout.ROWS) {
      code.iload(A0).loadConstant(Integer.MAX_VALUE).iand().istore(K);
      code.iload(K).iload(TERMS).iadd().istore(TERMS);
    } else {
      code.loadConstant(0).istore(K);
    }
    code.labelBinding(start);
    code.iload(K).iload(TERMS).if_icmpge(end);
    for (var v = 0; v < vectors; v++) {
      species(code);
      code.aload(B);
      at(code, B0, v);
      load(code);
      code.astore(right(v));
    }
    for (var row = 0; row < rows; row++) {
      term(code, row);
    }
    if (layout != Tile.Layout.ROWS) {
      code.iload(A0).iload(A_K).iadd().istore(A0);
    }
    code.iload(B0).iload(B_K).iadd().istore(B0);
    code.iinc(K, 1).goto_(start).labelBinding(end);
  }

  private void term(CodeBuilder code, int row) {
    species(code);
    code.aload(A);
    switch (layout) {
      case ROWS -> inRow(code, K, row);
      case COLUMNS -> code.iload(A0).loadConstant(row).iadd();
      case ANY -> inRow(code, A0, row);
    }
    if (single) {
      code.faload();
    } else {
      code.daload();
    }
    code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element))
        .astore(FACTOR);
    for (var v = 0; v < vectors; v++) {
      code.aload(FACTOR)
          .aload(right(v))
          .aload(sum(row, v))
          .invokevirtual(vector, "fma", MethodTypeDesc.of(vector, ANY_VECTOR, ANY_VECTOR))
          .astore(sum(row, v));
    }
  }

  /** As far into a row as a place is into the first one. */
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
          species(code);
          code.aload(C);
          at(code, C0, v);
          load(code);
          code.aload(sum(row, v))
              .invokevirtual(vector, "add", MethodTypeDesc.of(vector, ANY_VECTOR));
        } else {
          code.aload(sum(row, v));
        }
        code.aload(C);
        at(code, C0, v);
        code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
      }
      code.iload(C0).iload(C_ROW).iadd().istore(C0);
    }
  }

  private void species(CodeBuilder code) {
    code.getstatic(vector, "SPECIES_" + bits, SPECIES);
  }

  private void load(CodeBuilder code) {
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int));
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
