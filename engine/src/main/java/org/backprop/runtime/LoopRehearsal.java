package org.backprop.runtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Scratch;
import org.backprop.plan.Body;
import org.backprop.plan.Layout;
import org.backprop.tensor.DType;

/** Runs a loop over a few rows of random numbers, an operand after another in memory of its own. */
final class LoopRehearsal implements Rehearsal {
  private static final int ROWS = 2;

  /** Enough for folds over rows to go once through all lanes, and a few more. */
  private static final int FOLDED_ROWS = 18;

  private static final int STRIDE = 64;

  private final Loop vector;
  private final Loop scalar;
  private final int operations;
  private final int rows;
  private final int columns;
  private final int[] places;
  private final Arena vectorMemory;
  private final Arena scalarMemory;
  private final Scratch scratch = new Scratch();

  LoopRehearsal(Body body, Loop vector, int bits) {
    this.vector = vector;
    this.scalar = Loops.scalar(body);
    this.rows = body.folding() == Body.Folding.ROWS ? FOLDED_ROWS : ROWS;
    this.columns = columns(body);
    this.operations = rows * STRIDE / (bits / 8 / body.width()) * body.values().size();
    var room = (rows + 2) * STRIDE;
    this.places = places(body, room);
    this.vectorMemory = memory(body, room);
    this.scalarMemory = memory(body, room);
  }

  private static int columns(Body body) {
    return switch (body.folding()) {
      case NONE, ALIGNED -> STRIDE;
      case COLUMNS, ALL -> body.narrow() > 0 ? body.narrow() : STRIDE - 5;
      case ROWS -> Layout.PADDING;
    };
  }

  private static int[] places(Body body, int room) {
    var places = new int[body.operands().size() * Loop.WORDS];
    for (var i = 0; i < body.operands().size(); i++) {
      places[i * Loop.WORDS] = i * room;
      places[i * Loop.WORDS + 1] = body.operands().get(i).step() == Body.Step.FIXED ? 0 : STRIDE;
      places[i * Loop.WORDS + 2] = 1;
    }
    return places;
  }

  private static Arena memory(Body body, int room) {
    Map<DType, Integer> sizes = new EnumMap<>(DType.class);
    body.operands().forEach(operand -> sizes.put(operand.dtype(), body.operands().size() * room));
    var arena = new Arena(sizes);
    var random = new SplittableRandom(1);
    sizes.keySet().forEach(dtype -> RandomRows.fill(arena.array(dtype), random));
    return arena;
  }

  @Override
  public void call() {
    vector.run(vectorMemory, places, 0, -1, 0, 0, scratch);
  }

  @Override
  public void vector() {
    vector.run(vectorMemory, places, 0, rows, 0, columns, scratch);
  }

  @Override
  public int operations() {
    return operations;
  }

  @Override
  public void scalar() {
    scalar.run(scalarMemory, places, 0, rows, 0, columns, scratch);
  }

  @Override
  public boolean agrees() {
    for (var dtype : DType.values()) {
      var one = vectorMemory.array(dtype);
      if (!RandomRows.haveSameBits(one, scalarMemory.array(dtype), STRIDE, columns)) {
        return false;
      }
    }
    return true;
  }
}
