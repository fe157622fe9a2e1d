package org.backprop.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;

/**
 * The way from a model's input to its last pre-activation, cut at the named values: each piece is a
 * small graph of its own, whose inputs stand for the pieces that it reads.
 */
final class CutGraph {
  /**
   * One named value.
   *
   * @param node in the model's graph
   * @param local the same as a function of {@code reads} alone, without a name
   * @param reads the names of the pieces and parameters that it is made of
   */
  record Piece(String name, Node node, Node local, List<String> reads) {}

  private final Map<Node, String> names = new HashMap<>();
  private final Map<Node, Node> locals = new HashMap<>();
  private final Map<Node, Set<String>> reads = new HashMap<>();
  private final Map<String, Node> standIns = new HashMap<>();
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Cuts what the output needs.
   *
   * @param output the last pre-activation, called eta if it has no name
   */
  CutGraph(Node output) {
    var taken = new HashSet<String>();
    for (var node : Walk.inputsFirst(List.of(output))) {
      local(node);
      var label = node == output ? Optional.of(node.label().orElse("eta")) : node.label();
      if (label.isPresent() && !isHidden(node)) {
        cut(node, unique(label.get(), taken));
      }
    }
  }

  /** Whole numbers that random bits are made of are no values of the model. */
  private static boolean isHidden(Node node) {
    return node.op() instanceof Op.Source
        && !node.dtype().isFloat()
        && !node.label().equals(Optional.of("x"));
  }

  private static String unique(String label, Set<String> taken) {
    var name = label;
    for (var i = 2; !taken.add(name); i++) {
      name = label + "#" + i;
    }
    return name;
  }

  private void local(Node node) {
    var inputs = node.inputs().stream().map(this::standIn).toList();
    var isConstant = node.op() instanceof Constant;
    locals.put(node, isConstant ? node : Node.of(node.op(), inputs));
    var names = new LinkedHashSet<String>();
    node.inputs().forEach(input -> names.addAll(readsOf(input)));
    reads.put(node, names);
  }

  private Node standIn(Node input) {
    var name = names.get(input);
    return Objects.requireNonNull(name == null ? locals.get(input) : standIns.get(name));
  }

  private Set<String> readsOf(Node input) {
    var name = names.get(input);
    return name == null ? Objects.requireNonNull(reads.get(input)) : Set.of(name);
  }

  private void cut(Node node, String name) {
    names.put(node, name);
    standIns.put(name, Node.input(name, node.dtype(), node.shape().dims()));
    var local = Objects.requireNonNull(locals.get(node));
    pieces.add(new Piece(name, node, local, List.copyOf(readsOf(node, local))));
  }

  private Set<String> readsOf(Node node, Node local) {
    return local.inputs().isEmpty() ? Set.of() : Objects.requireNonNull(reads.get(node));
  }

  /** The pieces, each after those that it reads; the output is the last. */
  List<Piece> pieces() {
    return pieces;
  }

  /** The piece of that name. */
  Piece piece(String name) {
    return pieces.stream().filter(piece -> piece.name().equals(name)).findFirst().orElseThrow();
  }

  /** The input that stands for a piece in the pieces that read it. */
  Node standIn(String name) {
    return Objects.requireNonNull(standIns.get(name), name);
  }

  /** The pieces that read this one. */
  List<Piece> readers(String name) {
    return pieces.stream().filter(piece -> piece.reads().contains(name)).toList();
  }
}
