package org.backprop.notation;

import static org.backprop.rewrite.Graphs.input;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.Polygamma;
import org.backprop.rewrite.Graphs;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

class NotationTest {
  private final Node x = input("x", 4, 3);
  private final Node y = input("y", 4, 3);

  /** Prints the same as it is built and simplified. */
  private static void assertReads(String expected, Node node) {
    assertEquals(expected, Printer.expression(node));
    assertEquals(expected, Printer.expression(Graphs.simplified(node)));
  }

  @Test
  void compositions_are_recognised() {
    assertReads("softmax(x)", Compositions.softmax(x));
    assertReads("logsumexp(x)", Compositions.logsumexp(x));
    assertReads("relu(x)", Compositions.relu(x));
    assertReads("leakyRelu(x, 0.01)", Compositions.leakyRelu(x, 0.01));
    assertReads("elu(x)", Compositions.elu(x, 1));
    assertReads("elu(x, 0.3)", Compositions.elu(x, 0.3));
    assertReads("gelu(x)", Compositions.gelu(x));
    assertReads("silu(x)", Compositions.silu(x));
    assertReads("mean(x)", x.mean());
    assertReads("mean(x, axis 0)", x.mean(0));
    assertReads("1 / x", x.reciprocal());
    assertReads("x^2", x.squared());
    assertReads("x^T", x.transposed());
  }

  @Test
  void compositions_of_floats_are_recognised() {
    var f = Node.input("f", DType.FLOAT32, 3, 3);
    assertReads("gelu(f)", Compositions.gelu(f));
    assertReads("leakyRelu(f, 0.01)", Compositions.leakyRelu(f, 0.01));
    assertReads("elu(f, 0.3)", Compositions.elu(f, 0.3));
    assertReads("mean(f)", f.mean());
  }

  @Test
  void softmax_is_recognised_in_the_derivative_of_logsumexp() {
    var derivative = Gradients.of(Compositions.logsumexp(x).sum(), x);
    assertEquals("softmax(x)", Printer.expression(Graphs.simplified(derivative)));
  }

  @Test
  void what_is_only_like_a_composition_keeps_its_own_form() {
    assertEquals(
        "exp(x) / sum(exp(x), axis 1)",
        Printer.expression(
            Simplify.of(x.exp().dividedBy(x.exp().sum(-1).unreduce(x.shape(), List.of(1))))));
    assertReads("x sigmoid(y)", x.times(y.sigmoid()));
    assertReads("select(y <= 0, 0.3 x, x)", Node.select(y.atMost(y.zeros()), x.times(0.3), x));
    assertReads("x s", x.times(x.sigmoid().named("s")));
  }

  @Test
  void matrix_products_show_their_transpositions() {
    assertReads("x^T y", x.transposed().matmul(y));
    assertReads("x y^T", x.matmul(y.transposed()));
    var v = input("v", 3);
    assertReads("x v", contract("ik", "k", "i", x, v));
    assertReads("v^T v", contract("i", "i", "", v, v));
    assertReads("v^T x^T", contract("k", "ik", "i", v, x).named("a"));
    assertReads("contract(x, y, bi,bj->bij)", contract("bi", "bj", "bij", x, y));
  }

  private static Node contract(String left, String right, String out, Node a, Node b) {
    return Node.of(new Contract(left, right, out), a, b);
  }

  @Test
  void choices_and_truth_read_as_brackets() {
    assertReads("x [y > 0]", Node.select(y.atMost(y.zeros()), x.zeros(), x));
    assertReads("x [y < 0]", Node.select(y.lessThan(y.zeros()), x, x.zeros()));
    assertReads("[x = y]", x.equalTo(y).cast(DType.FLOAT64));
    assertReads("(x < y) and (y <= 1)", x.lessThan(y).and(y.atMost(y.constant(1))));
    assertReads("select(x < y, x, y)", Node.select(x.lessThan(y), x, y));
  }

  @Test
  void other_operations_read_as_functions() {
    assertReads("maximum(x, y)", x.maximum(y));
    assertReads("max(x, axis 1)", x.max(1));
    assertReads("digamma(x)", Node.of(new Polygamma(0), x));
    assertReads("cumulativeSum(x, axis 0)", x.cumulativeSum(0));
    assertReads("float32(x)", x.cast(DType.FLOAT32));
    assertReads("concatenate(x, y)", Node.concatenate(0, List.of(x, y)));
    assertReads("reshape(x, [12])", x.reshape(12));
    assertReads("x^y", x.pow(y));
    assertReads("x^2", x.pow(2));
    assertReads("iota[5]", Compositions.iota(DType.INT32, 5));
    assertReads("slice(x)", x.slice(0, 1, 2));
  }
}
