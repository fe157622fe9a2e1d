package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.graph.Select;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Which nodes share a kernel. */
class FusionTest {
  private final Node x = Node.input("x", DType.FLOAT32, 40, 30);
  private final Node w = Node.variable("W", DType.FLOAT32, Shape.of(30, 30));

  private static List<Kernel> kernels(Node... outputs) {
    return Plans.of(outputs).kernels();
  }

  private static List<String> operations(Kernel kernel) {
    return kernel.nodes().stream().map(node -> node.op().name()).toList();
  }

  @Test
  void element_by_element_operations_are_one_loop() {
    var kernels = kernels(x.plus(1).abs().times(x).sqrt());
    assertEquals(1, kernels.size());
    assertEquals(List.of("add", "abs", "mul", "sqrt"), operations(kernels.getFirst()));
  }

  @Test
  void values_that_only_the_loop_reads_are_not_stored() {
    assertEquals(1, kernels(x.plus(1).abs()).getFirst().writes().size());
    assertEquals(2, kernels(x.plus(1), x.plus(1).abs()).getFirst().writes().size());
  }

  @Test
  void a_product_its_bias_and_its_activation_are_one_kernel() {
    var b = Node.variable("b", DType.FLOAT32, Shape.of(30));
    var h = x.matmul(w).plus(b.broadcastTo(x.shape())).tanh();
    var kernel = assertInstanceOf(Kernel.Matmul.class, kernels(h).getFirst());
    assertEquals(1, kernels(h).size());
    assertTrue(kernel.after().isPresent());
    assertEquals("contract", operations(kernel).getFirst());
  }

  @Test
  void two_products_are_two_kernels() {
    assertEquals(
        2,
        kernels(x.matmul(w).plus(x.times(2).matmul(w))).stream()
            .filter(Kernel.Matmul.class::isInstance)
            .count());
  }

  @Test
  void a_value_that_is_read_transposed_is_stored_first() {
    var square = x.matmul(w).matmul(x.transposed());
    var kernels = kernels(square.exp().plus(square.exp().transposed()));
    var last = kernels.getLast();
    assertEquals(List.of("add"), operations(last));
  }

  @Test
  void a_softmax_with_its_loss_and_its_gradient_follows_on_the_product() {
    var v = Node.variable("V", DType.FLOAT32, Shape.of(30, 10));
    var y = Node.input("y", DType.FLOAT32, 40, 10);
    var loss = Compositions.softmax(x.matmul(v)).minus(y).squared().sum(1).mean();
    var gradient = Gradients.of(loss, List.of(v)).getFirst();
    var product = kernels(loss, gradient).getFirst();
    assertTrue(Stream.of("contract", "max", "sum", "div").allMatch(operations(product)::contains));
    assertEquals(
        LoopBody.Folding.COLUMNS, ((Kernel.Matmul) product).after().get().body().folding());
  }

  @Test
  void sums_over_rows_and_over_columns_are_two_loops() {
    var y = x.abs();
    var sums =
        kernels(y.sum(0), y.sum(1)).stream().filter(kernel -> operations(kernel).contains("sum"));
    assertEquals(2, sums.count());
  }

  @Test
  void a_moment_and_the_weight_are_updated_where_the_gradient_is_computed() {
    var speed = Node.variable("speed", DType.FLOAT32, w.shape());
    var gradient = Gradients.of(x.matmul(w).squared().mean(), List.of(w)).getFirst();
    var next = speed.times(0.9).plus(gradient);
    var updates = new LinkedHashMap<Node, Node>();
    updates.put(speed, next);
    updates.put(w, w.minus(next));
    var plan = Plans.of(new Program(List.of(), updates, List.of()));
    var last = assertInstanceOf(Kernel.Matmul.class, plan.kernels().getLast());
    assertEquals(List.of(), plan.late());
    assertTrue(updates.keySet().stream().map(plan.values()::get).allMatch(last.writes()::contains));
  }

  @Test
  void a_long_chain_is_cut_into_several_loops() {
    var y = x;
    for (var i = 0; i < 200; i++) {
      y = i % 2 == 0 ? y.abs().sqrt() : y.plus(x);
    }
    var kernels = kernels(y);
    assertTrue(kernels.size() > 1);
    assertTrue(kernels.stream().allMatch(kernel -> kernel.nodes().size() <= 96));
    assertEquals(300, kernels.stream().mapToInt(kernel -> kernel.nodes().size()).sum());
  }

  @Test
  void a_comparison_is_made_again_where_it_is_read_and_not_stored() {
    var positive = x.constant(0).lessThan(x);
    var y = Node.of(new Select(), positive, x, x.negated());
    var kernels = kernels(y, y.matmul(w).times(positive.cast(DType.FLOAT32)));
    assertFalse(
        kernels.stream()
            .flatMap(kernel -> kernel.writes().stream())
            .anyMatch(buffer -> buffer.dtype() == DType.BOOL));
  }
}
