package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.plan.PlanVerifier;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs have equal bits on machines of other numbers, which no class repeats. */
class OtherMachineTest {
  private static final TargetMachine USUAL = TargetMachine.of(256, 1);

  private final Node x = Node.input("x", DType.FLOAT32, 900, 70);
  private final Node w = Node.variable("W", DType.FLOAT32, Shape.of(70, 300));
  private final Node v = Node.variable("V", DType.FLOAT32, Shape.of(300, 10));
  private final Program program = step();

  private Program step() {
    var h = x.matmul(w).tanh();
    var loss = h.matmul(v).exp().sum(1).log().mean();
    var gradients = Gradients.of(loss, List.of(w, v));
    var updates = new LinkedHashMap<Node, Node>();
    updates.put(w, w.minus(gradients.get(0).times(0.1)));
    updates.put(v, v.minus(gradients.get(1).times(0.1)));
    return new Program(List.of(loss), updates, List.of(loss)).simplified().lowered();
  }

  /** The loss and the weights of two steps. */
  private List<Tensor> steps(TargetMachine machine) {
    var plan = Planner.of(program.outputs(), program.updates(), program.guards(), machine);
    PlanVerifier.verify(plan, program.outputs(), program.updates(), program.guards());
    var memory = new ProgramMemory(plan);
    var random = new SplittableRandom(7);
    List.of(x, w, v).forEach(node -> memory.write(node, values(node, random)));
    var running = Machine.of(memory, false, false, true, true);
    var seen = new ArrayList<Tensor>();
    for (var i = 0; i < 2; i++) {
      running.run();
      seen.addAll(List.of(memory.output(0), memory.read(w), memory.read(v)));
    }
    return seen;
  }

  private static Tensor values(Node node, SplittableRandom random) {
    var shape = node.shape();
    return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray()).to(DType.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({"64, 48, 8", "128, 48, 8", "32, 24, 4", "64, 12, 16", "128, 96, 2"})
  void the_numbers_of_a_product_change_no_bit(int panel, int blockRows, int parts) {
    var expected = steps(USUAL);
    for (var threads : List.of(1, 2)) {
      var usual = TargetMachine.of(256, threads);
      var matmuls = new TargetMachine.Matmuls(panel, blockRows, parts, 1 << 12, 3, 4, 4);
      assertEquals(
          expected,
          steps(
              new TargetMachine(
                  256, threads, usual.caches(), matmuls, usual.loops(), usual.rates())));
    }
  }

  @ParameterizedTest
  @CsvSource({"128, 1024, 12", "64, 65536, 96"})
  void the_numbers_of_caches_and_loops_change_no_bit(int line, int page, int nodes) {
    var caches = new TargetMachine.Caches(line, 16, page, 1 << 16, 1 << 17, 8, 1 << 12);
    var loops = new TargetMachine.Loops(nodes, 8, 512);
    var other = new TargetMachine(256, 2, caches, USUAL.matmuls(), loops, USUAL.rates());
    assertEquals(steps(USUAL), steps(other));
  }
}
