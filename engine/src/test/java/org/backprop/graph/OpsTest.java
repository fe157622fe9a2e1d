package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.engine.GradientCheck;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Storage;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, by being in the table. */
class OpsTest {
  static List<Op> all() {
    return Ops.ALL;
  }

  private static Stream<Node> samples(Op op, Trial trial) {
    return Samples.of(op, trial)
        .filter(node -> !(op instanceof Input) && !(op instanceof Variable));
  }

  @Test
  void names_are_different() {
    var names = Ops.ALL.stream().collect(Collectors.groupingBy(Op::name, Collectors.counting()));
    assertEquals(Ops.ALL.size(), names.size(), names.toString());
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_inferred_type_is_the_evaluated_one(Op op) {
    var trial = new Trial(1);
    samples(op, trial)
        .forEach(node -> {
          var value = trial.value(node);
          assertEquals(node.type(), new TensorType(value.dtype(), value.shape()), node.toString());
          Verifier.verify(List.of(node));
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_derivative_agrees_with_finite_differences_to_second_order(Op op) {
    // A cast to FLOAT32 keeps too few digits for differences; its gradient has a test of its own.
    if (op instanceof Cast || op instanceof Detach) {
      return;
    }
    var trial = new Trial(2);
    samples(op, trial).filter(Samples::isFloat).forEach(node -> requireDerivatives(node, trial));
  }

  private static void requireDerivatives(Node node, Trial trial) {
    var loss = trial.weighed(node);
    requirePassed(node, trial.check(loss));
    requirePassed(node, trial.checkSecond(loss));
  }

  private static void requirePassed(Node node, GradientCheck.Report report) {
    assertTrue(report.passed(), () -> node + ": " + report.worst());
    assertEquals(0, report.count(GradientCheck.Verdict.KINK), () -> node + ": " + report.worst());
  }

  record WrongTanh() implements Op.Unary {
    @Override
    public String name() {
      return "tanh";
    }

    @Override
    public double apply(double x) {
      return Math.tanh(x);
    }

    @Override
    public Node derivative(Node x, Node y) {
      return y.oneMinus();
    }
  }

  @Test
  void a_wrong_derivative_is_caught() {
    var trial = new Trial(3);
    var node = samples(new WrongTanh(), trial).filter(n -> n.shape().size() > 5).toList().get(0);
    assertFalse(trial.check(trial.weighed(node)).passed());
  }

  @ParameterizedTest
  @MethodSource("all")
  void pulling_back_and_pushing_forward_agree(Op op) {
    var trial = new Trial(4);
    samples(op, trial)
        .filter(Samples::isFloat)
        .filter(node -> node.shape().size() > 0 && !trial.floats(node).isEmpty())
        .forEach(node -> {
          var wrt = trial.floats(node);
          var u = random(node, trial);
          var v = wrt.stream().map(x -> random(x, trial)).toList();
          var forward = Gradients.jvp(List.of(node), wrt, v).getFirst().times(u).sum();
          var back = Gradients.vjp(List.of(node), wrt, List.of(u));
          var backward = Node.scalar(DType.FLOAT64, 0);
          for (var i = 0; i < wrt.size(); i++) {
            backward = backward.plus(back.get(i).times(v.get(i)).sum());
          }
          var expected = trial.value(forward).item();
          var tolerance = 1e-10 * Math.max(1, Math.abs(expected));
          assertEquals(expected, trial.value(backward).item(), tolerance, node.toString());
        });
  }

  private static Node random(Node like, Trial trial) {
    var numbers = trial.numbers(like.shape().size(), Op.Interval.REAL);
    return Node.constant(Tensor.of(like.shape(), numbers));
  }

  @ParameterizedTest
  @MethodSource("all")
  void single_precision_agrees_with_double_up_to_rounding(Op op) {
    if (!(op instanceof Op.Unary || op instanceof Op.Binary || op instanceof Fma)
        || op instanceof Op.Bitwise
        || op instanceof Bitcast) {
      return;
    }
    var trial = new Trial(5);
    samples(op, trial)
        .filter(node -> node.dtype().isFloat())
        .forEach(node -> {
          var inputs = node.inputs().stream().map(i -> trial.value(i).to(DType.FLOAT32)).toList();
          var single = op.evaluate(inputs, new TensorType(DType.FLOAT32, node.shape()));
          var doubles = inputs.stream().map(i -> i.to(DType.FLOAT64)).toList();
          var exact = op.evaluate(doubles, new TensorType(DType.FLOAT64, node.shape()));
          for (var i = 0; i < exact.size(); i++) {
            assertEquals((float) exact.at(i), (float) single.at(i), op.name() + " at " + i);
          }
        });
  }

  @Test
  void a_cast_between_floats_passes_the_gradient() {
    var x = Node.input("x", DType.FLOAT64, 2);
    var gradient = Gradients.of(x.cast(DType.FLOAT32).times(3).sum(), x);
    assertEquals(x.type(), gradient.type());
    var value = Engine.evaluate(gradient, Map.of(x, Tensor.of(Shape.of(2), 1.0, 2)));
    assertEquals(Tensor.of(Shape.of(2), 3.0, 3), value);
  }

  @Test
  void whole_numbers_wrap_as_in_java_and_keep_all_digits() {
    var shape = Shape.of(1);
    var big = Tensor.of(shape, (1L << 53) + 1);
    var long64 = TensorType.of(DType.INT64, 1);
    assertEquals(
        Tensor.of(shape, (1L << 53) + 2),
        new Add().evaluate(List.of(big, Tensor.of(shape, 1L)), long64));
    assertEquals(Tensor.of(shape, -(1L << 53) - 1), new Neg().evaluate(List.of(big), long64));
    var largest = Tensor.of(shape, Integer.MAX_VALUE);
    assertEquals(
        Tensor.of(shape, Integer.MIN_VALUE),
        new Add().evaluate(List.of(largest, Tensor.of(shape, 1)), TensorType.of(DType.INT32, 1)));
    assertEquals(
        Tensor.of(shape, 0x7fffffff),
        new ShiftRight()
            .evaluate(
                List.of(Tensor.of(shape, -1), Tensor.of(shape, 1)), TensorType.of(DType.INT32, 1)));
    assertTrue(
        Storage.of(new Less().evaluate(List.of(big, big), TensorType.of(DType.BOOL, 1))).get(0)
            == 0);
  }

  @Test
  void operands_that_do_not_fit_are_named_with_their_types() {
    var a = Node.input("a1", DType.FLOAT32, 4, 3);
    var b = Node.input("b1", DType.FLOAT32, 5);
    var e = assertThrows(RuntimeException.class, () -> a.plus(b));
    assertTrue(e.getMessage().contains("[4, 3]") && e.getMessage().contains("[5]"), e.getMessage());
    var product =
        assertThrows(RuntimeException.class, () -> a.matmul(Node.input("W", DType.FLOAT32, 4, 2)));
    assertTrue(
        product.getMessage().startsWith("contract of a1 FLOAT32[4, 3] and W"),
        product.getMessage());
    for (Op op :
        List.of(
            new Slice(List.of(2), List.of(9), List.of(1)),
            new Permute(List.of(0)),
            new Reshape(Shape.of(7)),
            new Pad(List.of(-1, 0), List.of(0, 0), List.of(0, 0)),
            new Broadcast(Shape.of(9)),
            new Sum(List.of(5)),
            new Select(),
            new ScatterAdd(3),
            new Concatenate(0),
            new Gather(),
            new RandomBits(0, 1),
            new Bitcast(DType.BOOL),
            new Fma())) {
      var inputs = List.of(a, b, b);
      var message = assertThrows(RuntimeException.class, () -> Node.of(op, inputs)).getMessage();
      assertTrue(message.contains(op.name()) && message.contains("a1"), message);
    }
  }

  @Test
  void an_index_outside_the_rows_is_refused() {
    var x = Tensor.of(Shape.of(2), 1.0, 2);
    var e =
        assertThrows(
            IndexOutOfBoundsException.class,
            () ->
                new Gather()
                    .evaluate(
                        List.of(x, Tensor.of(Shape.of(1), 2)), TensorType.of(DType.FLOAT64, 1)));
    assertEquals("index 2 at position 0 is outside the rows 0 to 1", e.getMessage());
  }
}
