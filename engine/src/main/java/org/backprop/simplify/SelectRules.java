package org.backprop.simplify;

import java.util.List;
import org.backprop.graph.Add;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Select;
import org.backprop.rewrite.ExactRules;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.Uniform;
import org.jspecify.annotations.Nullable;

/**
 * Choices that are known, and gradients of the two branches of one choice, which meet again.
 *
 * <p>A known choice keeps every bit. Where branches meet, 0 is no longer added, so -0 stays; and 0
 * is no longer multiplied by a factor, so a factor that is NaN or infinite counts only in the
 * branch that is taken.
 */
final class SelectRules {
  static final List<Rule> RULES =
      List.of(ExactRules::decidedSelect, Rule.either(Add.class, SelectRules::meet));

  private SelectRules() {}

  /** A value where the condition holds and 0 elsewhere. */
  private record Guarded(Node condition, Node value) {}

  private static @Nullable Node meet(Node a, Node b) {
    var then = guarded(a, 1);
    var otherwise = guarded(b, 2);
    return then != null && otherwise != null && then.condition() == otherwise.condition()
        ? Node.select(then.condition(), then.value(), otherwise.value())
        : null;
  }

  /** Moves up to two factors inside: a select discards even values that are not finite. */
  private static @Nullable Guarded guarded(Node node, int branch) {
    if (Match.is(Mul.class, node)) {
      for (var i = 0; i < 2; i++) {
        var inner = node.input(i);
        var guarded =
            inner.op() instanceof Mul ? guardedFactor(inner, branch) : plain(inner, branch);
        if (guarded != null) {
          return new Guarded(guarded.condition(), node.input(1 - i).times(guarded.value()));
        }
      }
    }
    return plain(node, branch);
  }

  private static @Nullable Guarded guardedFactor(Node node, int branch) {
    for (var i = 0; i < 2; i++) {
      var guarded = plain(node.input(i), branch);
      if (guarded != null && Match.is(Mul.class, node)) {
        return new Guarded(guarded.condition(), node.input(1 - i).times(guarded.value()));
      }
    }
    return null;
  }

  private static @Nullable Guarded plain(Node node, int branch) {
    var guarded =
        Match.is(Select.class, node)
            && Uniform.is(node.input(3 - branch), 0)
            && !Uniform.is(node.input(branch), 0);
    return guarded ? new Guarded(node.input(0), node.input(branch)) : null;
  }
}
