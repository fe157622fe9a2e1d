package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.plan.LoopBody;

/** The code of loops that fold vectors: the 16 lanes of a fold stay in registers. */
final class VectorFolds {
  private final LoopFrame frame;
  private final VectorLane lane;
  private final LaneTree tree;
  private final LoopBody body;
  private final CodeBuilder code;
  private final int vectors;

  VectorFolds(LoopFrame frame, VectorLane lane) {
    this.frame = frame;
    this.lane = lane;
    this.tree = new LaneTree(frame, lane);
    this.body = frame.body;
    this.code = frame.code;
    this.vectors = Scratch.LANES / lane.length();
  }

  void run() {
    switch (body.folding()) {
      case NONE, ALL -> throw new AssertionError();
      case COLUMNS -> eachRow();
      case ROWS -> new RowFolds(frame, lane).run();
      case ALIGNED -> all();
    }
  }

  private void eachRow() {
    if (body.narrow() > 0) {
      new NarrowRows(frame, lane).run();
    } else {
      frame.rows(_ -> columns());
    }
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
      tree.finish(i, lanes.get(i), frame.bases);
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
      tree.finish(i, lanes.get(i), frame.starts);
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
}
