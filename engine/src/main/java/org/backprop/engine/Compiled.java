package org.backprop.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.backprop.graph.Input;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.plan.Plan;
import org.backprop.plan.PlanVerifier;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.runtime.FusedMultiplyAdd;
import org.backprop.runtime.Machine;
import org.backprop.runtime.MachinePeak;
import org.backprop.runtime.ProgramMemory;
import org.backprop.tensor.Tensor;

/** A program as machine code. */
final class Compiled implements Executable {
  private final Program program;
  private final Plan plan;
  private final ProgramMemory memory;
  private final Machine machine;
  private final List<Node> inputs;
  private final List<Node> variables;
  private final Set<Node> written = new HashSet<>();
  private boolean moved;

  Compiled(Program program, Options options) {
    FusedMultiplyAdd.logIfSlow();
    this.program = program;
    this.inputs = Walk.sources(Input.class, program.roots());
    this.variables = Walk.sources(Variable.class, program.roots());
    var lowered = program.lowered();
    var target = TargetMachine.of(options.vectorBits(), options.threads());
    this.plan = Planner.of(lowered.outputs(), lowered.updates(), lowered.guards(), target);
    if (options.verifyPlan()) {
      PlanVerifier.verify(plan, lowered.outputs(), lowered.updates(), lowered.guards());
    }
    this.memory = new ProgramMemory(plan);
    this.machine =
        Machine.of(
            memory,
            options.scalarFirst(),
            options.profile(),
            options.whole(),
            options.verifyPlan());
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public List<Tensor> run(Map<Node, Tensor> given) {
    var bound = bind(given);
    bound.run();
    return IntStream.range(0, program.outputs().size()).mapToObj(bound::output).toList();
  }

  @Override
  public Bound bind(Map<Node, Tensor> given) {
    given.forEach(Interpreted::requireFits);
    for (var input : inputs) {
      if (!given.containsKey(input) && !written.contains(input)) {
        throw new IllegalArgumentException("no value was given for input " + input);
      }
    }
    return new Tied(given);
  }

  /** The outputs for values of the inputs and variables, as far as none was written. */
  List<Tensor> evaluate(Map<Node, Tensor> given) {
    try {
      for (var variable : variables) {
        var value = given.get(variable);
        if (value != null) {
          write(variable, value);
        }
      }
      return run(given);
    } finally {
      written.removeAll(given.keySet());
    }
  }

  /** From here on no value counts as written. */
  void forget() {
    written.clear();
  }

  private final class Tied implements Bound {
    private final Map<Node, Tensor> given;
    private final ProgramMemory.Feed feed;
    private boolean complete;

    Tied(Map<Node, Tensor> given) {
      this.given = given;
      this.feed = memory.feed(given);
    }

    @Override
    public void run() {
      if (!complete) {
        variables.forEach(variable -> requireWritten(variable, "variable " + variable));
        complete = true;
      }
      feed.write();
      if (!machine.run()) {
        throw diagnosis(given);
      }
      moved = true;
    }

    @Override
    public double number(int output) {
      return memory.number(output);
    }

    @Override
    public Tensor output(int output) {
      return memory.output(output);
    }
  }

  private void requireWritten(Node variable, String what) {
    if (!written.contains(variable) && !(moved && program.updates().containsKey(variable))) {
      throw new IllegalArgumentException("no value was given for " + what);
    }
  }

  @Override
  public String plan() {
    return plan.toString();
  }

  @Override
  public Optional<Profile> profile() {
    return machine.profiler().map(times -> Profile.of(times, MachinePeak.measure(plan.machine())));
  }

  private NonFiniteException diagnosis(Map<Node, Tensor> given) {
    var all = new HashMap<>(given);
    variables.forEach(variable -> all.put(variable, memory.read(variable)));
    inputs.stream().filter(written::contains).forEach(x -> all.putIfAbsent(x, memory.read(x)));
    var interpreter = new Interpreter(program.roots());
    return Diagnosis.of(interpreter.order(), interpreter.values(all));
  }

  @Override
  public Tensor read(Node variable) {
    requireWritten(variable, variable.toString());
    return memory.read(variable);
  }

  @Override
  public void write(Node variable, Tensor value) {
    Interpreted.requireFits(variable, value);
    memory.write(variable, value);
    written.add(variable);
  }

  /** The program. */
  @Override
  public String toString() {
    return "compiled " + program;
  }
}
