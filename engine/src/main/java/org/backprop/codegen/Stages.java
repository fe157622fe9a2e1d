package org.backprop.codegen;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.backprop.plan.LoopBody;

/**
 * The passes over the columns of a row: a value that reads the result of a fold belongs to a later
 * pass than the folded value. Operands are loaded at their first use; all stores are in the last
 * pass, so that an operand may overwrite another that was read.
 */
final class Stages {
  private final LoopBody body;
  private final int[] stages;
  private final TreeSet<Integer>[] uses;

  @SuppressWarnings("unchecked") // arrays of generic type
  Stages(LoopBody body) {
    this.body = body;
    var count = body.values().size();
    this.stages = new int[count];
    this.uses = IntStream.range(0, count).mapToObj(_ -> new TreeSet<>()).toArray(TreeSet[]::new);
    for (var i = 0; i < count; i++) {
      stages[i] = earliest(body.values().get(i));
    }
    use();
  }

  private int earliest(LoopBody.Value value) {
    return switch (value) {
      case LoopBody.Splat _, LoopBody.Load _ -> 0;
      case LoopBody.Folded folded -> ofFold(folded.fold()) + 1;
      case LoopBody.Compute compute ->
          compute.arguments().stream().mapToInt(i -> stages[i]).max().orElse(0);
    };
  }

  private void use() {
    for (var i = stages.length - 1; i >= 0; i--) {
      if (body.values().get(i) instanceof LoopBody.Compute compute) {
        for (var argument : compute.arguments()) {
          uses[argument].add(stages[i]);
        }
      }
    }
    for (var i = 0; i < body.folds().size(); i++) {
      uses[body.folds().get(i).value()].add(ofFold(i));
    }
    body.stores().forEach(store -> uses[store.value()].add(last()));
    for (var i = 0; i < stages.length; i++) {
      if (body.values().get(i) instanceof LoopBody.Load && !uses[i].isEmpty()) {
        stages[i] = uses[i].first();
      }
    }
  }

  /** The number of stages. */
  int count() {
    return Math.max(1, Arrays.stream(stages).max().orElse(0) + 1);
  }

  int last() {
    return count() - 1;
  }

  int of(int value) {
    return stages[value];
  }

  int ofFold(int fold) {
    return stages[body.folds().get(fold).value()];
  }

  /** Whether a value of an earlier stage is used in this one. */
  boolean isCarried(int value, int to) {
    return stages[value] < to && uses[value].contains(to);
  }

  /** Whether a stage after the value's own reads it. */
  boolean isCarried(int value) {
    return !uses[value].isEmpty() && uses[value].last() > stages[value];
  }
}
