package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.runtime.GeneratedCode;
import org.backprop.tensor.Tensor;

/** Graphs with the values of what they read, in one float type or another. */
public record GraphCase(List<Node> roots, Map<Node, Tensor> values) {
  /** Between two looks at what is compiled. */
  private static final int RUNS = 500;

  /** After this number of runs HotSpot has asked for every compilation that it ever will. */
  private static final int LOOKS = 60;

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
    var lowered = program.lowered();
    var plan =
        Planner.of(
            lowered.outputs(), lowered.updates(), lowered.guards(), TargetMachine.of(width, 1));
    var code = GeneratedCode.of(plan);
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

  private static void requireSame(List<Tensor> expected, Bound bound, String what) {
    assertEquals(List.of(), CompiledCase.differences(expected, bound, what).toList());
  }
}
