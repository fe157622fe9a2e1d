package org.backprop.codegen;

import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.LoopBody;
import org.backprop.tensor.DType;

/**
 * Reduces the 16 lanes of a fold to one number in registers: 8 onto 8, 4 onto 4, 2 onto 2, 1 onto
 * 1.
 *
 * <p>Within a vector, lane i is combined with lane i xor the distance, so that in the end every
 * lane has the result. The maximum of floats is taken of integers in the order of the floats: the
 * maximum of float vectors takes ten instructions, that of integer vectors one.
 */
record LaneTree(LoopFrame frame, VectorLane lane) {
  /** Reduces the lane vectors of a fold and stores the result. */
  void finish(int number, List<Lane.Local> lanes, int[] places) {
    frame.finished(number, folded(frame.body.folds().get(number).kind(), lanes), places);
  }

  private Lane.Local folded(LoopBody.Kind kind, List<Lane.Local> lanes) {
    var dtype = lanes.getFirst().dtype();
    if (kind == LoopBody.Kind.MAX && dtype.isFloat()) {
      var order = dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
      var ordered = lanes.stream().map(own -> ordered(own, order)).toList();
      lane.fromOrdered(frame.code, exchanged(kind, halved(kind, ordered)), dtype);
      return frame.kept(dtype);
    }
    return exchanged(kind, halved(kind, lanes));
  }

  private Lane.Local ordered(Lane.Local value, DType to) {
    lane.toOrdered(frame.code, value, to);
    return frame.kept(to);
  }

  /** Reduces several vectors to one by combining the upper half with the lower, repeatedly. */
  Lane.Local halved(LoopBody.Kind kind, List<Lane.Local> lanes) {
    var left = new ArrayList<>(lanes);
    while (left.size() > 1) {
      var half = Integer.highestOneBit(left.size() - 1);
      for (var i = 0; i + half < left.size(); i++) {
        lane.combine(frame.code, kind, left.get(i), left.get(i + half));
        left.set(i, frame.kept(left.get(i).dtype()));
      }
      left.subList(half, left.size()).clear();
    }
    return left.getFirst();
  }

  private Lane.Local exchanged(LoopBody.Kind kind, Lane.Local lanes) {
    var one = lanes;
    for (var distance = lane.length() / 2; distance > 0; distance /= 2) {
      frame
          .code
          .aload(one.slot())
          .loadConstant(Shuffles.exchange(one.dtype(), lane.bits(), distance));
      lane.rearrange(frame.code, one.dtype());
      lane.combine(frame.code, kind, one, frame.kept(one.dtype()));
      one = frame.kept(one.dtype());
    }
    return one;
  }
}
