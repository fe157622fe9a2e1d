package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.plan.Body;

/** The code of loops that fold vectors: the 16 lanes of a fold stay in registers. */
final class VectorFolds {
  /** The longest straight line that is written down 16 times. */
  private static final int REPEATED = 6;

  private final LoopFrame frame;
  private final VectorLane lane;
  private final LaneTree tree;
  private final Body body;
  private final CodeBuilder code;
  private final int vectors;

  VectorFolds(LoopFrame frame, VectorLane lane) {
    this.frame = frame;
    this.lane = lane;
    this.tree = new LaneTree(lane);
    this.body = frame.body;
    this.code = frame.code;
    this.vectors = Scratch.LANES / lane.length();
  }

  void run() {
    switch (body.folding()) {
      case NONE, ALL -> throw new AssertionError();
      case COLUMNS -> frame.rows(_ -> foldRow());
      case ROWS -> rows();
      case ALIGNED -> all();
    }
  }

  private void foldRow() {
    if (frame.site.hasOnly(Scratch.LANES)) {
      fewColumns();
    } else {
      columns();
    }
  }

  /** No more columns than lanes: what lies in lanes without a column changes nothing. */
  private void fewColumns() {
    var columns = frame.site.columns();
    var lanes = new ArrayList<List<Lane.Local>>();
    body.folds().forEach(_ -> lanes.add(new ArrayList<>()));
    for (var at = 0; at < columns; at += lane.length()) {
      var column = frame.constant(at);
      frame.line(column);
      for (var i = 0; i < lanes.size(); i++) {
        var fold = body.folds().get(i);
        lanes.get(i).add(only(fold, column, at + lane.length() > columns));
      }
    }
    for (var i = 0; i < lanes.size(); i++) {
      finish(body.folds().get(i), lanes.get(i), frame.bases);
    }
  }

  /** The lanes of a vector of columns: from each sum's start on, because -0 and 0 are 0. */
  private Lane.Local only(Body.Fold fold, int column, boolean masked) {
    var value = frame.values[fold.value()];
    if (masked) {
      lane.startOutside(code, value, frame.start(fold), column, frame.site.columnEnd());
      value = frame.kept(value.dtype());
    }
    if (fold.kind() == Body.Kind.MAX) {
      return value;
    }
    var sum = frame.started(fold);
    frame.combine(fold, sum, value);
    return sum;
  }

  /** Sixteen columns at a time, in as many vectors as that takes; the rest under a mask. */
  private void columns() {
    var lanes = lanes();
    code.iload(frame.site.columnEnd()).loadConstant(-Scratch.LANES).iand();
    var whole = frame.kept(TypeKind.INT);
    code.iload(frame.site.columnStart());
    frame.loop(whole, Scratch.LANES, column -> sixteen(column, lanes, false));
    code.iload(whole);
    frame.loop(frame.site.columnEnd(), Scratch.LANES, column -> sixteen(column, lanes, true));
    for (var i = 0; i < lanes.size(); i++) {
      finish(body.folds().get(i), lanes.get(i), frame.bases);
    }
  }

  /** All rows, each a whole number of sixteens. */
  private void all() {
    var lanes = lanes();
    frame.rows(_ -> {
      code.iload(frame.site.columnStart());
      frame.loop(frame.site.columnEnd(), Scratch.LANES, column -> sixteen(column, lanes, false));
    });
    for (var i = 0; i < lanes.size(); i++) {
      finish(body.folds().get(i), lanes.get(i), frame.starts);
    }
  }

  /** For each fold, vectors of its 16 lanes. */
  private List<List<Lane.Local>> lanes() {
    return body.folds().stream()
        .map(fold -> IntStream.range(0, vectors).mapToObj(_ -> frame.started(fold)).toList())
        .toList();
  }

  private void sixteen(int column, List<List<Lane.Local>> lanes, boolean masked) {
    for (var vector = 0; vector < vectors; vector++) {
      var at = frame.plus(column, vector * lane.length());
      frame.line(at);
      for (var i = 0; i < lanes.size(); i++) {
        var fold = body.folds().get(i);
        var value = frame.values[fold.value()];
        if (masked) {
          lane.startOutside(code, value, frame.start(fold), at, frame.site.columnEnd());
          value = frame.kept(value.dtype());
        }
        frame.combine(fold, lanes.get(i).get(vector), value);
      }
    }
  }

  private void finish(Body.Fold fold, List<Lane.Local> lanes, int[] places) {
    tree.fold(code, fold.kind(), lanes);
    lane.storeFirst(
        code,
        frame.kept(lanes.getFirst().dtype()),
        frame.arrayOf(fold.operand()),
        places[fold.operand()]);
  }

  /** The rows of each vector of columns: row r goes to lane r mod 16, each lane a vector. */
  private void rows() {
    code.iload(frame.site.columnStart());
    frame.loop(
        frame.site.columnEnd(),
        lane.length(),
        column -> {
          if (body.folds().size() == 1 && body.values().size() <= REPEATED) {
            together(column);
          } else {
            apart(column);
          }
          for (var i = 0; i < body.folds().size(); i++) {
            finishRows(i, column);
          }
        });
  }

  /** All lanes in one pass over the rows, each in a register. */
  private void together(int column) {
    var fold = body.folds().getFirst();
    var lanes = IntStream.range(0, Scratch.LANES).mapToObj(_ -> frame.started(fold)).toList();
    code.iload(frame.site.rowEnd())
        .iload(frame.site.rowEnd())
        .iload(frame.site.rowStart())
        .isub()
        .loadConstant(Scratch.LANES - 1)
        .iand()
        .isub();
    var whole = frame.kept(TypeKind.INT);
    code.iload(frame.site.rowStart());
    frame.loop(
        whole,
        Scratch.LANES,
        row -> {
          for (var number = 0; number < Scratch.LANES; number++) {
            place(frame.plus(row, number), column);
            frame.combine(fold, lanes.get(number), frame.values[fold.value()]);
          }
        });
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
          foldInto(0, slot(0, frame.kept(TypeKind.INT)));
        });
  }

  /** One pass over the rows for each lane. */
  private void apart(int column) {
    var lanes = frame.constant(Scratch.LANES);
    code.iconst_0();
    frame.loop(
        lanes,
        1,
        number -> {
          var own = new ArrayList<Lane.Local>();
          body.folds().forEach(fold -> own.add(frame.started(fold)));
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
        });
  }

  private void place(int row, int column) {
    frame.bases(row);
    frame.line(column);
  }

  private void foldInto(int number, int index) {
    var fold = body.folds().get(number);
    var dtype = frame.dtype(fold);
    lane.load(code, dtype, frame.scratch(dtype), index);
    var before = frame.kept(dtype);
    frame.combine(fold, before, frame.values[fold.value()]);
    lane.store(code, before, frame.scratch(dtype), index);
  }

  /** Where a lane of a fold lies in scratch memory, a vector for each. */
  private int room(int fold, int number) {
    return frame.constant(fold * Scratch.ROOM + number * lane.length());
  }

  /** The same for the lane that a counter names. */
  private int slot(int fold, int number) {
    code.iload(number).loadConstant(lane.length()).imul().loadConstant(fold * Scratch.ROOM).iadd();
    return frame.kept(TypeKind.INT);
  }

  /** The lanes in scratch memory become one vector: 8 onto 8, 4 onto 4, 2 onto 2, 1 onto 1. */
  private void finishRows(int number, int column) {
    var fold = body.folds().get(number);
    var dtype = frame.dtype(fold);
    var lanes = new ArrayList<Lane.Local>();
    for (var i = 0; i < Scratch.LANES; i++) {
      lane.load(code, dtype, frame.scratch(dtype), room(number, i));
      lanes.add(frame.kept(dtype));
    }
    for (var half = Scratch.LANES / 2; half > 0; half /= 2) {
      for (var i = 0; i < half; i++) {
        frame.combine(fold, lanes.get(i), lanes.get(i + half));
      }
    }
    code.iload(frame.starts[fold.operand()]);
    frame.bases[fold.operand()] = frame.kept(TypeKind.INT);
    lane.store(
        code, lanes.getFirst(), frame.arrayOf(fold.operand()), frame.index(fold.operand(), column));
  }
}
