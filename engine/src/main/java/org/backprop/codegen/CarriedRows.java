package org.backprop.codegen;

import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.codegen.LoopFrame.LoopLevel;
import org.backprop.plan.LoopBody;
import org.backprop.tensor.DType;

/**
 * The values that a later stage of a row needs from an earlier one, each spilled to a row of
 * scratch memory.
 *
 * @param values by their numbers in the body
 */
record CarriedRows(LoopFrame frame, ScalarLane lane, List<Integer> values) {
  /** The spilled values of a loop, with scratch memory allocated for each. */
  static CarriedRows of(LoopFrame frame, ScalarLane lane) {
    var values =
        IntStream.range(0, frame.body.values().size())
            .filter(i -> frame.tier(i) == LoopLevel.COLUMN && frame.stages.isCarried(i))
            .boxed()
            .toList();
    var rows = new CarriedRows(frame, lane, values);
    values.forEach(value -> frame.useScratch(rows.carrier(value)));
    return rows;
  }

  /** The type of scratch memory that holds a value. */
  private DType carrier(int value) {
    var dtype = frame.body.values().get(value).dtype();
    return lane.kind(dtype) == TypeKind.INT ? DType.INT32 : dtype;
  }

  /** Stores the values that a stage has computed for a column. */
  void save(int stage, int column) {
    for (var i = 0; i < values.size(); i++) {
      var value = values.get(i);
      if (frame.stages.of(value) == stage) {
        var dtype = carrier(value);
        var local = new Lane.Local(dtype, frame.values[value].slot());
        lane.store(frame.code, local, frame.scratch(dtype), place(i, column));
      }
    }
  }

  /** Loads the values of earlier stages that a stage reads. */
  void restore(int stage, int column) {
    for (var i = 0; i < values.size(); i++) {
      var value = values.get(i);
      if (frame.stages.isCarried(value, stage)) {
        var dtype = carrier(value);
        lane.load(frame.code, dtype, frame.scratch(dtype), place(i, column));
        frame.values[value] = frame.kept(frame.body.values().get(value).dtype());
      }
    }
  }

  private int place(int row, int column) {
    return frame.plus(column, Scratch.CARRIED + row * LoopBody.NARROW);
  }
}
