package org.backprop.app.draw;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.chain.SimplifiedGraph;
import org.backprop.graph.Constant;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Walk;
import org.backprop.model.Model;

/**
 * The parts of a graph that are drawn at random, such as the mask of a dropout: each is one box,
 * whatever operations on bits it is made of.
 */
final class RandomParts {
  private final List<Node> nodes;
  private final Set<Node> random = new HashSet<>();
  private final Set<Node> visible;
  private final List<Node> drawn;
  private final List<String> names;

  RandomParts(Model model, SimplifiedGraph graph) {
    var sources =
        graph.randomness().stream()
            .flatMap(it -> Stream.of(it.seed(), it.step(), it.rows()))
            .flatMap(it -> it.label().stream())
            .collect(Collectors.toSet());
    this.nodes = Walk.inputsFirst(graph.roots());
    this.visible = new HashSet<>(graph.roots());
    nodes.stream().filter(node -> isRandom(node, sources)).forEach(random::add);
    nodes.reversed().stream()
        .filter(node -> visible.contains(node) && !random.contains(node))
        .forEach(node -> visible.addAll(node.inputs()));
    this.drawn = visible().stream().filter(random::contains).toList();
    this.names = RandomNames.of(model, drawn.stream().map(RandomParts::ownName).toList());
  }

  private static String ownName(Node node) {
    return node.label().orElse("random");
  }

  /** Whether a node is made of random sources and constants alone. */
  private boolean isRandom(Node node, Set<String> sources) {
    if (node.op() instanceof Op.Source) {
      return node.label().filter(sources::contains).isPresent();
    }
    return node.inputs().stream().anyMatch(random::contains)
        && node.inputs().stream().allMatch(it -> random.contains(it) || isConstant(it));
  }

  private static boolean isConstant(Node node) {
    return Walk.inputsFirst(List.of(node)).stream()
        .filter(it -> it.op() instanceof Op.Source)
        .allMatch(it -> it.op() instanceof Constant);
  }

  boolean contains(Node node) {
    return random.contains(node);
  }

  /** The nodes to draw, inputs first. */
  List<Node> visible() {
    return nodes.stream().filter(visible::contains).toList();
  }

  Box box(String id, Node node) {
    var name = names.get(drawn.indexOf(node));
    return new Box(id, name, "", "drawn at random\n" + node.shape(), Box.Kind.VALUE);
  }
}
