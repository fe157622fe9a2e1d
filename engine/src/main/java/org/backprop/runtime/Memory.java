package org.backprop.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.backprop.codegen.Arena;
import org.backprop.graph.Node;
import org.backprop.plan.Plan;
import org.backprop.plan.View;
import org.backprop.tensor.Tensor;

/** A plan's memory, and what goes into it and comes out of it. */
public final class Memory {
  private final Plan plan;
  private final Arena arena;
  private final Transfer transfer;
  private final View[] guards;
  private final Map<Node, Tensor> unplaced = new HashMap<>();
  private Map<Node, Tensor> fed = Map.of();

  public Memory(Plan plan) {
    this.plan = plan;
    this.arena = new Arena(plan.sizes());
    this.transfer = new Transfer(arena);
    this.guards = plan.guards().toArray(View[]::new);
    plan.constants()
        .forEach((buffer, value) -> transfer.write(new View(buffer, buffer.layout()), value));
  }

  /** Memory of the same plan with the same values. */
  Memory copy() {
    var copy = new Memory(plan);
    copy.unplaced.putAll(unplaced);
    copy.fed = fed;
    copy.goTo(this);
    return copy;
  }

  /** Goes back, or on, to the point where a copy is. */
  void goTo(Memory other) {
    arena.copy(other.arena);
  }

  Plan plan() {
    return plan;
  }

  Arena arena() {
    return arena;
  }

  Transfer transfer() {
    return transfer;
  }

  /** Sets an input or a variable. What the plan has no place for is kept as it is. */
  public void write(Node source, Tensor value) {
    var view = plan.sources().get(source);
    if (view == null) {
      unplaced.put(source, value);
    } else {
      transfer.write(view, value);
    }
  }

  /** The value of an input or a variable. */
  public Tensor read(Node source) {
    var view = plan.sources().get(source);
    return view == null ? Objects.requireNonNull(unplaced.get(source)) : transfer.read(view);
  }

  /** The value of an output of one element. */
  public double number(int output) {
    return transfer.number(plan.outputs().get(output));
  }

  /** The value of an output. */
  public Tensor output(int number) {
    return transfer.read(plan.outputs().get(number));
  }

  /** A table that the plan has no place for. */
  Tensor table(Node source) {
    var table = fed.get(source);
    return table == null ? Objects.requireNonNull(unplaced.get(source)) : table;
  }

  /** Whether what must be finite is. */
  boolean isFinite() {
    var finite = true;
    for (var guard : guards) {
      finite &= transfer.isFinite(guard);
    }
    return finite;
  }

  /** Writes the variables that others were still to be computed from. */
  void moveLate() {
    if (!plan.late().isEmpty()) {
      var values = new ArrayList<Tensor>();
      plan.late().forEach(copy -> values.add(transfer.read(copy.from())));
      for (var i = 0; i < values.size(); i++) {
        transfer.write(plan.late().get(i).to(), values.get(i));
      }
    }
  }

  /** Whether all that is read from outside has the same bits as a copy's. */
  boolean agrees(Memory other) {
    return Stream.of(plan.sources().values(), plan.outputs(), plan.guards())
        .flatMap(Collection::stream)
        .allMatch(view -> transfer.read(view).equals(other.transfer.read(view)));
  }

  /** Inputs tied to tensors whose arrays may change from run to run. */
  public Feed feed(Map<Node, Tensor> inputs) {
    return new Feed(inputs);
  }

  /** Brings the tensors that it was made of into the program's memory. */
  public final class Feed {
    private final View[] views;
    private final Tensor[] values;
    private final Map<Node, Tensor> held = new HashMap<>();

    private Feed(Map<Node, Tensor> inputs) {
      var copied = new ArrayList<Map.Entry<View, Tensor>>();
      inputs.forEach((input, value) -> {
        var view = plan.sources().get(input);
        if (view == null) {
          held.put(input, value);
        } else {
          copied.add(Map.entry(view, value));
        }
      });
      views = copied.stream().map(Map.Entry::getKey).toArray(View[]::new);
      values = copied.stream().map(Map.Entry::getValue).toArray(Tensor[]::new);
    }

    public void write() {
      if (!held.isEmpty()) {
        fed = held;
      }
      for (var i = 0; i < views.length; i++) {
        transfer.write(views[i], values[i]);
      }
    }
  }
}
