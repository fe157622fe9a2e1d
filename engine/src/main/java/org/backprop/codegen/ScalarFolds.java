package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.codegen.LoopFrame.LoopLevel;
import org.backprop.plan.LoopBody;

/** The code of loops that fold one element at a time, into 16 lanes in scratch memory. */
final class ScalarFolds {
  private static final ClassDesc FOLDS = ClassDesc.of(Folds.class.getName());

  private final LoopFrame frame;
  private final ScalarLane lane;
  private final LoopBody body;
  private final CodeBuilder code;
  private final CarriedRows carried;

  ScalarFolds(LoopFrame frame, ScalarLane lane) {
    this.frame = frame;
    this.lane = lane;
    this.body = frame.body;
    this.code = frame.code;
    body.folds().forEach(fold -> frame.useScratch(frame.dtype(fold)));
    this.carried = CarriedRows.of(frame, lane);
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
    for (var stage = 0; stage < frame.stages.count(); stage++) {
      if (stage > 0) {
        frame.emit(LoopLevel.ROW, stage, -1);
      }
      columns(stage);
      for (var i = 0; i < body.folds().size(); i++) {
        if (frame.stages.ofFold(i) == stage) {
          finish(i, frame.bases);
        }
      }
    }
    body.stores().stream().filter(frame::isOfRow).forEach(store -> frame.store(store, -1));
  }

  private void columns(int stage) {
    code.iload(frame.site.columnStart());
    frame.loop(
        frame.site.columnEnd(),
        1,
        column -> {
          carried.restore(stage, column);
          frame.emit(LoopLevel.COLUMN, stage, column);
          carried.save(stage, column);
          if (stage == frame.stages.last()) {
            body.stores().stream()
                .filter(store -> !frame.isOfRow(store))
                .forEach(store -> frame.store(store, column));
          }
          foldInto(column, stage);
        });
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
                foldInto(row, 0);
              });
          for (var i = 0; i < body.folds().size(); i++) {
            var operand = body.folds().get(i).operand();
            code.iload(frame.starts[operand]);
            frame.bases[operand] = frame.kept(TypeKind.INT);
            frame.bases[operand] = frame.index(operand, column);
            finish(i, frame.bases);
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
            foldInto(counter, 0);
            code.iinc(counter, 1);
          });
    });
    for (var i = 0; i < body.folds().size(); i++) {
      finish(i, frame.starts);
    }
  }

  /** Sets the lanes of all folds to their start. */
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

  /** Folds the stage's values at this element into the lane that a counter names. */
  private void foldInto(int counter, int stage) {
    for (var i = 0; i < body.folds().size(); i++) {
      if (frame.stages.ofFold(i) != stage) {
        continue;
      }
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

  /** The lanes become one number. */
  private void finish(int number, int[] places) {
    var fold = body.folds().get(number);
    var dtype = frame.dtype(fold);
    var array = Lane.arrayOf(dtype);
    code.aload(frame.scratch(dtype)).loadConstant(number * Scratch.LANES);
    code.invokestatic(
        FOLDS,
        fold.kind() == LoopBody.Kind.SUM ? "sum" : "max",
        MethodTypeDesc.of(array.componentType(), array, CD_int));
    frame.finished(number, frame.kept(dtype), places);
  }
}
