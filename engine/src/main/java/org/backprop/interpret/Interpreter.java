package org.backprop.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The reference evaluator: each node in turn, each operation by its own plain loops. It is the
 * oracle of every test and defines what a graph means.
 */
public final class Interpreter {
  private static final Tensor DROPPED = Tensor.zeros(DType.BOOL, Shape.of(0));

  private final List<Node> order;
  private final int[][] inputs;
  private final int[] roots;
  private final int[] lastReaders;

  /** Prepares to evaluate these nodes. */
  public Interpreter(List<Node> roots) {
    this.order = Walk.inputsFirst(roots);
    var places = new IdentityHashMap<Node, Integer>();
    for (var node : order) {
      places.put(node, places.size());
    }
    this.inputs = order.stream().map(node -> places(places, node.inputs())).toArray(int[][]::new);
    this.roots = places(places, roots);
    this.lastReaders = new int[order.size()];
    for (var i = 0; i < inputs.length; i++) {
      for (var place : inputs[i]) {
        lastReaders[place] = i;
      }
    }
    for (var root : this.roots) {
      lastReaders[root] = order.size();
    }
  }

  private static int[] places(IdentityHashMap<Node, Integer> places, List<Node> nodes) {
    return nodes.stream().mapToInt(node -> places.getOrDefault(node, -1)).toArray();
  }

  /**
   * The value of each root. Other values are dropped after their last reader.
   *
   * @param given the values of sources that the caller or the program holds
   * @throws IllegalArgumentException if an input or variable has none
   */
  public List<Tensor> evaluate(Map<Node, Tensor> given) {
    var values = new ArrayList<Tensor>(order.size());
    for (var i = 0; i < order.size(); i++) {
      values.add(value(i, given, values));
      for (var place : inputs[i]) {
        if (lastReaders[place] == i) {
          values.set(place, DROPPED);
        }
      }
    }
    return Arrays.stream(roots).mapToObj(values::get).toList();
  }

  /** The value of every node, in the order of {@link #order()}. */
  public List<Tensor> values(Map<Node, Tensor> given) {
    var values = new ArrayList<Tensor>(order.size());
    for (var i = 0; i < order.size(); i++) {
      values.add(value(i, given, values));
    }
    return values;
  }

  private Tensor value(int i, Map<Node, Tensor> given, List<Tensor> values) {
    var node = order.get(i);
    var value = node.op() instanceof Op.Source ? given.get(node) : null;
    return value != null ? value : compute(node, inputs[i], values);
  }

  private static Tensor compute(Node node, int[] places, List<Tensor> values) {
    var operands = new ArrayList<Tensor>(places.length);
    for (var place : places) {
      operands.add(values.get(place));
    }
    return node.op().evaluate(operands, node.type());
  }

  /** The nodes in the order of evaluation, inputs first. */
  public List<Node> order() {
    return order;
  }
}
