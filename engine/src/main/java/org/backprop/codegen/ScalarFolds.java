package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.plan.Body;

/** The code of loops that fold one element at a time, into 16 lanes in scratch memory. */
final class ScalarFolds {
  private static final ClassDesc FOLDS = ClassDesc.of(Folds.class.getName());

  private final LoopFrame frame;
  private final ScalarLane lane;
  private final Body body;
  private final CodeBuilder code;

  ScalarFolds(LoopFrame frame, ScalarLane lane) {
    this.frame = frame;
    this.lane = lane;
    this.body = frame.body;
    this.code = frame.code;
  }

  void run() {
    switch (body.folding()) {
      case NONE -> throw new AssertionError();
      case COLUMNS -> frame.rows(_ -> columns());
      case ROWS -> rows();
      case ALL, ALIGNED -> all();
    }
  }

  /** Column c of a row goes to lane c mod 16. */
  private void columns() {
    clear();
    code.iload(frame.site.columnStart());
    frame.loop(
        frame.site.columnEnd(),
        1,
        column -> {
          frame.line(column);
          foldInto(column);
        });
    for (var i = 0; i < body.folds().size(); i++) {
      finish(i, frame.bases[body.folds().get(i).operand()]);
    }
  }

  /** Row r of a column goes to lane r mod 16. */
  private void rows() {
    code.iload(frame.site.columnStart());
    frame.loop(
        frame.site.columnEnd(),
        1,
        column -> {
          clear();
          code.iload(frame.site.rowStart());
          frame.loop(
              frame.site.rowEnd(),
              1,
              row -> {
                frame.bases(row);
                frame.line(column);
                foldInto(row);
              });
          for (var i = 0; i < body.folds().size(); i++) {
            var operand = body.folds().get(i).operand();
            code.iload(frame.starts[operand]);
            frame.bases[operand] = frame.kept(TypeKind.INT);
            finish(i, frame.index(operand, column));
          }
        });
  }

  /** The n-th element, row by row, goes to lane n mod 16. */
  private void all() {
    clear();
    var counter = frame.constant(0);
    frame.rows(_ -> {
      code.iload(frame.site.columnStart());
      frame.loop(
          frame.site.columnEnd(),
          1,
          column -> {
            frame.line(column);
            foldInto(counter);
            code.iinc(counter, 1);
          });
    });
    for (var i = 0; i < body.folds().size(); i++) {
      finish(i, frame.starts[body.folds().get(i).operand()]);
    }
  }

  /** Sets the lanes of all folds to where they start. */
  private void clear() {
    for (var i = 0; i < body.folds().size(); i++) {
      var fold = body.folds().get(i);
      var dtype = frame.dtype(fold);
      code.aload(frame.scratch(dtype)).loadConstant(i * Scratch.LANES);
      code.loadConstant((i + 1) * Scratch.LANES);
      lane.uniform(code, dtype, frame.start(fold));
      code.invokestatic(
          ClassDesc.of("java.util.Arrays"),
          "fill",
          MethodTypeDesc.of(
              CD_void, Lane.arrayOf(dtype), CD_int, CD_int, Lane.arrayOf(dtype).componentType()));
    }
  }

  /** Folds the values of this place into the lane that a counter names. */
  private void foldInto(int counter) {
    for (var i = 0; i < body.folds().size(); i++) {
      var fold = body.folds().get(i);
      var dtype = frame.dtype(fold);
      code.iload(counter).loadConstant(Scratch.LANES - 1).iand();
      code.loadConstant(i * Scratch.LANES).iadd();
      var index = frame.kept(TypeKind.INT);
      lane.load(code, dtype, frame.scratch(dtype), index);
      var before = frame.kept(dtype);
      lane.combine(code, fold.kind(), before, frame.values[fold.value()]);
      lane.store(code, frame.kept(dtype), frame.scratch(dtype), index);
    }
  }

  /** The lanes become one number, which is the operand's element at an index. */
  private void finish(int number, int index) {
    var fold = body.folds().get(number);
    var dtype = frame.dtype(fold);
    var array = Lane.arrayOf(dtype);
    code.aload(frame.scratch(dtype)).loadConstant(number * Scratch.LANES);
    code.invokestatic(
        FOLDS,
        fold.kind() == Body.Kind.SUM ? "sum" : "max",
        MethodTypeDesc.of(array.componentType(), array, CD_int));
    lane.store(code, frame.kept(dtype), frame.arrayOf(fold.operand()), index);
  }
}
