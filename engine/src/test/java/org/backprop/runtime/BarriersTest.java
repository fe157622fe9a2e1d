package org.backprop.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.codegen.Scratch;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.plan.Kernel;
import org.backprop.plan.Planner;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Where threads wait for each other, and that a missing barrier is noticed. */
class BarriersTest {
  private static ProgramMemory memory(Program program) {
    var lowered = program.simplified().lowered();
    return new ProgramMemory(
        Planner.of(
            lowered.outputs(), lowered.updates(), lowered.guards(), TargetMachine.of(512, 2)));
  }

  private static TaskSequence tasks(ProgramMemory memory) {
    return TaskSequence.of(
        memory, CodeSelector.scalar(memory.plan().machine()), ThreadPrivate.none(memory));
  }

  /** Whether a barrier precedes each kernel, if all have this number of parts. */
  private static boolean[] barriers(List<Node> outputs, int parts) {
    var memory = memory(new Program(outputs, Map.of(), List.of()));
    var kernels = memory.plan().kernels();
    var tasks = kernels.stream().map(_ -> new Parts(parts)).toArray(Task[]::new);
    return Barriers.of(kernels, tasks, kernels.size(), ThreadPrivate.none(memory));
  }

  private record Parts(int parts) implements Task {
    @Override
    public void run(int part, Scratch scratch) {}
  }

  private final Node x = Node.input("x", DType.FLOAT32, 50, 50);
  private final Node y = x.matmul(x);

  @Test
  void a_reader_waits_for_all_parts_of_what_it_reads() {
    assertEquals("[false, true]", Arrays.toString(barriers(List.of(y, y.matmul(y)), 4)));
  }

  @Test
  void tasks_of_one_part_all_run_on_the_first_thread_and_wait_for_none() {
    assertEquals("[false, false]", Arrays.toString(barriers(List.of(y, y.matmul(y)), 1)));
  }

  @Test
  void readers_of_the_same_value_do_not_wait_for_each_other() {
    var other = Node.input("other", DType.FLOAT32, 50, 20);
    assertEquals("[false, false]", Arrays.toString(barriers(List.of(y, x.matmul(other)), 4)));
  }

  @Test
  void memory_is_written_again_only_when_all_have_read_it() {
    var h = x;
    for (var i = 0; i < 4; i++) {
      h = h.matmul(x).tanh();
    }
    var barriers = barriers(List.of(h), 4);
    assertEquals(4, barriers.length);
    assertEquals(3, IntStream.range(0, 4).filter(i -> barriers[i]).count());
  }

  private static Program training() {
    var x = Node.input("x", DType.FLOAT32, 128, 300);
    var w = Node.variable("W", DType.FLOAT32, Shape.of(300, 200));
    var v = Node.variable("V", DType.FLOAT32, Shape.of(200, 100));
    var loss = x.matmul(w).tanh().matmul(v).squared().mean();
    var gradients = Gradients.of(loss, List.of(w, v));
    var updates = Map.of(w, w.minus(gradients.getFirst()), v, v.minus(gradients.getLast()));
    return new Program(List.of(loss), updates, List.of(loss));
  }

  @Test
  void every_barrier_that_is_left_out_is_noticed() {
    var memory = memory(training());
    var tasks = tasks(memory);
    var none = ThreadPrivate.none(memory);
    BarrierVerifier.verify(tasks, none);
    var found = 0;
    for (var i = 0; i < tasks.barriers().length; i++) {
      if (tasks.barriers()[i]) {
        var barriers = tasks.barriers().clone();
        barriers[i] = false;
        var broken = new TaskSequence(tasks.kernels(), tasks.tasks(), tasks.checkpoint(), barriers);
        var fault =
            assertThrows(IllegalStateException.class, () -> BarrierVerifier.verify(broken, none));
        assertTrue(fault.getMessage().contains("no barrier between kernel"), fault.getMessage());
        assertTrue(fault.getMessage().contains("buffer "), fault.getMessage());
        found++;
      }
    }
    assertTrue(found >= 3, found + " barriers");
  }

  @Test
  void each_thread_s_own_copy_needs_no_barrier() {
    var images = Node.input("images", DType.UINT8, 1000, 300);
    var rows = Node.input("rows", DType.INT64, 61);
    var w = Node.variable("W", DType.FLOAT32, Shape.of(300, 200));
    var product = images.gather(rows).cast(DType.FLOAT32).matmul(w);
    var memory = memory(Program.of(product));
    var own = ThreadPrivate.of(memory, 4);
    var tasks = TaskSequence.of(memory, CodeSelector.scalar(memory.plan().machine()), own);
    assertTrue(Arrays.stream(tasks.kernels()).anyMatch(Kernel.Lookup.class::isInstance));
    for (var barrier : tasks.barriers()) {
      assertFalse(barrier);
    }
    BarrierVerifier.verify(tasks, own);
    assertThrows(
        IllegalStateException.class,
        () -> BarrierVerifier.verify(tasks, ThreadPrivate.none(memory)));
  }
}
