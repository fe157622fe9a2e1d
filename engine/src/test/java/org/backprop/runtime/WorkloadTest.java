package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.backprop.codegen.WholePrograms;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Which programs become one piece of code, and which are shared by threads. */
class WorkloadTest {
  private static List<Kernel> step(int batch, int in, int hidden, int out) {
    return step(512, batch, in, hidden, out).kernels();
  }

  private static Plan step(int bits, int batch, int in, int hidden, int out) {
    var x = Node.input("x", DType.FLOAT32, batch, in);
    var w1 = Node.variable("W1", DType.FLOAT32, Shape.of(in, hidden));
    var w2 = Node.variable("W2", DType.FLOAT32, Shape.of(hidden, out));
    var loss = Compositions.softmax(x.matmul(w1).tanh().matmul(w2)).squared().mean();
    var gradients = Gradients.of(loss, List.of(w1, w2));
    var updates = Map.of(w1, w1.minus(gradients.getFirst()), w2, w2.minus(gradients.getLast()));
    var lowered = new Program(List.of(loss), updates, List.of(loss)).simplified().lowered();
    return Planner.of(
        lowered.outputs(), lowered.updates(), lowered.guards(), TargetMachine.of(bits, 2));
  }

  @Test
  void a_small_training_step_is_one_piece_of_code_in_every_width() {
    for (var bits : List.of(0, 128, 256, 512)) {
      var plan = step(bits, 16, 4, 16, 3);
      assertTrue(Workload.isSmall(plan.kernels()));
      assertTrue(plan.kernels().stream().allMatch(WholePrograms::takes));
      assertTrue(WholePrograms.of(plan).isPresent(), bits + " bits");
    }
  }

  @Test
  void a_step_that_is_worth_two_threads_is_not() {
    var kernels = step(64, 784, 128, 10);
    assertEquals(2, Workload.threads(kernels, TargetMachine.of(512, 2)));
    assertFalse(Workload.isSmall(kernels));
  }

  @Test
  void many_brief_kernels_are_worth_one_thread_where_few_long_ones_are_worth_two() {
    var brief = step(32, 64, 64, 10);
    var many = Collections.nCopies(40, brief).stream().flatMap(List::stream).toList();
    var few = step(256, 256, 256, 10);
    assertTrue(Workload.total(many) > 2e7);
    assertEquals(1, Workload.threads(many, TargetMachine.of(512, 8)));
    assertTrue(Workload.threads(few, TargetMachine.of(512, 8)) >= 2);
  }
}
