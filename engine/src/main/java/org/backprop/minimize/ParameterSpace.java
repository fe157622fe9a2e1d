package org.backprop.minimize;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/** The elements of several nodes one after another, each node row-major. */
record ParameterSpace(List<Node> nodes) {
  ParameterSpace {
    nodes = List.copyOf(nodes);
  }

  /** Inputs of the types of these nodes. */
  ParameterSpace directions() {
    return new ParameterSpace(
        nodes.stream()
            .map(node ->
                Node.input("d" + node.label().orElse("x"), node.dtype(), node.shape().dims()))
            .toList());
  }

  int size() {
    return nodes.stream().mapToInt(node -> node.shape().size()).sum();
  }

  double[] point(Map<Node, Tensor> values) {
    return flat(nodes.stream().map(node -> value(values, node)).toList());
  }

  private static Tensor value(Map<Node, Tensor> values, Node node) {
    var value = values.get(node);
    if (value == null || !value.shape().equals(node.shape())) {
      throw new IllegalArgumentException(
          "parameter %s was given %s"
              .formatted(node, value == null ? "no value" : "a value of shape " + value.shape()));
    }
    return value;
  }

  double[] flat(List<Tensor> values) {
    return values.stream().flatMapToDouble(value -> Arrays.stream(value.toDoubles())).toArray();
  }

  Map<Node, Tensor> tensors(double... point) {
    if (point.length != size()) {
      throw new IllegalArgumentException(
          "a point has %s elements, but %s have %s".formatted(point.length, this, size()));
    }
    var tensors = new HashMap<Node, Tensor>();
    var from = 0;
    for (var node : nodes) {
      var to = from + node.shape().size();
      var values = Arrays.copyOfRange(point, from, to);
      tensors.put(node, Tensor.of(node.shape(), values).to(node.dtype()));
      from = to;
    }
    return tensors;
  }

  /** The nodes with their types, as in {@code W1 FLOAT64[4, 3], b1 FLOAT64[3]}. */
  @Override
  public String toString() {
    return nodes.stream().map(Node::describe).collect(Collectors.joining(", "));
  }
}
