package org.backprop.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.backprop.graph.Contract;
import org.backprop.graph.Max;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Select;
import org.backprop.graph.Sum;
import org.backprop.tensor.DType;

/**
 * Which nodes are computed together, and in which order.
 *
 * <p>Each computed node has a stage. A value that is read where it was just made, element by
 * element, keeps the stage of what it reads; any other value comes at least one stage after what it
 * reads, because that must be complete. Nodes wait for the last stage that serves all their
 * readers, so that, say, the decay of Adam's moments meets the gradient. Neighbours of one stage
 * are computed by one loop.
 */
final class Fusion {
  /** Nodes that one kernel computes, inputs first. */
  record Group(List<Node> nodes, Set<Node> members) {
    Group(List<Node> nodes) {
      this(List.copyOf(nodes), Set.copyOf(nodes));
    }

    boolean has(Node node) {
      return members.contains(node);
    }

    /** A product at the head whose blocks the rest works on, or a single node that is no loop. */
    Node head() {
      return nodes.getFirst();
    }
  }

  private final BufferAssignment assignment;
  private final Set<Node> roots;
  private final List<Node> computed;
  private final Map<Node, Integer> stage = new HashMap<>();
  private final Map<Node, Node> leaders = new HashMap<>();
  private final Map<Node, Group> groupOf = new HashMap<>();
  private final List<Group> groups;

  Fusion(List<Node> order, BufferAssignment assignment, Set<Node> roots) {
    this.assignment = assignment;
    this.roots = roots;
    this.computed = order.stream().filter(this::isComputed).toList();
    computed.forEach(node -> stage.put(node, earliest(node)));
    delay();
    var place = new HashMap<Node, Integer>();
    computed.forEach(node -> place.put(node, place.size()));
    this.groups = new RowFusion(this, assignment, place, group(place)).groups();
    groups.forEach(group -> group.nodes().forEach(node -> groupOf.put(node, group)));
  }

  /** All groups in the order in which they may run. */
  List<Group> groups() {
    return groups;
  }

  Group groupOf(Node node) {
    return Objects.requireNonNull(groupOf.get(node));
  }

  boolean isComputed(Node node) {
    return !(node.op() instanceof Op.Source) && assignment.base(node) == node;
  }

  /** Whether the node is a step of fused loops. */
  static boolean isElementwise(Node node) {
    return MachineOp.of(node.op()).isPresent();
  }

  static boolean isFold(Node node) {
    return node.op() instanceof Sum || node.op() instanceof Max;
  }

  /** Whether a fold runs over the last axes, so that a row gives one number. */
  static boolean isRowFold(Node node) {
    if (!isFold(node)) {
      return false;
    }
    var axes = ((Op.Reduce) node.op()).axes();
    var shape = node.input(0).shape();
    for (var axis = axes.isEmpty() ? shape.rank() : axes.getFirst(); axis < shape.rank(); axis++) {
      if (!axes.contains(axis) && shape.dim(axis) != 1) {
        return false;
      }
    }
    return !axes.isEmpty();
  }

  /** The bytes of the numbers that a value is made of: a truth value has those it compares. */
  private static int width(Node node) {
    var at = node;
    while (at.dtype() == DType.BOOL && isElementwise(at)) {
      at = at.op() instanceof Select ? at.input(1) : at.input(0);
    }
    return at.dtype().bytes() == 8 ? 8 : 4;
  }

  /** Whether the reader takes the value element by element where it was just made. */
  boolean isDirect(Node value, Node reader) {
    if (!isElementwise(value) && !(value.op() instanceof Contract && value.shape().rank() == 2)) {
      return false;
    }
    if (isRowFold(reader)) {
      return isElementwise(value);
    }
    return isElementwise(reader)
        && value.shape().equals(reader.shape())
        && width(value) == width(reader);
  }

  /**
   * Whether a loop over the group makes this value itself: its own nodes, and comparisons, which
   * are made again where they are read rather than stored.
   */
  boolean isMade(Node value, Node reader, Group group) {
    return isElementwise(value) && (group.has(value) || isRepeated(value, reader));
  }

  private boolean isRepeated(Node value, Node reader) {
    return value.op() instanceof Op.Comparison && isElementwise(reader) && isDirect(value, reader);
  }

  /** A value and who reads it. */
  record Read(Node value, Node reader) {}

  /** What the loop over a group reads, its own values included. */
  Stream<Read> reads(Group group) {
    return group.nodes().stream().flatMap(node -> reads(node, group));
  }

  private Stream<Read> reads(Node node, Group group) {
    return node.inputs().stream()
        .flatMap(input ->
            isMade(input, node, group) && !group.has(input)
                ? reads(input, group)
                : Stream.of(new Read(input, node)));
  }

  /** The nodes whose values must lie in memory for the group to be computed. */
  Set<Node> needs(Group group) {
    var needs = new LinkedHashSet<Node>();
    reads(group)
        .filter(read -> !isKept(read, group))
        .map(read -> assignment.base(read.value()))
        .forEach(needs::add);
    return needs;
  }

  /** Whether the loop has the value at hand without a look into memory. */
  private boolean isKept(Read read, Group group) {
    var base = assignment.base(read.value());
    return group.has(base)
        ? isElementwise(base) || isFold(base)
        : isElementwise(read.reader()) && assignment.isUniform(read.value());
  }

  private boolean waits(Node value, Node reader) {
    return !isDirect(value, reader) && !(isFold(reader) && isComputed(value) && !isRowFold(reader));
  }

  private int earliest(Node node) {
    var earliest = 1;
    for (var input : node.inputs()) {
      var base = assignment.base(input);
      if (stage.containsKey(base)) {
        earliest =
            Math.max(
                earliest, Objects.requireNonNull(stage.get(base)) + (waits(input, node) ? 1 : 0));
      }
    }
    return earliest;
  }

  private void delay() {
    var latest = new HashMap<Node, Integer>();
    roots.forEach(
        root -> latest.put(assignment.base(root), stage.getOrDefault(assignment.base(root), 0)));
    for (var node : computed.reversed()) {
      var own = latest.getOrDefault(node, stage(node));
      stage.put(node, own);
      for (var input : node.inputs()) {
        latest.merge(assignment.base(input), own - (waits(input, node) ? 1 : 0), Math::min);
      }
    }
  }

  private int stage(Node node) {
    return Objects.requireNonNull(stage.get(node));
  }

  private List<Group> group(Map<Node, Integer> place) {
    for (var node : computed) {
      for (var input : node.inputs()) {
        if (isDirect(input, node) && stage(input) == stage(node)) {
          join(leader(input), leader(node));
        }
      }
    }
    var members = new HashMap<Node, List<Node>>();
    computed.forEach(
        node -> members.computeIfAbsent(leader(node), _ -> new ArrayList<>()).add(node));
    var all = new ArrayList<Group>();
    members.values().forEach(nodes -> all.addAll(parts(nodes)));
    ToIntBiFunction<Group, Integer> at =
        (group, i) -> Objects.requireNonNull(place.get(group.nodes().get(i)));
    all.sort(
        Comparator.<Group>comparingInt(group -> stage(group.head()))
            .thenComparingInt(Fusion::rank)
            .thenComparingInt(group -> at.applyAsInt(group, group.nodes().size() - 1)));
    return all;
  }

  /** Within a stage, products come before the loops that read them, and lone folds after. */
  private static int rank(Group group) {
    var last = group.nodes().getLast();
    return isFold(last) && group.nodes().size() == 1
        ? 2
        : isElementwise(last) || isFold(last) ? 1 : 0;
  }

  private void join(Node one, Node other) {
    if (one != other) {
      leaders.put(one, other);
    }
  }

  private Node leader(Node node) {
    var leader = node;
    while (leaders.containsKey(leader)) {
      leader = leaders.get(leader);
    }
    for (var at = node; at != leader; ) {
      at = Objects.requireNonNull(leaders.put(at, leader));
    }
    return Objects.requireNonNull(leader);
  }

  /** One group, unless the loop would become too long or more than one product leads to it. */
  private List<Group> parts(List<Node> nodes) {
    var products = nodes.stream().filter(node -> node.op() instanceof Contract).toList();
    var steps = nodes.stream().filter(node -> !(node.op() instanceof Contract)).toList();
    var parts = new ArrayList<Group>();
    var axes = new HashSet<List<Integer>>();
    if (!steps.isEmpty()) {
      LoopCuts.of(steps, assignment.machine().loops().nodes())
          .forEach(loop -> parts.add(new Group(loop)));
    }
    var folds = steps.stream().filter(Fusion::isFold).toList();
    folds.forEach(fold -> axes.add(((Op.Reduce) fold.op()).axes()));
    if (products.size() == 1 && !parts.isEmpty() && folds.isEmpty()) {
      var together = new ArrayList<Node>(products);
      together.addAll(parts.getFirst().nodes());
      parts.set(0, new Group(List.copyOf(together)));
    } else {
      products.forEach(product -> parts.add(new Group(List.of(product))));
    }
    if (axes.size() > 1) {
      return separated(parts);
    }
    return parts;
  }

  /** Each fold over other axes than the first becomes a group of its own. */
  private static List<Group> separated(List<Group> parts) {
    var all = new ArrayList<Group>();
    for (var part : parts) {
      var folds = part.nodes().stream().filter(Fusion::isFold).toList();
      var first = folds.isEmpty() ? List.of() : ((Op.Reduce) folds.getFirst().op()).axes();
      var others =
          folds.stream().filter(fold -> !((Op.Reduce) fold.op()).axes().equals(first)).toList();
      var kept = part.nodes().stream().filter(node -> !others.contains(node)).toList();
      all.add(new Group(kept));
      others.forEach(fold -> all.add(new Group(List.of(fold))));
    }
    return all;
  }
}
