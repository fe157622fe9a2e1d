package org.backprop.gradient;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;

/** One walk from outputs back to nodes, in which each operation pulls its cotangent back. */
final class ReverseWalk {
  private final List<Node> order;
  private final Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Node, Cotangent> cotangents = new IdentityHashMap<>();

  ReverseWalk(List<Node> outputs, List<Node> wrt) {
    this.order = Walk.inputsFirst(outputs);
    needed.addAll(Walk.dependents(outputs, wrt));
  }

  void add(Node node, Cotangent contribution) {
    cotangents.merge(node, contribution, Cotangent::plus);
  }

  void run() {
    for (var node : order.reversed()) {
      var cotangent = cotangents.get(node);
      if (cotangent != null && needed.contains(node)) {
        pullBack(node, cotangent);
      }
    }
  }

  /** The derivative by a node; zeros where nothing depends on it. */
  Node derivative(Node node) {
    var cotangent = cotangents.get(node);
    return cotangent == null ? node.zeros() : cotangent.node();
  }

  private void pullBack(Node node, Cotangent cotangent) {
    switch (node.op()) {
      case Op.Unary _, Op.Binary _, Op.Ternary _ ->
          node.op()
              .pullback(node, cotangent.value(), new Inputs(node, (_, c) -> cotangent.scaled(c)));
      case Op op when op.movesCotangents() -> {
        var masks = masks(node, cotangent);
        op.pullback(
            node, cotangent.node(), new Inputs(node, (i, c) -> Cotangent.applied(c, masks.get(i))));
      }
      case Op op ->
          op.pullback(node, cotangent.node(), new Inputs(node, (_, c) -> Cotangent.of(c)));
    }
  }

  /** Elements are moved and added, so the mask goes back as a cotangent of ones does. */
  private static Map<Integer, Mask> masks(Node node, Cotangent cotangent) {
    Map<Integer, Mask> masks = new HashMap<>();
    var mask = cotangent.mask();
    if (mask != null) {
      node.op()
          .pullback(node, mask.ones(cotangent.value()), (i, ones) -> masks.put(i, Mask.of(ones)));
    }
    return masks;
  }

  /** Takes what an operation contributes to the cotangents of its inputs. */
  private final class Inputs implements Op.Cotangents {
    private final Node node;
    private final BiFunction<Integer, Node, Cotangent> masked;

    /**
     * @param masked gives a contribution to an input its mask
     */
    Inputs(Node node, BiFunction<Integer, Node, Cotangent> masked) {
      this.node = node;
      this.masked = masked;
    }

    @Override
    public void add(int input, Node contribution) {
      add(input, masked.apply(input, contribution));
    }

    @Override
    public void addWhere(Node condition, boolean truth, int input, Node contribution) {
      add(input, masked.apply(input, contribution).where(condition, truth));
    }

    private void add(int input, Cotangent contribution) {
      if (needed.contains(node.input(input)) && !Cotangent.isZero(contribution.value())) {
        ReverseWalk.this.add(node.input(input), contribution);
      }
    }
  }
}
