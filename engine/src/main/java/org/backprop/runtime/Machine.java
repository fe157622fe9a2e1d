package org.backprop.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Scratch;
import org.backprop.codegen.WholeProgram;
import org.backprop.codegen.WholePrograms;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;
import org.backprop.plan.View;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A plan with its memory, ready to run. */
public final class Machine {
  /** Operations that scalar code does in a tenth of a second or two. */
  private static final double WORTH_VECTORS = 4e8;

  /** What starting a task costs, in operations. */
  private static final double OVERHEAD = 100;

  private final Plan plan;
  private final Arena arena;
  private final Transfer transfer;
  private final Map<Node, Tensor> unplaced = new HashMap<>();
  private Map<Node, Tensor> tables = Map.of();
  private final Choice choice;
  private final double operations;
  private final View[] guards;
  private final Scratch[] scratch;
  private final @Nullable Team team;
  private final @Nullable Profiler profiler;
  private Schedule schedule;
  private double done;
  private int seen = -1;
  private boolean settled;
  private @Nullable WholeProgram whole;
  private boolean together;
  private @Nullable Readiness readiness;
  private final Task[][] others;
  private volatile @Nullable Throwable failure;
  private boolean finite = true;
  private final Team.Work work = this::work;
  private final WholeProgram.Others other = this::other;

  /**
   * @param bits the width of vectors, 0 for none
   * @param scalarFirst whether scalar code runs until HotSpot has compiled the vector code
   * @param threads the most threads that work on one run
   * @param profile whether to take the time of each kernel
   * @param whole whether a small program becomes one piece of code
   */
  public Machine(
      Plan plan, int bits, boolean scalarFirst, int threads, boolean profile, boolean whole) {
    this.plan = plan;
    this.arena = new Arena(plan.sizes());
    this.transfer = new Transfer(arena);
    plan.constants()
        .forEach((buffer, value) -> transfer.write(new View(buffer, buffer.layout()), value));
    this.profiler = profile ? new Profiler(plan.kernels()) : null;
    this.guards = plan.guards().toArray(View[]::new);
    this.operations = plan.kernels().stream().mapToDouble(Workload::operations).sum();
    var members = Workload.threads(operations, threads);
    this.team = members > 1 ? Team.of(members) : null;
    this.scratch = Stream.generate(Scratch::new).limit(members).toArray(Scratch[]::new);
    this.settled = !scalarFirst || bits == 0;
    this.choice = new Choice(bits, !settled, settled ? 0 : Workload.worthVectors(plan.kernels()));
    var first = settled ? choice : new Choice(0, false, 0);
    this.schedule = Schedule.of(plan, kernel -> tasks(kernel, first));
    var one = whole && !profile && members == 1 && Workload.isTiny(plan.kernels());
    this.whole = one ? WholePrograms.of(plan, bits).orElse(null) : null;
    this.together = settled && this.whole != null;
    this.others =
        plan.kernels().stream()
            .map(kernel -> WholePrograms.takes(kernel) ? List.<Task>of() : tasks(kernel, first))
            .map(tasks -> tasks.toArray(Task[]::new))
            .toArray(Task[][]::new);
  }

  /** Another machine at the same point of the same program, which runs scalar code or the whole. */
  Machine twin(boolean together) {
    var twin = new Machine(plan, 0, false, 1, false, false);
    twin.arena.copy(arena);
    twin.tables = tables;
    twin.whole = whole;
    twin.together = together;
    return twin;
  }

  private List<Task> tasks(Kernel kernel, Choice code) {
    return switch (kernel) {
      case Kernel.Region region -> List.of(new LoopTask(region, arena, code.loop(region)));
      case Kernel.Product product -> product(product, code).tasks();
      case Kernel.Transposition copy -> List.of(new TransposeTask(copy, arena));
      case Kernel.Lookup lookup -> List.of(new LookupTask(lookup, arena, () -> tables));
      case Kernel.Reference reference -> List.of(Task.whole(_ -> interpret(reference)));
    };
  }

  private ProductTask product(Kernel.Product product, Choice code) {
    return new ProductTask(product, arena, code.product(product), product.after().map(code::loop));
  }

  /** Lets vector code take over that has become ready, once there has been work enough for it. */
  private void improve() {
    if (settled) {
      return;
    }
    done += operations + OVERHEAD * schedule.tasks().length;
    if (done > WORTH_VECTORS && seen != WarmUp.settled()) {
      seen = WarmUp.settled();
      if (whole != null) {
        improveTogether();
        return;
      }
      settled = choice.isSettled(plan.kernels());
      schedule = Schedule.of(plan, kernel -> tasks(kernel, choice));
    }
  }

  private void improveTogether() {
    if (readiness == null) {
      var twins = new TwinRehearsal(twin(true), twin(false));
      readiness = WarmUp.start(() -> twins);
    }
    switch (readiness.state()) {
      case COLD -> {}
      case READY -> {
        together = true;
        settled = true;
      }
      case REFUSED -> {
        whole = null;
        seen = -1;
      }
    }
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
    improve();
    var code = whole;
    if (profiler != null) {
      profiled(profiler);
    } else if (together && code != null) {
      together(code);
    } else if (team == null || !settled || !team.run(work)) {
      alone();
    }
    throwFailure();
    if (finite) {
      moveLate();
    }
    return finite;
  }

  /** One task after another, each with all threads, so that its time can be taken. */
  private void profiled(Profiler times) {
    for (var i = 0; i < schedule.tasks().length; i++) {
      if (i == schedule.checkpoint() && !check()) {
        return;
      }
      var task = schedule.tasks()[i];
      var start = System.nanoTime();
      if (task.parts() == 1
          || team == null
          || !settled
          || !team.run(member -> share(task, member))) {
        for (var part = 0; part < task.parts(); part++) {
          task.run(part, scratch[0]);
        }
      }
      times.add(schedule.kernels()[i], start, System.nanoTime());
    }
    if (schedule.checkpoint() == schedule.tasks().length) {
      check();
    }
    times.endRun();
  }

  /** A member's parts of a task. */
  private void share(Task task, int member) {
    var parts = task.parts();
    var members = scratch.length;
    var end = parts == 1 ? 1 - Math.min(member, 1) : parts * (member + 1) / members;
    for (var part = parts * member / members; part < end && failure == null; part++) {
      attempt(task, part, member);
    }
  }

  private void throwFailure() {
    var thrown = failure;
    if (thrown != null) {
      failure = null;
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(thrown);
      }
    }
  }

  private void alone() {
    var tasks = schedule.tasks();
    var checkpoint = schedule.checkpoint();
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

  private void together(WholeProgram code) {
    code.compute(arena, scratch[0], other);
    if (check()) {
      code.update(arena, scratch[0], other);
    }
  }

  private void other(int kernel) {
    for (var task : others[kernel]) {
      for (var part = 0; part < task.parts(); part++) {
        task.run(part, scratch[0]);
      }
    }
  }

  private boolean check() {
    finite = true;
    for (var guard : guards) {
      finite &= transfer.isFinite(guard);
    }
    return finite;
  }

  /** What one member of the team does: the same parts of each task in every run. */
  private void work(int member) {
    var tasks = schedule.tasks();
    var checkpoint = schedule.checkpoint();
    var meetings = schedule.meetings();
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
        share(tasks[i], member);
      }
    }
  }

  /** Nobody may stop while others wait for him: what goes wrong is thrown when all are done. */
  private void attempt(Task task, int part, int member) {
    try {
      task.run(part, scratch[member]);
    } catch (RuntimeException | Error e) {
      failure = e;
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

  /** Goes back, or on, to the point where another machine of the same program is. */
  void goTo(Machine other) {
    arena.copy(other.arena);
  }

  /** Whether all that is read from outside has the same bits as another machine's. */
  boolean agrees(Machine other) {
    return Stream.of(plan.sources().values(), plan.outputs(), plan.guards())
        .flatMap(Collection::stream)
        .allMatch(view -> transfer.read(view).equals(other.transfer.read(view)));
  }

  /** What each kernel took, if that was asked for. */
  public Optional<Profiler> profiler() {
    return Optional.ofNullable(profiler);
  }
}
