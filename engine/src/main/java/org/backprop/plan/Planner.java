package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.backprop.graph.Constant;
import org.backprop.graph.Contract;
import org.backprop.graph.Gather;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Turns a lowered graph into a {@link Plan}. */
public final class Planner {
  /** Rows enough for a block of each part of a product: at most 8 parts, of at most 48 rows. */
  public static final int BLOCKS_ROWS = 8 * 48;

  /** A product's value of fewer bytes stays near anyway, and code of small programs takes it. */
  private static final int LARGE_BYTES = 1 << 18;

  private final List<Node> outputs;
  private final Map<Node, Node> updates;
  private final List<Node> guards;
  private final List<Node> order;

  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final BufferAllocator allocator;
  private final Products products;
  private final Set<Node> tables;
  private final Set<Node> kept = new HashSet<>();
  private final Map<Node, Node> variableOf = new HashMap<>();
  private final Map<Node, Integer> lastRead = new HashMap<>();
  private final IdentityHashMap<Fusion.Group, Integer> ownPlace = new IdentityHashMap<>();
  private final Map<Integer, List<Node>> ending = new HashMap<>();
  private final Map<Node, View> sources = new LinkedHashMap<>();
  private final Map<Buffer, Tensor> constants = new LinkedHashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<Plan.Copy> late = new ArrayList<>();

  private Planner(List<Node> outputs, Map<Node, Node> updates, List<Node> guards) {
    this.outputs = outputs;
    this.updates = updates;
    this.guards = guards;
    var roots = roots();
    this.order =
        Walk.inputsFirst(Stream.concat(roots.stream(), updates.keySet().stream()).toList());
    this.assignment =
        new BufferAssignment(order, Panels.of(order, updates), UnpaddedInputs.of(order));
    this.fusion = new Fusion(order, assignment, Set.copyOf(roots));
    this.allocator = new BufferAllocator(assignment);
    this.products = new Products(assignment, fusion, allocator);
    roots.forEach(root -> kept.add(assignment.base(root)));
    updates.forEach((variable, next) -> variableOf.putIfAbsent(next, variable));
    this.tables = tables();
  }

  /**
   * The plan of one run.
   *
   * @param outputs what the run returns
   * @param updates the next value of each variable that changes
   * @param guards what must be finite before a variable changes
   */
  public static Plan of(List<Node> outputs, Map<Node, Node> updates, List<Node> guards) {
    return new Planner(outputs, updates, guards).plan();
  }

  private List<Node> roots() {
    return Stream.of(outputs, updates.values(), guards).flatMap(nodes -> nodes.stream()).toList();
  }

  private Plan plan() {
    var writers = writers();
    var groups = new ArrayList<>(fusion.groups());
    groups.removeAll(writers);
    var checkpoint = groups.size();
    groups.addAll(writers);
    note(groups);
    order.stream().filter(node -> node.op() instanceof Op.Source).forEach(this::source);
    var first = 0;
    for (var i = 0; i < groups.size(); i++) {
      if (i == checkpoint) {
        first = kernels.size();
      }
      store(groups.get(i), i, i >= checkpoint);
      emit(groups.get(i));
      ending
          .getOrDefault(i, List.of())
          .forEach(node -> allocator.release(allocator.view(node).buffer()));
    }
    updates.forEach(this::moveLate);
    return new Plan(
        List.copyOf(kernels),
        checkpoint == groups.size() ? kernels.size() : first,
        Map.copyOf(allocator.sizes()),
        sources,
        constants,
        outputs.stream().map(allocator::view).toList(),
        guards.stream().map(allocator::view).toList(),
        List.copyOf(late));
  }

  /**
   * The groups that give variables their next values, of which nothing else depends: they run last,
   * when the guards are known and nobody reads the old values any more.
   */
  private Set<Fusion.Group> writers() {
    var writers = new LinkedHashSet<Fusion.Group>();
    updates.values().stream()
        .map(assignment::base)
        .filter(fusion::isComputed)
        .map(fusion::groupOf)
        .filter(Planner::canWriteInPlace)
        .forEach(writers::add);
    guards.stream()
        .map(assignment::base)
        .filter(fusion::isComputed)
        .map(fusion::groupOf)
        .forEach(writers::remove);
    var readers = new ArrayList<>(fusion.groups()).reversed();
    for (var reader : readers) {
      if (!writers.contains(reader)) {
        fusion.needs(reader).stream()
            .filter(fusion::isComputed)
            .map(fusion::groupOf)
            .forEach(writers::remove);
      }
    }
    return inOrder(writers);
  }

  private static boolean canWriteInPlace(Fusion.Group group) {
    return group.head().op() instanceof Contract || Fusion.isElementwise(group.nodes().getLast());
  }

  private Set<Fusion.Group> inOrder(Set<Fusion.Group> chosen) {
    var ordered = new LinkedHashSet<Fusion.Group>();
    fusion.groups().stream().filter(chosen::contains).forEach(ordered::add);
    return ordered;
  }

  /** Notes for each value in memory the last group that reads it; callers may read on. */
  private void note(List<Fusion.Group> groups) {
    for (var i = 0; i < groups.size(); i++) {
      ownPlace.put(groups.get(i), i);
      if (groups.get(i).head().op() instanceof Contract) {
        lastRead.put(groups.get(i).head(), i);
      }
      for (var need : fusion.needs(groups.get(i))) {
        lastRead.put(need, i);
      }
    }
    lastRead.forEach((node, last) -> {
      if (fusion.isComputed(node) && !kept.contains(node)) {
        ending.computeIfAbsent(last, _ -> new ArrayList<>()).add(node);
      }
    });
  }

  /** Inputs of which only some rows are read: they stay where the caller keeps them. */
  private Set<Node> tables() {
    var found = new HashSet<Node>();
    var others = new HashSet<Node>(roots());
    for (var node : order) {
      for (var i = 0; i < node.inputs().size(); i++) {
        (i == 0 && isLookup(node) ? found : others).add(node.input(i));
      }
    }
    found.removeAll(others);
    return found;
  }

  private static boolean isLookup(Node node) {
    return node.op() instanceof Gather
        && node.input(0).op() instanceof Input
        && node.input(0).shape().rank() == 2
        && node.input(1).shape().rank() == 1;
  }

  private void source(Node node) {
    if (tables.contains(node)) {
      return;
    }
    if (node.op() instanceof Input || node.op() instanceof Variable) {
      allocator.store(node);
      sources.put(node, allocator.view(node));
    } else if (isInMemory(node)) {
      var value =
          node.op() instanceof Constant constant
              ? constant.value()
              : node.op().evaluate(List.of(), node.type());
      constants.put(allocator.store(node), value);
    }
  }

  private boolean isInMemory(Node node) {
    return lastRead.containsKey(node) || kept.contains(node);
  }

  private void store(Fusion.Group group, int at, boolean writes) {
    for (var node : group.nodes()) {
      if (isInMemory(node)) {
        var variable = writes ? inPlace(node, at) : Optional.<Node>empty();
        variable.ifPresentOrElse(
            old -> allocator.store(node, allocator.view(old).buffer()), () -> store(node, group));
      }
    }
  }

  /** Gives a value room: to a product that only its own loop reads, for some blocks of rows. */
  private void store(Node node, Fusion.Group group) {
    if (node == group.head() && isBlockwise(group)) {
      var columns = assignment.layout(node).panel() > 0 ? Layout.PANEL : node.shape().dim(1);
      allocator.store(node, allocator.allocate(node.type().with(Shape.of(BLOCKS_ROWS, columns))));
    } else {
      allocator.store(node);
    }
  }

  private boolean isBlockwise(Fusion.Group group) {
    var head = group.head();
    if (!(head.op() instanceof Contract)
        || head.shape().rank() != 2
        || group.nodes().size() == 1
        || kept.contains(head)
        || isReadElsewhere(head, group)
        || head.shape().dim(0) <= BLOCKS_ROWS
        || assignment.layout(head).length() * head.dtype().bytes() < LARGE_BYTES) {
      return false;
    }
    return products.canBeBlockwise(head);
  }

  private boolean isReadElsewhere(Node head, Fusion.Group group) {
    return !lastRead.getOrDefault(head, -1).equals(ownPlace.get(group));
  }

  /** The variable whose next value this is, if nobody else reads the old one from here on. */
  private Optional<Node> inPlace(Node node, int at) {
    return Optional.ofNullable(variableOf.get(node))
        .filter(variable -> canWriteInPlace(fusion.groupOf(node)))
        .filter(variable -> lastRead.getOrDefault(variable, -1) <= at)
        .filter(variable -> !kept.contains(variable))
        .filter(variable -> isReadInPlace(variable, fusion.groupOf(node)));
  }

  /** Whether the group reads the variable only element by element. */
  private boolean isReadInPlace(Node variable, Fusion.Group group) {
    return group.nodes().stream()
        .flatMap(node -> node.inputs().stream().map(input -> Map.entry(node, input)))
        .filter(edge -> assignment.base(edge.getValue()) == variable)
        .allMatch(edge ->
            Fusion.isElementwise(edge.getKey())
                && edge.getValue().shape().equals(variable.shape())
                && assignment.layout(edge.getValue()).equals(assignment.layout(variable)));
  }

  private void moveLate(Node variable, Node next) {
    var from = allocator.view(next);
    if (!from.buffer().equals(allocator.view(variable).buffer())) {
      late.add(new Plan.Copy(from, allocator.view(variable)));
    }
  }

  private void emit(Fusion.Group group) {
    var head = group.head();
    if (head.op() instanceof Contract) {
      emitProduct(group);
    } else if (isLookup(head) && tables.contains(head.input(0))) {
      kernels.add(
          new Kernel.Lookup(
              group.nodes(), head.input(0), allocator.view(head.input(1)), allocator.view(head)));
    } else {
      emitLoop(group);
    }
  }

  private void emitLoop(Fusion.Group group) {
    var nodes = group.nodes();
    var loop =
        Fusion.isElementwise(nodes.getLast()) || Fusion.isFold(nodes.getLast())
            ? LoopBuilder.of(assignment, fusion, allocator, group, false)
            : Optional.<Kernel.Nest>empty();
    kernels.add(loop.<Kernel>map(nest -> nest).orElseGet(() -> reference(group)));
  }

  private Kernel reference(Fusion.Group group) {
    var needs = new LinkedHashMap<Node, View>();
    var results = new LinkedHashMap<Node, View>();
    for (var node : group.nodes()) {
      node.inputs().stream()
          .filter(input -> !group.has(input))
          .forEach(input -> needs.put(input, allocator.view(input)));
      if (allocator.isStored(node)) {
        results.put(node, allocator.view(node));
      }
    }
    return new Kernel.Reference(group.nodes(), needs, results);
  }

  private void emitProduct(Fusion.Group group) {
    var product = products.of(group, isBlockwise(group));
    kernels.addAll(
        product.orElseGet(() -> List.of(reference(new Fusion.Group(List.of(group.head()))))));
    if (kernels.getLast().nodes().size() < group.nodes().size()) {
      emitLoop(new Fusion.Group(group.nodes().subList(1, group.nodes().size())));
    }
  }
}
