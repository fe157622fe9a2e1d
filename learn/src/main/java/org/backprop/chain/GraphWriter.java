package org.backprop.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.chain.ChainGraph.Operation;
import org.backprop.engine.Program;
import org.backprop.graph.Div;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;

/** Writes graphs as one list of operations, in which equal operations on equal inputs are one. */
final class GraphWriter {
  private final List<Operation> nodes = new ArrayList<>();
  private final Map<Operation, Integer> places = new HashMap<>();
  private final Map<Node, Integer> replaced = new HashMap<>();
  private final Map<String, Integer> values = new LinkedHashMap<>();

  /** Writes nodes by name, simplified and lowered together. */
  void write(Map<String, Node> roots) {
    var named = new LinkedHashMap<>(roots);
    var places = lowered(List.copyOf(named.values())).iterator();
    named.keySet().forEach(name -> values.put(name, places.next()));
  }

  private List<Integer> lowered(List<Node> roots) {
    return places(new Program(roots, Map.of(), List.of()).simplified().lowered().outputs());
  }

  /** Writes a node, simplified and lowered, whose inputs stand for values that were written. */
  int place(Node node) {
    for (var input : Walk.sources(Input.class, List.of(node))) {
      replace(input, input.label().orElseThrow());
    }
    return lowered(List.of(node)).getFirst();
  }

  /** Whether each input of a graph stands for a value that was written. */
  boolean hasInputs(Node node) {
    return Walk.sources(Input.class, List.of(node)).stream()
        .allMatch(input -> values.containsKey(input.label().orElseThrow()));
  }

  /** Writes two nodes together. */
  ChainGraph.Slope slope(Plan.Check check) {
    var places = lowered(List.of(check.of(), check.by()));
    return new ChainGraph.Slope(places.getFirst(), places.getLast());
  }

  private List<Integer> places(List<Node> roots) {
    var done = new HashMap<Node, Integer>();
    for (var node : Walk.inputsFirst(roots)) {
      var inputs = node.inputs().stream().map(input -> place(done, input)).toList();
      var place = replaced.get(node);
      done.put(node, place != null ? place : place(node, inputs));
    }
    return roots.stream().map(root -> place(done, root)).toList();
  }

  private static int place(Map<Node, Integer> done, Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  private int place(Node node, List<Integer> inputs) {
    return place(node.op(), node, inputs);
  }

  private int place(Op op, Node like, List<Integer> inputs) {
    var operation =
        new Operation(
            PortableOps.name(op), like.dtype(), like.shape(), inputs, PortableOps.settings(op));
    var place = places.putIfAbsent(operation, nodes.size());
    if (place == null) {
      nodes.add(operation);
      return nodes.size() - 1;
    }
    return place;
  }

  /** Has a value that was written stand in the place of a node of graphs to come. */
  void replace(Node node, String value) {
    replaced.put(node, place(values, value));
  }

  /** Has a node stand in the place of another one of graphs to come. */
  void replace(Node node, Node other) {
    replaced.put(node, places(List.of(other)).getFirst());
  }

  private static int place(Map<String, Integer> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  /** Writes a scalar that was written, divided by a number and rounded once. */
  void divide(String name, String scalar, int by) {
    var divisor = Node.scalar(DType.FLOAT64, by);
    values.put(
        name,
        place(
            new Div(),
            divisor,
            List.of(place(values, scalar), places(List.of(divisor)).getFirst())));
    values.remove(scalar);
  }

  ChainGraph written(Map<String, ChainGraph.Slope> slopes, TermTable terms) {
    return new ChainGraph(nodes, values, slopes, terms);
  }
}
