package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.Pad;
import org.backprop.graph.ScatterAdd;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A printed plan says why a kernel is interpreted, or scalar. */
class PlanTextTest {
  private final Node x = Node.input("x", DType.FLOAT32, 4, 6);

  private static void says(String expected, Node... outputs) {
    var text = Plans.of(outputs).toString();
    assertTrue(text.contains(expected), text);
  }

  @Test
  void a_kernel_in_vectors_has_no_reason() {
    var text = Plans.of(x.matmul(x.transposed()).tanh(), x.sum(1).exp()).toString();
    assertFalse(text.contains("scalar"), text);
    assertFalse(text.contains("because"), text);
  }

  @Test
  void each_written_value_has_its_name() {
    var w = Node.variable("W", DType.FLOAT32, Shape.of(6, 6));
    says("= contract(x, W)\n", x.matmul(w).named("a").tanh().named("h"));
    says("writes t1 FLOAT32[4, 6]", x.matmul(w).plus(1).named("a"));
    says("a FLOAT32[4, 6] at ", x.matmul(w).plus(1).named("a"));
  }

  @Test
  void an_operation_without_lowering_has_the_reason_of_the_operation() {
    var rows = Node.input("rows", DType.INT64, 3);
    says(
        "node by node, by reference values\n"
            + "       because its indices are known only at run time",
        x.plus(1).gather(rows));
  }

  @Test
  void a_fold_over_three_axes_apart_is_interpreted() {
    var x = Node.input("x", DType.FLOAT32, 2, 3, 4, 5, 6);
    says("because one loop cannot fold the axes [0, 2, 4] of [2, 3, 4, 5, 6]", x.sum(0, 2, 4));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "0 1", "0 2", "1 2", "1 3", "0 3", "0 1 3"})
  void a_fold_over_axes_that_merge_into_two_is_a_loop(String axes) {
    var x = Node.input("x", DType.FLOAT32, 2, 3, 5, 33);
    var folded = Stream.of(axes.split(" ")).mapToInt(Integer::parseInt).toArray();
    var text = Plans.of(x.times(x).sum(folded), x.max(folded)).toString();
    assertFalse(text.contains("interpret") || text.contains("reference values"), text);
  }

  /** No order of axes lets a contraction be interpreted. */
  @ParameterizedTest
  @CsvSource({
    "ibk, kbj, ijb, 4 3 5, 5 3 6",
    "kab, nkb, nka, 3 4 5, 7 3 5",
    "bki, bkj, jbi, 2 5 4, 2 5 3",
    "bik, bkj, ijb, 2 3 4, 2 4 5",
    "abk, kj, ajb, 3 2 4, 4 5",
    "akb, bjk, aj, 3 2 4, 4 5 2",
    "iakb, bjkc, iajc, 2 3 5 4, 4 3 5 2"
  })
  void contractions_are_products_in_any_order_of_axes(
      String left, String right, String out, String leftDims, String rightDims) {
    var a = Node.input("a", DType.FLOAT32, dims(leftDims));
    var b = Node.input("b", DType.FLOAT32, dims(rightDims));
    var text = Plans.of(Node.of(new Contract(left, right, out), a, b)).toString();
    assertFalse(text.contains("reference values"), text);
  }

  @Test
  void an_operand_whose_batch_does_not_lead_is_copied() {
    var a = Node.input("a", DType.FLOAT32, 4, 3, 5);
    var b = Node.input("b", DType.FLOAT32, 6, 3, 5);
    var product = Node.of(new Contract("ibk", "jbk", "bij"), a, b);
    says("copy of b over 3 x 5 x 6", product);
    says("3 products of 4 x 5 and 5 x 6", product);
  }

  private static int[] dims(String text) {
    return Stream.of(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void moves_into_a_part_of_the_result_are_interpreted() {
    var rows = Node.input("rows", DType.INT64, 4);
    says("because a loop writes all elements of its result", pad(x));
    says("because a loop writes its result from operands", Node.concatenate(1, List.of(x, x)));
    says("because its indices are known only", Node.of(new ScatterAdd(9), x, rows));
  }

  private static Node pad(Node x) {
    return Node.of(new Pad(List.of(1, 0), List.of(0, 2), List.of(0, 0)), x);
  }

  @Test
  void a_loop_over_a_transposed_operand_is_scalar() {
    var y = Node.input("y", DType.FLOAT32, 6, 4);
    says("scalar, because an operand is strided along the rows", x.plus(y.transposed()));
  }

  @Test
  void a_loop_over_numbers_of_two_widths_is_scalar() {
    says("scalar, because its numbers have different widths", x.abs().cast(DType.FLOAT64));
  }

  @Test
  void a_fold_of_whole_numbers_is_scalar() {
    says(
        "scalar, because it folds numbers of type INT32",
        Node.input("n", DType.INT32, 4, 16).sum(1));
  }

  @Test
  void a_loop_that_stores_truth_values_is_scalar() {
    says("scalar, because it stores values of type BOOL", x.lessThan(x.constant(1)));
  }

  @Test
  void a_product_of_whole_numbers_is_scalar() {
    var n = Node.input("n", DType.INT32, 4, 16);
    says("scalar, because no vector has mul of [INT32, INT32] to INT32", n.times(n));
  }

  @Test
  void a_loop_over_single_numbers_is_scalar() {
    says("scalar, because its rows have one element", x.sum(1).max(0).exp());
  }

  @Test
  void without_vectors_all_is_scalar() {
    var plan =
        Planner.of(List.of(x.plus(1)), Map.of(), List.of(), TargetMachine.of(0, 1)).toString();
    assertTrue(plan.contains("all code is scalar, because the machine runs without vectors"), plan);
  }
}
