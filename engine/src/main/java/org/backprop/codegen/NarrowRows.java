package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.codegen.LoopFrame.LoopLevel;
import org.backprop.plan.LoopBody;
import org.backprop.tensor.DType;

/**
 * The vector code of loops with narrow rows: all values of a row stay in registers from a fold to
 * the readers of its result.
 */
final class NarrowRows {
  private final LoopFrame frame;
  private final VectorLane lane;
  private final LaneTree tree;
  private final LoopBody body;
  private final CodeBuilder code;
  private final int vectors;
  private final List<Lane.Local[]> valuesOf = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final Map<DType, Integer> masks = new EnumMap<>(DType.class);
  private final List<Lane.Local> starts = new ArrayList<>();

  NarrowRows(LoopFrame frame, VectorLane lane) {
    this.frame = frame;
    this.lane = lane;
    this.tree = new LaneTree(frame, lane);
    this.body = frame.body;
    this.code = frame.code;
    this.vectors = vectors(body, lane);
  }

  /** The vectors that a row takes. */
  static int vectors(LoopBody body, VectorLane lane) {
    return Math.ceilDiv(body.narrow(), lane.length());
  }

  void run() {
    for (var vector = 0; vector < vectors; vector++) {
      columns.add(frame.constant(vector * lane.length()));
    }
    for (var fold : body.folds()) {
      starts.add(frame.started(fold));
      masks.computeIfAbsent(frame.dtype(fold), this::mask);
    }
    frame.rows(_ -> row());
  }

  /** The mask of the last vector's elements that belong to the row. */
  private int mask(DType dtype) {
    lane.inside(code, dtype, body.narrow() - (vectors - 1) * lane.length());
    return frame.kept(TypeKind.REFERENCE);
  }

  private void row() {
    valuesOf.clear();
    for (var vector = 0; vector < vectors; vector++) {
      valuesOf.add(frame.values.clone());
    }
    for (var stage = 0; stage < frame.stages.count(); stage++) {
      stage(stage);
    }
    for (var store : body.stores()) {
      for (var vector = 0; vector < (frame.isOfRow(store) ? 1 : vectors); vector++) {
        take(vector);
        frame.store(store, columns.get(vector));
      }
    }
  }

  private void stage(int stage) {
    if (stage > 0) {
      frame.emit(LoopLevel.ROW, stage, -1);
      share();
    }
    for (var vector = 0; vector < vectors; vector++) {
      take(vector);
      frame.emit(LoopLevel.COLUMN, stage, columns.get(vector));
      valuesOf.set(vector, frame.values.clone());
    }
    for (var i = 0; i < body.folds().size(); i++) {
      if (frame.stages.ofFold(i) == stage) {
        fold(i);
      }
    }
  }

  /** Hands each vector of the row's columns to the emitter. */
  private void share() {
    for (var values : valuesOf) {
      for (var i = 0; i < values.length; i++) {
        if (frame.tier(i) != LoopLevel.COLUMN) {
          values[i] = frame.values[i];
        }
      }
    }
  }

  private void take(int vector) {
    System.arraycopy(valuesOf.get(vector), 0, frame.values, 0, frame.values.length);
  }

  private void fold(int number) {
    var lanes = new ArrayList<Lane.Local>();
    for (var vector = 0; vector < vectors; vector++) {
      lanes.add(inside(number, vector));
    }
    tree.finish(number, lanes, frame.bases);
    share();
  }

  /** A vector of the folded value, with the fold's start in the elements beyond the row. */
  private Lane.Local inside(int number, int vector) {
    var fold = body.folds().get(number);
    var start = starts.get(number);
    var value = Objects.requireNonNull(valuesOf.get(vector)[fold.value()]);
    if (vector == vectors - 1 && body.narrow() % lane.length() != 0) {
      var mask = Objects.requireNonNull(masks.get(frame.dtype(fold)));
      lane.orElse(code, value, start, mask);
      value = frame.kept(value.dtype());
    }
    if (fold.kind() == LoopBody.Kind.SUM) {
      lane.combine(code, fold.kind(), start, value);
      value = frame.kept(value.dtype());
    }
    return value;
  }
}
