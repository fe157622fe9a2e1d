package org.backprop.rewrite;

import java.util.List;
import org.backprop.graph.Add;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Select;
import org.jspecify.annotations.Nullable;

/** Choices that are known, and gradients of the two branches of one choice, which meet again. */
final class SelectRules {
  static final List<Rule> RULES =
      List.of(SelectRules::known, Rule.either(Add.class, SelectRules::meet));

  private SelectRules() {}

  /** A choice that is always the same, or does not matter. */
  static @Nullable Node known(Node node) {
    if (!(node.op() instanceof Select)) {
      return null;
    }
    var condition = node.input(0);
    if (node.input(1) == node.input(2) || Uniform.is(condition, 1)) {
      return node.input(1);
    }
    return Uniform.is(condition, 0) ? node.input(2) : null;
  }

  /** A value where the condition holds and 0 elsewhere. */
  private record Guarded(Node condition, Node value) {}

  private static @Nullable Node meet(Node a, Node b) {
    var then = guarded(a, 1);
    var otherwise = guarded(b, 2);
    return then != null && otherwise != null && then.condition() == otherwise.condition()
        ? Node.select(then.condition(), then.value(), otherwise.value())
        : null;
  }

  /** Up to two factors go inside: a select leaves out even what is not finite. */
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
