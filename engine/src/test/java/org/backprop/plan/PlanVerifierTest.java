package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.engine.Program;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound plans pass, and plans that are broken by hand in one place do not. */
class PlanVerifierTest {
  private final Program training = lowered(Plans.training(64, 100, 130, 10));
  private final Plan plan = Plans.ofLowered(training);

  private static Program lowered(Program program) {
    return program.simplified().lowered();
  }

  private static void verify(Plan plan, Program program) {
    PlanVerifier.verify(plan, program.outputs(), program.updates(), program.guards());
  }

  /** The plan is refused in a sentence with these words. */
  private static void refused(Plan broken, Program program, String... words) {
    var fault = assertThrows(IllegalStateException.class, () -> verify(broken, program));
    for (var word : words) {
      assertTrue(fault.getMessage().contains(word), fault.getMessage());
    }
  }

  private void refused(Plan broken, String... words) {
    refused(broken, training, words);
  }

  private Plan with(List<Kernel> kernels) {
    return with(kernels, plan.checkpoint());
  }

  private Plan with(List<Kernel> kernels, int checkpoint) {
    return with(plan, kernels, checkpoint);
  }

  private static Plan with(Plan plan, List<Kernel> kernels, int checkpoint) {
    return new Plan(
        plan.machine(),
        kernels,
        checkpoint,
        plan.sizes(),
        plan.sources(),
        plan.constants(),
        plan.outputs(),
        plan.guards(),
        plan.late(),
        plan.values());
  }

  private static Plan moved(Plan plan, Buffer buffer, Buffer to) {
    return plan.on(each -> each.equals(buffer) ? to : each, plan.sizes());
  }

  @ParameterizedTest
  @CsvSource({"5, 3, 4, 3", "64, 784, 128, 10", "2000, 300, 130, 10", "128, 1024, 2048, 1000"})
  void what_the_planner_makes_is_sound(int batch, int in, int hidden, int out) {
    var program = lowered(Plans.training(batch, in, hidden, out));
    verify(Plans.ofLowered(program), program);
  }

  @Test
  void no_kernel_may_be_missing_that_a_later_one_reads() {
    for (var missing = 0; missing < plan.kernels().size(); missing++) {
      var kernels = new ArrayList<>(plan.kernels());
      kernels.remove(missing);
      var checkpoint = plan.checkpoint() - (missing < plan.checkpoint() ? 1 : 0);
      refused(with(kernels, checkpoint));
    }
  }

  @Test
  void no_kernel_may_run_before_those_that_it_reads() {
    var kernels = new ArrayList<>(plan.kernels());
    var last = kernels.remove(plan.checkpoint() - 1);
    kernels.addFirst(last);
    refused(with(kernels), "kernel 1 (", "nothing has written to it");
  }

  @Test
  void a_value_that_is_still_read_may_not_be_written_over() {
    var refusals = 0;
    for (var one : plan.values().values()) {
      for (var other : plan.values().values()) {
        if (!one.equals(other) && one.dtype() == other.dtype() && areLiveTogether(one, other)) {
          refused(moved(plan, one, one.at(other.offset())));
          refusals++;
        }
      }
    }
    assertTrue(refusals > 20, refusals + " pairs");
  }

  /** Whether a kernel between the first and the last that use one buffer uses the other, too. */
  private boolean areLiveTogether(Buffer one, Buffer other) {
    var ones = uses(one);
    var others = uses(other);
    return others.stream()
        .filter(ones::contains)
        .anyMatch(i -> !isHandedOver(i, ones, others) && !isHandedOver(i, others, ones));
  }

  /** Whether a kernel reads one buffer for the last time, and may write the other over it. */
  private static boolean isHandedOver(int kernel, List<Integer> read, List<Integer> written) {
    return kernel == read.getLast() && kernel == written.getFirst();
  }

  private List<Integer> uses(Buffer buffer) {
    return IntStream.range(0, plan.kernels().size())
        .filter(i -> Plans.used(plan.kernels().get(i)).anyMatch(buffer::equals))
        .boxed()
        .toList();
  }

  @Test
  void the_message_names_the_kernel_the_value_and_the_buffer() {
    var x = Node.input("x", DType.FLOAT32, 4, 5);
    var w = Node.variable("W", DType.FLOAT32, Shape.of(5, 4));
    var program = lowered(Program.of(x.matmul(w).tanh().matmul(x)));
    var sound = Plans.ofLowered(program);
    var input = sound.values().get(x);
    var weights = sound.values().get(w);
    refused(
        moved(sound, weights, weights.at(input.offset())),
        program,
        "W",
        "buffer " + input.number() + ", FLOAT32[4, 5] at " + input.offset(),
        "the caller has written");
  }

  @Test
  void variables_keep_their_values_until_the_guards_are_known() {
    refused(with(plan.kernels(), plan.kernels().size()), "before the guards are known");
    refused(with(plan.kernels(), 0), "guard");
  }

  @Test
  void every_buffer_fits_its_array_and_every_operand_its_buffer() {
    var sizes = new HashMap<>(plan.sizes());
    var end = plan.values().values().stream().mapToInt(each -> each.offset() + each.length()).max();
    sizes.put(DType.FLOAT32, end.getAsInt() - 1);
    refused(plan.on(buffer -> buffer, sizes), "elements of an array of");
    var kernels = new ArrayList<>(plan.kernels());
    for (var i = 0; i < kernels.size(); i++) {
      if (kernels.get(i) instanceof Kernel.Matmul product) {
        kernels.set(i, longer(product));
      }
    }
    refused(with(kernels), "uses the elements 0 to", "which has");
  }

  private static Kernel.Matmul longer(Kernel.Matmul product) {
    return new Kernel.Matmul(
        product.nodes(),
        product.rows() + 1000,
        product.columns(),
        product.terms(),
        product.a(),
        product.b(),
        product.c(),
        product.batches(),
        product.blockwise(),
        product.after());
  }

  @Test
  void every_constant_that_is_read_has_a_buffer() {
    var x = Node.input("x", DType.FLOAT32, 3, 2);
    var c = Node.constant(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
    var program = lowered(Program.of(x.plus(c.cast(DType.FLOAT32))));
    var sound = Plans.ofLowered(program);
    assertEquals(1, sound.constants().size());
    refused(
        new Plan(
            sound.machine(),
            sound.kernels(),
            sound.checkpoint(),
            sound.sizes(),
            sound.sources(),
            Map.of(),
            sound.outputs(),
            sound.guards(),
            sound.late(),
            sound.values()),
        program,
        "nothing has written to it");
  }

  private final Node a = Node.variable("a", DType.FLOAT32, Shape.of(33, 33));
  private final Node b = Node.variable("b", DType.FLOAT32, Shape.of(33, 33));

  private Program updates(Node nextA, Node nextB) {
    var updates = new LinkedHashMap<Node, Node>();
    updates.put(a, nextA);
    updates.put(b, nextB);
    return lowered(new Program(List.of(), updates, List.of()));
  }

  /** The plan if the next value of a were written in place, whatever still reads a. */
  private Plan inPlace(Program program) {
    var sound = Plans.ofLowered(program);
    verify(sound, program);
    var next = sound.values().get(program.updates().get(a));
    var old = sound.values().get(a);
    assertTrue(!next.equals(old), "it is in place");
    return moved(sound, next, old)
        .withLate(sound.late().stream().filter(copy -> !copy.to().buffer().equals(old)).toList());
  }

  @Test
  void no_update_in_place_before_the_last_read() {
    var program = updates(a.times(2), b.plus(a.transposed()));
    refused(inPlace(program), program, "does not read " + a, "kernel 2");
  }

  @Test
  void no_update_in_place_of_a_variable_that_the_same_loop_reads_transposed() {
    var program = updates(a.plus(a.transposed()), b.plus(1));
    refused(inPlace(program), program, "in another order than it reads");
  }

  @Test
  void no_update_in_place_of_a_variable_that_the_same_product_reads() {
    var program = updates(a.matmul(b), b.plus(1));
    refused(inPlace(program), program, "while it reads");
  }

  @Test
  void no_update_in_place_of_a_variable_that_the_loop_after_a_product_reads() {
    var x = Node.input("x", DType.FLOAT32, 20, 33);
    var product = x.transposed().matmul(x);
    var program = updates(product, a.minus(product));
    refused(inPlace(program), program, "does not read " + a);
  }

  @Test
  void late_copies_move_each_next_value_to_its_variable() {
    var program = updates(b, a);
    var sound = Plans.ofLowered(program);
    verify(sound, program);
    assertEquals(2, sound.late().size());
    refused(sound.withLate(List.of()), program, "after the run");
    refused(sound.withLate(sound.late().subList(0, 1)), program, "after the run");
    var crossed =
        List.of(
            new Plan.Copy(sound.late().get(0).to(), sound.late().get(0).to()), sound.late().get(1));
    refused(sound.withLate(crossed), program, "after the run");
  }

  @Test
  void outputs_are_read_where_they_are() {
    var x = Node.input("x", DType.FLOAT32, 4, 5);
    var program = lowered(Program.of(x.plus(1), x.matmul(x.transposed())));
    var sound = Plans.ofLowered(program);
    var swapped =
        new Plan(
            sound.machine(),
            sound.kernels(),
            sound.checkpoint(),
            sound.sizes(),
            sound.sources(),
            sound.constants(),
            sound.outputs().reversed(),
            sound.guards(),
            sound.late(),
            sound.values());
    refused(swapped, program, "output", "is read as");
  }

  @Test
  void a_kernel_reads_nothing_but_the_inputs_of_its_nodes() {
    var x = Node.input("x", DType.FLOAT32, 4, 5);
    var y = Node.input("y", DType.FLOAT32, 4, 5);
    var program = lowered(Program.of(x.exp(), y.plus(x)));
    var sound = Plans.ofLowered(program);
    var kernels = new ArrayList<>(sound.kernels());
    var ofX = sound.values().get(x);
    var ofY = sound.values().get(y);
    kernels.replaceAll(kernel ->
        kernel.reads().equals(List.of(ofX))
            ? kernel.on(each -> each.equals(ofX) ? ofY : each)
            : kernel);
    var broken =
        new Plan(
            sound.machine(),
            kernels,
            sound.checkpoint(),
            sound.sizes(),
            sound.sources(),
            sound.constants(),
            sound.outputs(),
            sound.guards(),
            sound.late(),
            sound.values());
    refused(broken, program, "does not read " + x);
  }

  @Test
  void what_follows_a_product_runs_over_all_of_it_and_no_more() {
    var x = Node.input("x", DType.FLOAT32, 7, 5);
    var w = Node.variable("W", DType.FLOAT32, Shape.of(5, 3));
    var program = lowered(Program.of(x.matmul(w).plus(1)));
    var sound = Plans.ofLowered(program);
    var product = (Kernel.Matmul) sound.kernels().getFirst();
    var loop = product.after().orElseThrow();
    var turned =
        new Kernel.Nest(
            loop.nodes(), loop.body(), loop.outer(), loop.columns(), loop.rows(), loop.places());
    var broken =
        new Kernel.Matmul(
            product.nodes(),
            product.rows(),
            product.columns(),
            product.terms(),
            product.a(),
            product.b(),
            product.c(),
            product.batches(),
            product.blockwise(),
            Optional.of(turned));
    refused(with(sound, List.of(broken), 1), program, "3 x 7", "product of 7 x 3");
  }
}
