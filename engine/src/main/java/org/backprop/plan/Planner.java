package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.tensor.Tensor;

/**
 * Turns a lowered graph into a {@link Plan}: nodes are grouped, each group becomes kernels with a
 * buffer for each stored value, updates in place take the variables' buffers, and the buffers are
 * placed in memory.
 */
public final class Planner {
  /** Rows enough for a block of each part of a product: at most 8 parts, of at most 48 rows. */
  public static final int BLOCKS_ROWS = 8 * 48;

  private final List<Node> outputs;
  private final Map<Node, Node> updates;
  private final List<Node> guards;
  private final List<Node> order;

  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final Set<Node> tables;
  private final Set<Node> kept = new HashSet<>();
  private final ValueBuffers buffers;
  private final Map<Node, View> sources = new LinkedHashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();

  private Planner(List<Node> outputs, Map<Node, Node> updates, List<Node> guards) {
    this.outputs = outputs;
    this.updates = updates;
    this.guards = guards;
    var roots =
        Stream.of(outputs, updates.values(), guards).flatMap(nodes -> nodes.stream()).toList();
    this.order =
        Walk.inputsFirst(Stream.concat(roots.stream(), updates.keySet().stream()).toList());
    this.assignment =
        new BufferAssignment(order, Panels.of(order, updates), UnpaddedInputs.of(order));
    this.fusion = new Fusion(order, assignment, Set.copyOf(roots));
    this.tables = LookupTables.of(order, roots);
    this.buffers = new ValueBuffers(assignment);
    roots.forEach(root -> kept.add(assignment.base(root)));
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

  private Plan plan() {
    order.stream().filter(this::hasBuffer).forEach(this::source);
    var groups = GroupOrder.of(fusion, assignment, updates.values(), guards);
    var values = StoredValues.of(groups.groups(), fusion, kept);
    var builder = new KernelBuilder(assignment, fusion, values, tables, buffers);
    var checkpoint = 0;
    for (var i = 0; i < groups.groups().size(); i++) {
      kernels.addAll(builder.of(groups.groups().get(i)));
      checkpoint = i < groups.checkpoint() ? kernels.size() : checkpoint;
    }
    return placed(checkpoint);
  }

  private boolean hasBuffer(Node node) {
    return node.op() instanceof Variable || (node.op() instanceof Input && !tables.contains(node));
  }

  private void source(Node node) {
    buffers.store(node);
    sources.put(node, buffers.view(node));
  }

  /** The plan of the finished kernels, with updates in place and every buffer in memory. */
  private Plan placed(int checkpoint) {
    var returned = Stream.of(outputs, guards).map(this::views).toList();
    var next = views(List.copyOf(updates.values()));
    var inPlace = InPlaceUpdates.of(kernels, checkpoint, buffers.all(), updates, kept);
    UnaryOperator<Buffer> shared = buffer -> inPlace.getOrDefault(buffer, buffer);
    var running = kernels.stream().map(kernel -> kernel.on(shared)).toList();
    var results =
        Stream.concat(returned.stream().flatMap(List::stream), next.stream())
            .map(view -> shared.apply(view.buffer()))
            .toList();
    var permanent =
        Stream.concat(
                sources.values().stream().map(View::buffer), buffers.constants().keySet().stream())
            .toList();
    var placement = BufferAllocator.place(running, permanent, results);
    UnaryOperator<Buffer> placed = buffer -> placement.of(shared.apply(buffer));
    return new Plan(
        running.stream().map(kernel -> kernel.on(placed)).toList(),
        checkpoint,
        placement.sizes(),
        views(sources, placed),
        constants(placed),
        returned.get(0).stream().map(view -> view.on(placed)).toList(),
        returned.get(1).stream().map(view -> view.on(placed)).toList(),
        late(placed),
        values(placed));
  }

  private List<View> views(List<Node> nodes) {
    return nodes.stream().map(buffers::view).toList();
  }

  private static Map<Node, View> views(Map<Node, View> views, UnaryOperator<Buffer> placed) {
    var all = new LinkedHashMap<Node, View>();
    views.forEach((node, view) -> all.put(node, view.on(placed)));
    return all;
  }

  private Map<Buffer, Tensor> constants(UnaryOperator<Buffer> placed) {
    var all = new LinkedHashMap<Buffer, Tensor>();
    buffers.constants().forEach((buffer, value) -> all.put(placed.apply(buffer), value));
    return all;
  }

  private Map<Node, Buffer> values(UnaryOperator<Buffer> placed) {
    var all = new LinkedHashMap<Node, Buffer>();
    buffers.all().forEach((node, buffer) -> all.put(node, placed.apply(buffer)));
    return all;
  }

  private List<Plan.Copy> late(UnaryOperator<Buffer> placed) {
    var late = new ArrayList<Plan.Copy>();
    updates.forEach((variable, next) -> {
      var from = buffers.view(next).on(placed);
      var to = buffers.view(variable).on(placed);
      if (!from.buffer().equals(to.buffer())) {
        late.add(new Plan.Copy(from, to));
      }
    });
    return late;
  }
}
