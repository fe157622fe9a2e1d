package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.graph.Variable;
import org.backprop.graph.Walk;
import org.backprop.plan.Plan;
import org.backprop.plan.PlanVerifier;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.runtime.GeneratedCode;
import org.backprop.runtime.Machine;
import org.backprop.runtime.ProgramMemory;
import org.backprop.tensor.Tensor;

/** Graphs with the values of what they read, in one float type or another. */
public record GraphCase(List<Node> roots, Map<Node, Tensor> values) {
  /** Between two looks at what is compiled. */
  private static final int RUNS = 500;

  /** After this number of runs HotSpot has asked for every compilation that it ever will. */
  private static final int LOOKS = 60;

  private static final int STEPS = 2;

  private CompiledCase compiled() {
    return new CompiledCase(roots, values);
  }

  /** The same in FLOAT32, where no operation asks for the 64 bits of a number. */
  public Optional<GraphCase> inSinglePrecision() {
    return compiled().inSinglePrecision().map(it -> new GraphCase(it.roots(), it.values()));
  }

  /**
   * The bits are the interpreter's on the lowered graph, for every width of the machine's vectors.
   */
  public void check(String what) {
    assertEquals(List.of(), compiled().differences(what).toList());
  }

  /** The same, by half: as a whole for every other width, in parts for the others. */
  public void checkInTurn(String what, int turn) {
    var program = compiled().program();
    var expected = compiled().expected(program);
    for (var i = 0; i < Widths.OF_MACHINE.size(); i++) {
      var bound = compiled().bound(program, Widths.OF_MACHINE.get(i), (turn + i) % 2 == 0);
      requireSame(expected, bound, what + ", " + Widths.OF_MACHINE.get(i) + " bits");
    }
  }

  /**
   * They are so too when HotSpot's optimizing compiler has compiled the code that was generated for
   * that width.
   *
   * @return whether it has compiled all of it
   */
  public boolean checkWhenHot(String what, int width) {
    var program = compiled().program();
    var expected = compiled().expected(program);
    var code = GeneratedCode.of(plan(program.lowered(), TargetMachine.of(width, 1)));
    var bound = compiled().bound(program, width, false);
    requireSame(expected, bound, what + " in cold code, " + width + " bits");
    for (var look = 0; !code.isCompiled() && (look < LOOKS || code.isQueued()); look++) {
      for (var i = 0; i < RUNS; i++) {
        bound.run();
      }
    }
    requireSame(expected, bound, what + " in compiled code, " + width + " bits");
    return code.isCompiled();
  }

  /**
   * Two steps, each of which moves every variable against a root of its type, have the bits of the
   * interpreter for one width: on one thread, and on two of a machine that cuts the smallest
   * kernels into parts.
   */
  public void checkSteps(String what, int width, boolean whole) {
    var program = stepping();
    var expected = steps(new Interpreted(program.lowered()));
    var options = CompiledCase.options(width, whole);
    assertEquals(expected, steps(Engine.compile(program, options)), what + ", " + options);
    var memory = new ProgramMemory(plan(program.lowered(), inSmallParts(width)));
    values.forEach(memory::write);
    var machine = Machine.of(memory, false, false, false, true);
    var seen = new ArrayList<Tensor>();
    for (var step = 0; step < STEPS; step++) {
      machine.run();
      IntStream.range(0, roots.size()).mapToObj(memory::output).forEach(seen::add);
      program.updates().keySet().stream().map(memory::read).forEach(seen::add);
    }
    assertEquals(expected, seen, what + " on two threads, " + width + " bits");
  }

  /** Evaluation that runs once has the bits of the compiled program. */
  public void checkEvaluated(String what) {
    var options = CompiledCase.options(Widths.OF_MACHINE.getLast(), true);
    assertEquals(
        Engine.evaluator(roots, options).evaluate(values), Engine.evaluate(roots, values), what);
  }

  private Program stepping() {
    var updates = new LinkedHashMap<Node, Node>();
    for (var variable : Walk.sources(Variable.class, roots)) {
      roots.stream()
          .filter(root -> root.type().equals(variable.type()))
          .findFirst()
          .ifPresent(root -> updates.put(variable, variable.minus(root.times(0.1))));
    }
    return new Program(roots, updates, List.of()).simplified();
  }

  /** The outputs and variables after each step. */
  private List<Tensor> steps(Executable executable) {
    var bound = CompiledCase.bound(executable, values);
    var seen = new ArrayList<Tensor>();
    for (var step = 0; step < STEPS; step++) {
      bound.run();
      IntStream.range(0, roots.size()).mapToObj(bound::output).forEach(seen::add);
      executable.program().updates().keySet().stream().map(executable::read).forEach(seen::add);
    }
    return seen;
  }

  private static Plan plan(Program lowered, TargetMachine machine) {
    var plan = Planner.of(lowered.outputs(), lowered.updates(), lowered.guards(), machine);
    PlanVerifier.verify(plan, lowered.outputs(), lowered.updates(), lowered.guards());
    return plan;
  }

  private static TargetMachine inSmallParts(int width) {
    var usual = TargetMachine.of(width, 2);
    var matmuls = new TargetMachine.Matmuls(64, 8, 8, 32, 4, 4, 8);
    var loops = new TargetMachine.Loops(usual.loops().nodes(), 8, 16);
    var rates = new TargetMachine.Rates(1e-15, 1e10, 1e10, 1e9);
    return new TargetMachine(width, 2, usual.caches(), matmuls, loops, rates);
  }

  private static void requireSame(List<Tensor> expected, Bound bound, String what) {
    assertEquals(List.of(), CompiledCase.differences(expected, bound, what).toList());
  }
}
