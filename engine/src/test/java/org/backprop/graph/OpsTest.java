package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, by being in the table. */
class OpsTest {
  static List<Op> all() {
    return Ops.ALL;
  }

  @Test
  void every_operation_of_the_package_is_in_the_table() throws Exception {
    var folder = Path.of(Op.class.getResource("Op.class").toURI()).getParent();
    var inTable = Ops.ALL.stream().map(op -> op.getClass().getSimpleName()).sorted().toList();
    try (var files = Files.list(folder)) {
      var written =
          files
              .map(file -> file.getFileName().toString().replace(".class", ""))
              .filter(OpsTest::isOperation)
              .sorted()
              .toList();
      assertEquals(written, inTable);
    }
  }

  private static boolean isOperation(String name) {
    try {
      var type = Class.forName("org.backprop.graph." + name);
      return type.isRecord() && Op.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
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
    var nodes = Samples.of(op, trial).toList();
    assertFalse(nodes.isEmpty(), "no samples of " + op.name());
    for (var node : nodes) {
      Verifier.verify(List.of(node));
      var value = trial.value(node);
      var type = new TensorType(value.dtype(), value.shape());
      assertEquals(node.type(), type, Trial.described(node));
    }
  }

  /** The maximum of nothing is -Infinity: it has no derivative. */
  private static boolean isSmooth(Node node, Trial trial) {
    return node.dtype() == DType.FLOAT64 && trial.value(node).isFinite();
  }

  /** Whether a derivative by an operand of type FLOAT64 may differ from zero. */
  private static boolean hasDerivative(Op op) {
    return switch (op) {
      case Iota _, Constant _, Op.Flat _, Op.Comparison _, Op.Bitwise _ -> false;
      case Argsort _, RandomBits _ -> false;
      default -> true;
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_derivative_agrees_with_finite_differences_to_second_order(Op op) {
    var trial = new Trial(2);
    var compared =
        Samples.of(op, trial)
            .filter(node -> isSmooth(node, trial) && !(op instanceof Detach))
            .mapToInt(trial::requireDerivatives)
            .sum();
    assertTrue(compared > 0 || !hasDerivative(op), "no element of " + op.name() + " was compared");
  }

  @Test
  void a_detached_value_is_the_value_without_a_gradient() {
    var trial = new Trial(3);
    var x = trial.real(Shape.of(7));
    assertEquals(trial.value(x), trial.value(x.detach()));
    var gradient = Gradients.of(x.detach().times(x).sum(), x);
    assertEquals(trial.value(x), trial.value(gradient));
  }

  @ParameterizedTest
  @EnumSource(WrongTanh.Mistake.class)
  void a_wrong_derivative_is_caught_and_its_element_named(WrongTanh.Mistake mistake) {
    var trial = new Trial(4);
    var node = Node.of(new WrongTanh(mistake), trial.real(Shape.of(2, 3)));
    var e = assertThrows(AssertionError.class, () -> trial.requireDerivatives(node));
    var order = mistake == WrongTanh.Mistake.FIRST_DERIVATIVE ? "" : " of the gradient";
    var start = "the gradient" + order + " of WrongTanh[mistake=" + mistake + "] of [x0 FLOAT64";
    assertTrue(e.getMessage().startsWith(start), e.getMessage());
    var place = "x0\\[[01],[012]] gradient \\S+, finite difference \\S+";
    assertTrue(Pattern.compile(place).matcher(e.getMessage()).find(), e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("all")
  void pulling_back_and_pushing_forward_agree(Op op) {
    var trial = new Trial(5);
    Samples.of(op, trial)
        .filter(node -> isSmooth(node, trial) && !trial.floats(node).isEmpty())
        .forEach(trial::requireSameProducts);
  }

  @ParameterizedTest
  @MethodSource("all")
  void single_precision_agrees_with_double_up_to_rounding(Op op) {
    var trial = new Trial(6);
    Samples.of(op, trial)
        .filter(node -> !(op instanceof Op.Source) && !(op instanceof Bitcast))
        .forEach(node -> requireRounded(node, node.inputs().stream().map(trial::value).toList()));
  }

  private static void requireRounded(Node node, List<Tensor> values) {
    var single = values.stream().map(x -> inFloats(x, DType.FLOAT32)).toList();
    var result = evaluated(node.op(), single);
    var rounded = single.stream().map(x -> inFloats(x, DType.FLOAT64)).toList();
    var exact = evaluated(node.op(), rounded);
    var sizes = evaluated(node.op(), rounded.stream().map(OpsTest::sizes).toList());
    for (var i = 0; i < exact.size(); i++) {
      // The sum of the terms' sizes bounds the error of a sum; all else is rounded once.
      var sums = node.op() instanceof Sum || node.op() instanceof CumulativeSum;
      var terms = sums || node.op() instanceof Op.Product || node.op() instanceof ScatterAdd;
      var bound = terms ? 100 * Math.scalb(sizes.at(i), -24) : 0;
      var place = "element " + i + " of " + Trial.described(node);
      var expected = result.dtype() == DType.FLOAT32 ? (float) exact.at(i) : exact.at(i);
      assertEquals(expected, result.at(i), bound, place);
    }
  }

  private static Tensor inFloats(Tensor x, DType dtype) {
    return x.dtype().isFloat() ? x.to(dtype) : x;
  }

  private static Tensor sizes(Tensor x) {
    return x.dtype() == DType.FLOAT64
        ? Tensor.of(x.shape(), Arrays.stream(x.toDoubles()).map(Math::abs).toArray())
        : x;
  }

  private static Tensor evaluated(Op op, List<Tensor> values) {
    var types = values.stream().map(x -> new TensorType(x.dtype(), x.shape())).toList();
    return op.evaluate(values, op.infer(types));
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

  @Test
  void an_axis_of_a_product_is_named_once_and_meets_its_like() {
    var a = Node.input("a", DType.FLOAT64, 2, 3);
    var b = Node.input("b", DType.FLOAT64, 2, 3);
    for (var letters :
        List.of(
            List.of("ij", "ij", "ii"),
            List.of("ii", "ij", "ij"),
            List.of("i", "ij", "ij"),
            List.of("ik", "ij", "ij"),
            List.of("ij", "ji", "ij"),
            List.of("ij", "ij", "ijx"))) {
      var op = new Contract(letters.get(0), letters.get(1), letters.get(2));
      var e = assertThrows(ShapeException.class, () -> Node.of(op, a, b), letters.toString());
      assertTrue(e.getMessage().startsWith("contract of a FLOAT64[2, 3] and b"), e.getMessage());
    }
  }

  @Test
  void equal_operands_share_the_gradient_of_their_extreme() {
    var trial = new Trial(7);
    var a = trial.input(Tensor.of(Shape.of(3), 1.0, 2, 5));
    var b = trial.input(Tensor.of(Shape.of(3), 1.0, 3, 4));
    var larger = Gradients.of(a.maximum(b).sum(), List.of(a, b));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 0, 1), trial.value(larger.get(0)));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 1, 0), trial.value(larger.get(1)));
    var smaller = Gradients.of(a.minimum(b).sum(), List.of(a, b));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 1, 0), trial.value(smaller.get(0)));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 0, 1), trial.value(smaller.get(1)));
    var ties = trial.input(Tensor.of(Shape.of(4), 2.0, 7, 7, 1));
    var shared = trial.value(Gradients.of(ties.max(), ties));
    assertEquals(Tensor.of(Shape.of(4), 0, 0.5, 0.5, 0), shared);
  }

  @Test
  void powers_have_finite_derivatives_at_bases_that_are_not_positive() {
    var trial = new Trial(8);
    var a = trial.input(Tensor.of(Shape.of(5), 0.0, 0, -2, -2, 0));
    var b = trial.input(Tensor.of(Shape.of(5), 2.0, 1, 3, 0, 0));
    var power = a.pow(b);
    var gradients = Gradients.of(power.sum(), List.of(a, b));
    assertEquals(Tensor.of(Shape.of(5), 0.0, 0, -8, 1, 1), trial.value(power));
    assertEquals(Tensor.of(Shape.of(5), 0.0, 1, 12, 0, 0), trial.value(gradients.get(0)));
    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(5)), trial.value(gradients.get(1)));
  }

  @Test
  void nothing_is_folded_to_the_neutral_element() {
    var trial = new Trial(9);
    var none = trial.real(Shape.of(0, 2));
    var least = Tensor.filled(DType.FLOAT64, Shape.of(2), Double.NEGATIVE_INFINITY);
    assertEquals(least, trial.value(none.max(0)));
    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(2)), trial.value(none.sum(0)));
    assertEquals(0, trial.value(none.mean()).item());
  }

  @Test
  void not_a_number_is_kept_and_compares_with_nothing() {
    var trial = new Trial(10);
    var nan = trial.input(Tensor.of(Shape.of(2), Double.NaN, 1));
    var one = trial.input(Tensor.of(Shape.of(2), 1.0, 1));
    assertTrue(Double.isNaN(trial.value(nan.maximum(one)).at(0)));
    assertTrue(Double.isNaN(trial.value(one.minimum(nan)).at(0)));
    assertTrue(Double.isNaN(trial.value(nan.max()).item()));
    assertEquals(Tensor.of(Shape.of(2), false, true), trial.value(nan.equalTo(nan)));
    assertEquals(Tensor.of(Shape.of(2), false, true), trial.value(nan.atMost(one)));
    assertEquals(Tensor.of(Shape.of(2), false, false), trial.value(one.lessThan(nan)));
  }
}
