package org.backprop.lower;

import java.util.List;
import org.backprop.graph.Bitcast;
import org.backprop.graph.Node;
import org.backprop.graph.Or;
import org.backprop.rewrite.ExactRules;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Folds of a lowered graph that are exact to the last bit: functions of constants leave long chains
 * of operations on constants, and selects of which one branch is never taken.
 */
final class LoweredRules {
  static final List<Rule> RULES =
      List.of(
          ExactRules::foldUniform,
          ExactRules::decidedSelect,
          Rule.either(Or.class, (a, b) -> Uniform.is(b, 0) ? a : null),
          Rule.on(Bitcast.class, LoweredRules::thereAndBack));

  private LoweredRules() {}

  private static @Nullable Node thereAndBack(Node bits, Node x) {
    return x.op() instanceof Bitcast && x.input(0).dtype() == bits.dtype() ? x.input(0) : null;
  }
}
