package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.plan.LoopBody;

/**
 * The code of loops that fold the rows of each vector of columns: row r goes to lane r mod 16, each
 * lane a vector.
 */
final class RowFolds {
  /** The longest straight line that is unrolled 16 times. */
  private static final int REPEATED = 6;

  private final LoopFrame frame;
  private final VectorLane lane;
  private final LaneTree tree;
  private final LoopBody body;
  private final CodeBuilder code;

  RowFolds(LoopFrame frame, VectorLane lane) {
    this.frame = frame;
    this.lane = lane;
    this.tree = new LaneTree(frame, lane);
    this.body = frame.body;
    this.code = frame.code;
  }

  void run() {
    var few = frame.site.hasFewRows(Scratch.LANES) && isShort();
    if (!few) {
      body.folds().forEach(fold -> frame.useScratch(frame.dtype(fold)));
    }
    code.iload(frame.site.columnStart());
    frame.loop(frame.site.columnEnd(), lane.length(), few ? this::fewRows : this::manyRows);
  }

  private boolean isShort() {
    return body.values().size() <= REPEATED;
  }

  /**
   * At most as many rows as lanes: each row is one lane. The start is added last, so that -0
   * becomes 0.
   */
  private void fewRows(int column) {
    var lanes = new ArrayList<List<Lane.Local>>();
    body.folds().forEach(_ -> lanes.add(new ArrayList<>()));
    for (var row = 0; row < frame.site.rows(); row++) {
      place(frame.constant(row), column);
      for (var i = 0; i < lanes.size(); i++) {
        lanes.get(i).add(frame.values[body.folds().get(i).value()]);
      }
    }
    for (var i = 0; i < lanes.size(); i++) {
      var fold = body.folds().get(i);
      var all = frame.started(fold);
      frame.combine(fold, all, tree.halved(fold.kind(), lanes.get(i)));
      store(fold, all, column);
    }
  }

  private void manyRows(int column) {
    if (body.folds().size() == 1 && isShort()) {
      together(column);
    } else {
      apart(column);
    }
    for (var i = 0; i < body.folds().size(); i++) {
      finish(i, column);
    }
  }

  /** All lanes in one pass over the rows, each in a register. */
  private void together(int column) {
    var fold = body.folds().getFirst();
    var lanes = IntStream.range(0, Scratch.LANES).mapToObj(_ -> frame.started(fold)).toList();
    var whole = endOfSixteens();
    code.iload(frame.site.rowStart());
    frame.loop(whole, Scratch.LANES, row -> sixteen(row, column, fold, lanes));
    for (var number = 0; number < Scratch.LANES; number++) {
      lane.store(code, lanes.get(number), frame.scratch(frame.dtype(fold)), room(0, number));
    }
    code.iload(whole);
    frame.loop(
        frame.site.rowEnd(),
        1,
        row -> {
          place(row, column);
          code.iload(row).iload(whole).isub();
          foldInto(fold, slot(0, frame.kept(TypeKind.INT)));
        });
  }

  /** The row after the last whole sixteen, in a local variable. */
  private int endOfSixteens() {
    code.iload(frame.site.rowEnd())
        .iload(frame.site.rowEnd())
        .iload(frame.site.rowStart())
        .isub()
        .loadConstant(Scratch.LANES - 1)
        .iand()
        .isub();
    return frame.kept(TypeKind.INT);
  }

  private void sixteen(int row, int column, LoopBody.Fold fold, List<Lane.Local> lanes) {
    for (var number = 0; number < Scratch.LANES; number++) {
      place(frame.plus(row, number), column);
      frame.combine(fold, lanes.get(number), frame.values[fold.value()]);
    }
  }

  private void foldInto(LoopBody.Fold fold, int index) {
    var dtype = frame.dtype(fold);
    lane.load(code, dtype, frame.scratch(dtype), index);
    var before = frame.kept(dtype);
    frame.combine(fold, before, frame.values[fold.value()]);
    lane.store(code, before, frame.scratch(dtype), index);
  }

  /** One pass over the rows for each lane. */
  private void apart(int column) {
    var lanes = frame.constant(Scratch.LANES);
    code.iconst_0();
    frame.loop(lanes, 1, number -> everySixteenth(number, column));
  }

  private void everySixteenth(int number, int column) {
    var own = body.folds().stream().map(frame::started).toList();
    code.iload(frame.site.rowStart()).iload(number).iadd();
    frame.loop(
        frame.site.rowEnd(),
        Scratch.LANES,
        row -> {
          place(row, column);
          for (var i = 0; i < own.size(); i++) {
            var fold = body.folds().get(i);
            frame.combine(fold, own.get(i), frame.values[fold.value()]);
          }
        });
    for (var i = 0; i < own.size(); i++) {
      var dtype = own.get(i).dtype();
      lane.store(code, own.get(i), frame.scratch(dtype), slot(i, number));
    }
  }

  private void place(int row, int column) {
    frame.bases(row);
    frame.line(column);
  }

  /** The index of a lane of a fold in scratch memory, which holds a vector for each lane. */
  private int room(int fold, int number) {
    return frame.constant(fold * Scratch.ROOM + number * lane.length());
  }

  /** The index of the lane that a counter names. */
  private int slot(int fold, int number) {
    code.iload(number).loadConstant(lane.length()).imul().loadConstant(fold * Scratch.ROOM).iadd();
    return frame.kept(TypeKind.INT);
  }

  /** The lanes in scratch memory become one vector: 8 onto 8, 4 onto 4, 2 onto 2, 1 onto 1. */
  private void finish(int number, int column) {
    var fold = body.folds().get(number);
    var dtype = frame.dtype(fold);
    var lanes = new ArrayList<Lane.Local>();
    for (var i = 0; i < Scratch.LANES; i++) {
      lane.load(code, dtype, frame.scratch(dtype), room(number, i));
      lanes.add(frame.kept(dtype));
    }
    store(fold, tree.halved(fold.kind(), lanes), column);
  }

  private void store(LoopBody.Fold fold, Lane.Local value, int column) {
    code.iload(frame.starts[fold.operand()]);
    frame.bases[fold.operand()] = frame.kept(TypeKind.INT);
    lane.store(code, value, frame.arrayOf(fold.operand()), frame.index(fold.operand(), column));
  }
}
