package org.backprop.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Scratch;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;
import org.backprop.plan.View;
import org.backprop.tensor.Storage;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A plan with its memory, ready to run. */
public final class Machine {
  private final Plan plan;
  private final Arena arena;
  private final Transfer transfer;
  private final Map<Node, Tensor> unplaced = new HashMap<>();
  private Map<Node, Tensor> tables = Map.of();
  private final Task[] tasks;
  private final int checkpoint;
  private final boolean[] meetings;
  private final Scratch[] scratch;
  private final @Nullable Team team;
  private boolean finite = true;

  /**
   * @param bits the width of vectors, 0 for none
   * @param threads the most threads that work on one run
   */
  public Machine(Plan plan, int bits, int threads) {
    this.plan = plan;
    this.arena = new Arena(plan.sizes());
    this.transfer = new Transfer(arena);
    plan.constants()
        .forEach((buffer, value) -> transfer.write(new View(buffer, buffer.layout()), value));
    var own = new ArrayList<Kernel>();
    var checkpoint = 0;
    var all = new ArrayList<Task>();
    for (var i = 0; i < plan.kernels().size(); i++) {
      if (i == plan.checkpoint()) {
        checkpoint = all.size();
      }
      var kernel = plan.kernels().get(i);
      for (var task : tasks(kernel, bits)) {
        own.add(kernel);
        all.add(task);
      }
    }
    this.tasks = all.toArray(Task[]::new);
    this.checkpoint = plan.checkpoint() == plan.kernels().size() ? all.size() : checkpoint;
    this.meetings = Meetings.of(own, tasks);
    var members = Workload.threads(plan.kernels(), threads);
    this.team = members > 1 ? Team.of(members) : null;
    this.scratch = Stream.generate(Scratch::new).limit(members).toArray(Scratch[]::new);
  }

  private List<Task> tasks(Kernel kernel, int bits) {
    return switch (kernel) {
      case Kernel.Region region -> List.of(new LoopTask(region, arena, loop(region, bits)));
      case Kernel.Product product -> product(product, bits).tasks();
      case Kernel.Transposition copy -> List.of(new TransposeTask(copy, arena));
      case Kernel.Lookup lookup -> List.of(Task.whole(_ -> look(lookup)));
      case Kernel.Reference reference -> List.of(Task.whole(_ -> interpret(reference)));
    };
  }

  private static Loop loop(Kernel.Region region, int bits) {
    if (bits == 0 || region.columns() == 1) {
      return Loops.scalar(region.body());
    }
    return Loops.vector(region.body(), bits).orElseGet(() -> Loops.scalar(region.body()));
  }

  private ProductTask product(Kernel.Product product, int bits) {
    var finish =
        product
            .after()
            .map(region -> ProductTask.finish(region, arena, loop(region, bits)))
            .orElse(MatrixKernel.Finish.NONE);
    return new ProductTask(product, arena, ProductTask.kernel(product, bits), finish);
  }

  private void look(Kernel.Lookup lookup) {
    var table = Objects.requireNonNull(tables.get(lookup.table()));
    var indices = Storage.of(lookup.indices().dtype(), arena.array(lookup.indices().dtype()));
    var rows = table.shape().dim(0);
    var width = table.shape().dim(1);
    for (var i = 0; i < lookup.indices().shape().dim(0); i++) {
      var row = indices.getLong(lookup.indices().start() + i * lookup.indices().stride(0));
      if (row < 0 || row >= rows) {
        throw new IndexOutOfBoundsException(
            "index " + row + " at position " + i + " is outside the rows 0 to " + (rows - 1));
      }
      copy(
          table.array(),
          (int) row * width,
          arena.array(lookup.to().dtype()),
          lookup.to().start() + i * lookup.to().stride(0),
          width);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the table's type
  private static void copy(Object from, int at, Object to, int place, int length) {
    System.arraycopy(from, at, to, place, length);
  }

  private void interpret(Kernel.Reference reference) {
    var given = new IdentityHashMap<Node, Tensor>();
    reference.operands().forEach((node, view) -> given.put(node, transfer.read(view)));
    for (var node : reference.nodes()) {
      var operands =
          node.inputs().stream().map(input -> Objects.requireNonNull(given.get(input))).toList();
      given.put(node, node.op().evaluate(operands, node.type()));
    }
    reference
        .results()
        .forEach((node, view) -> transfer.write(view, Objects.requireNonNull(given.get(node))));
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
        tables = held;
      }
      for (var i = 0; i < views.length; i++) {
        transfer.write(views[i], values[i]);
      }
    }
  }

  /** The value of an input or a variable. */
  public Tensor read(Node source) {
    var view = plan.sources().get(source);
    return view == null ? Objects.requireNonNull(unplaced.get(source)) : transfer.read(view);
  }

  /** The value of an output of one element. */
  public double number(int number) {
    return transfer.number(plan.outputs().get(number));
  }

  /** The value of an output of the last run. */
  public Tensor output(int number) {
    return transfer.read(plan.outputs().get(number));
  }

  /**
   * Runs the program once.
   *
   * @return whether the guards were finite; if not, no variable was written
   */
  public boolean run() {
    if (team == null || !team.run(this::work)) {
      alone();
    }
    if (finite) {
      moveLate();
    }
    return finite;
  }

  private void alone() {
    for (var i = 0; i < tasks.length; i++) {
      if (i == checkpoint && !check()) {
        return;
      }
      for (var part = 0; part < tasks[i].parts(); part++) {
        tasks[i].run(part, scratch[0]);
      }
    }
    if (checkpoint == tasks.length) {
      check();
    }
  }

  private boolean check() {
    finite = true;
    for (var guard : plan.guards()) {
      finite &= transfer.isFinite(guard);
    }
    return finite;
  }

  /** What one member of the team does: the same parts of each task in every run. */
  private void work(int member) {
    var members = scratch.length;
    for (var i = 0; i <= tasks.length; i++) {
      if (i == checkpoint) {
        meet();
        if (member == 0) {
          check();
        }
        meet();
        if (!finite) {
          return;
        }
      } else if (i < tasks.length && meetings[i]) {
        meet();
      }
      if (i < tasks.length) {
        var parts = tasks[i].parts();
        var end = parts == 1 ? 1 - Math.min(member, 1) : parts * (member + 1) / members;
        for (var part = parts * member / members; part < end; part++) {
          tasks[i].run(part, scratch[member]);
        }
      }
    }
  }

  private void meet() {
    Objects.requireNonNull(team).meet();
  }

  /** All are read before any is written: one may be where another goes. */
  private void moveLate() {
    if (!plan.late().isEmpty()) {
      var values = new ArrayList<Tensor>();
      plan.late().forEach(copy -> values.add(transfer.read(copy.from())));
      for (var i = 0; i < values.size(); i++) {
        transfer.write(plan.late().get(i).to(), values.get(i));
      }
    }
  }
}
