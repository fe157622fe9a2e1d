package org.backprop.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;

/**
 * Turns a lowered graph into a {@link Plan}: nodes are grouped, each group becomes kernels with a
 * buffer for each stored value, updates in place take the variables' buffers, and the buffers are
 * placed in memory.
 */
public final class Planner {
  private final TargetMachine machine;
  private final List<Node> outputs;
  private final Map<Node, Node> updates;
  private final List<Node> guards;
  private final List<Node> order;

  private final BufferAssignment assignment;
  private final Fusion fusion;
  private final Set<Node> tables;
  private final ValueBuffers buffers;
  private final Map<Node, View> sources = new LinkedHashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();

  private Planner(
      List<Node> outputs, Map<Node, Node> updates, List<Node> guards, TargetMachine machine) {
    this.machine = machine;
    this.outputs = outputs;
    this.updates = updates;
    this.guards = guards;
    var roots = roots().toList();
    this.order =
        Walk.inputsFirst(Stream.concat(roots.stream(), updates.keySet().stream()).toList());
    this.assignment =
        new BufferAssignment(
            order, Panels.of(order, updates, machine), UnpaddedInputs.of(order, machine), machine);
    this.fusion = new Fusion(order, assignment, Set.copyOf(roots));
    this.tables = LookupTables.of(order, roots);
    this.buffers = new ValueBuffers(assignment);
  }

  /**
   * The plan of one run.
   *
   * @param outputs what the run returns
   * @param updates the next value of each variable that changes
   * @param guards what must be finite before a variable changes
   * @param machine the machine that will run it
   */
  public static Plan of(
      List<Node> outputs, Map<Node, Node> updates, List<Node> guards, TargetMachine machine) {
    return new Planner(outputs, updates, guards, machine).plan();
  }

  private Stream<Node> roots() {
    return Stream.of(outputs, updates.values(), guards).flatMap(nodes -> nodes.stream());
  }

  private Plan plan() {
    order.stream().filter(this::hasBuffer).forEach(this::source);
    var groups = GroupOrder.of(fusion, assignment, updates.values(), guards);
    var kept = roots().map(assignment::base).toList();
    var values = StoredValues.of(groups.groups(), fusion, kept);
    var builder = new KernelBuilder(assignment, fusion, values, tables, buffers);
    var checkpoint = 0;
    for (var i = 0; i < groups.groups().size(); i++) {
      kernels.addAll(builder.of(groups.groups().get(i)));
      checkpoint = i < groups.checkpoint() ? kernels.size() : checkpoint;
    }
    var views = outputs.stream().map(this::output).toList();
    var plan =
        new Plan(
            machine,
            kernels,
            checkpoint,
            Map.of(),
            sources,
            buffers.constants(),
            views,
            guards.stream().map(buffers::view).toList(),
            late(views),
            buffers.all());
    return BufferAllocator.place(InPlaceUpdates.in(plan));
  }

  private boolean hasBuffer(Node node) {
    return node.op() instanceof Variable || (node.op() instanceof Input && !tables.contains(node));
  }

  private void source(Node node) {
    buffers.store(node);
    sources.put(node, buffers.view(node));
  }

  /** Where an output is read: the old value of a variable that changes is copied. */
  private View output(Node node) {
    return updates.containsKey(assignment.base(node))
        ? View.of(buffers.create(node.type()))
        : buffers.view(node);
  }

  /**
   * Copies of all next values, and of the outputs that are stored elsewhere than where they are
   * read.
   */
  private List<Plan.Copy> late(List<View> views) {
    var late = new ArrayList<Plan.Copy>();
    updates.forEach(
        (variable, next) -> late.add(new Plan.Copy(buffers.view(next), buffers.view(variable))));
    for (var i = 0; i < views.size(); i++) {
      var stored = buffers.view(outputs.get(i));
      if (!views.get(i).equals(stored)) {
        late.add(new Plan.Copy(stored, views.get(i)));
      }
    }
    return late;
  }
}
