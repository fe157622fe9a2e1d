package org.backprop.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Scratch;
import org.backprop.plan.LoopBody;
import org.backprop.tensor.DType;

/**
 * Warm-up of a loop over a few rows of random numbers, its operands one after another in memory of
 * their own. It takes every path through the code, because HotSpot does not compile a branch that
 * was never taken, and discards the code when it is taken later.
 */
final class LoopCase implements WarmUpCase {
  private static final int STRIDE = 2 * Scratch.LANES;
  private static final int MOST_ROWS = Scratch.LANES + 2;

  /** A number of rows and columns. */
  private record Size(int rows, int columns) {}

  private final Loop vector;
  private final Loop scalar;
  private final List<Size> sizes;
  private final int operations;
  private final int[] places;
  private final Arena vectorMemory;
  private final Arena scalarMemory;
  private final Scratch scratch = new Scratch();

  LoopCase(LoopBody body, Loop vector, int bits) {
    this.vector = vector;
    this.scalar = Loops.scalar(body);
    this.sizes = sizes(body);
    var elements = sizes.stream().mapToInt(size -> size.rows * STRIDE).sum();
    this.operations = elements / (bits / 8 / body.width()) * body.values().size();
    var room = (MOST_ROWS + 2) * STRIDE;
    this.places = places(body, room);
    this.vectorMemory = memory(body, room);
    this.scalarMemory = memory(body, room);
  }

  /**
   * Folds take 16 elements at a time and then a remainder: the sizes have both, only the first, or
   * only the second.
   */
  private static List<Size> sizes(LoopBody body) {
    var lanes = Scratch.LANES;
    return switch (body.folding()) {
      case NONE, ALIGNED -> List.of(new Size(2, STRIDE));
      case COLUMNS, ALL ->
          body.narrow() > 0
              ? List.of(new Size(2, body.narrow()))
              : List.of(new Size(2, lanes), new Size(1, STRIDE - 5), new Size(1, lanes - 5));
      case ROWS -> List.of(new Size(MOST_ROWS, lanes), new Size(lanes, lanes));
    };
  }

  private static int[] places(LoopBody body, int room) {
    var places = new int[body.operands().size() * Loop.WORDS];
    for (var i = 0; i < body.operands().size(); i++) {
      places[i * Loop.WORDS] = i * room;
      places[i * Loop.WORDS + 1] =
          body.operands().get(i).access() == LoopBody.Access.UNIFORM ? 0 : STRIDE;
      places[i * Loop.WORDS + 2] = 1;
    }
    return places;
  }

  private static Arena memory(LoopBody body, int room) {
    Map<DType, Integer> sizes = new EnumMap<>(DType.class);
    body.operands().forEach(operand -> sizes.put(operand.dtype(), body.operands().size() * room));
    var arena = new Arena(sizes);
    var random = new SplittableRandom(1);
    sizes.keySet().forEach(dtype -> RandomRows.fill(arena.array(dtype), random));
    if (body.values().stream().anyMatch(LoopCase::branches)) {
      sizes.keySet().forEach(dtype -> RandomRows.enlarge(arena.array(dtype), room));
    }
    return arena;
  }

  private static boolean branches(LoopBody.Value value) {
    return value instanceof LoopBody.Compute compute && compute.code().branches();
  }

  @Override
  public void call() {
    vector.run(vectorMemory, places, 0, -1, 0, 0, scratch);
  }

  @Override
  public void vector() {
    sizes.forEach(size -> run(vector, vectorMemory, size));
  }

  @Override
  public int operations() {
    return operations;
  }

  @Override
  public void scalar() {
    sizes.forEach(size -> run(scalar, scalarMemory, size));
  }

  private void run(Loop loop, Arena memory, Size size) {
    loop.run(memory, places, 0, size.rows, 0, size.columns, scratch);
  }

  @Override
  public boolean agrees() {
    return sizes.stream().allMatch(this::agrees);
  }

  private boolean agrees(Size size) {
    run(vector, vectorMemory, size);
    run(scalar, scalarMemory, size);
    for (var dtype : DType.values()) {
      var one = vectorMemory.array(dtype);
      if (!RandomRows.haveSameBits(one, scalarMemory.array(dtype), STRIDE, size.columns)) {
        return false;
      }
    }
    return true;
  }
}
