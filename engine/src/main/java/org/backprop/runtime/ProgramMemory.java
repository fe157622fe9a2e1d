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
import org.jspecify.annotations.Nullable;

/** The memory of a plan, with reads and writes of its inputs, variables and outputs. */
public final class ProgramMemory {
  private final Plan plan;
  private final Arena arena;
  private final Transfer transfer;
  private final View[] guards;
  private final Map<Node, Tensor> unplaced = new HashMap<>();

  public ProgramMemory(Plan plan) {
    this.plan = plan;
    this.arena = new Arena(plan.sizes());
    this.transfer = new Transfer(arena, plan.machine());
    this.guards = plan.guards().toArray(View[]::new);
    plan.constants()
        .forEach((buffer, value) -> transfer.write(new View(buffer, buffer.layout()), value));
  }

  /** A copy of the memory with equal values. */
  ProgramMemory copy() {
    var copy = new ProgramMemory(plan);
    copy.unplaced.putAll(unplaced);
    copy.goTo(this);
    return copy;
  }

  /** Takes over the values of a copy. */
  void goTo(ProgramMemory other) {
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

  /** Sets an input or a variable. A source without a buffer in the plan is kept as the tensor. */
  public void write(Node source, Tensor value) {
    write(source, plan.sources().get(source), value);
  }

  private void write(Node source, @Nullable View view, Tensor value) {
    if (view == null) {
      unplaced.put(source, value);
    } else {
      transfer.write(view, value);
    }
  }

  /** The value of an input or a variable. */
  public Tensor read(Node source) {
    var view = plan.sources().get(source);
    return view == null ? table(source) : transfer.read(view);
  }

  /** The value of an output of one element. */
  public double number(int output) {
    return transfer.number(plan.outputs().get(output));
  }

  /** The value of an output. */
  public Tensor output(int number) {
    return transfer.read(plan.outputs().get(number));
  }

  /** An input without a buffer in the plan, such as a table. */
  Tensor table(Node source) {
    return Objects.requireNonNull(unplaced.get(source));
  }

  /** Whether the guards are finite. */
  boolean isFinite() {
    var finite = true;
    for (var guard : guards) {
      finite &= transfer.isFinite(guard);
    }
    return finite;
  }

  /** Writes the variables whose old value was read until the end of the run. */
  void moveLate() {
    if (!plan.late().isEmpty()) {
      var values = new ArrayList<Tensor>();
      plan.late().forEach(copy -> values.add(transfer.read(copy.from())));
      for (var i = 0; i < values.size(); i++) {
        transfer.write(plan.late().get(i).to(), values.get(i));
      }
    }
  }

  /** Whether sources, outputs and guards have the bits of a copy's. */
  boolean agrees(ProgramMemory other) {
    return Stream.of(plan.sources().values(), plan.outputs(), plan.guards())
        .flatMap(Collection::stream)
        .allMatch(view -> transfer.read(view).equals(other.transfer.read(view)));
  }

  /** Inputs tied to tensors whose arrays may change from run to run. */
  public Feed feed(Map<Node, Tensor> inputs) {
    return new Feed(inputs);
  }

  /** Copies the tensors that it was made from into the program's memory. */
  public final class Feed {
    private final Node[] sources;
    private final Tensor[] values;
    private final @Nullable View[] views;

    private Feed(Map<Node, Tensor> inputs) {
      sources = inputs.keySet().toArray(Node[]::new);
      values = Stream.of(sources).map(inputs::get).toArray(Tensor[]::new);
      views = Stream.of(sources).map(plan.sources()::get).toArray(View[]::new);
    }

    public void write() {
      for (var i = 0; i < sources.length; i++) {
        ProgramMemory.this.write(sources[i], views[i], values[i]);
      }
    }
  }
}
