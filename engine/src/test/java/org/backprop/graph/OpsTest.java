package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backprop.engine.Engine;
import org.backprop.engine.OpCheck;
import org.backprop.gradient.Gradients;
import org.backprop.sample.Operands;
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

  private static OpCheck.Report checked(Op op, OpCheck.Property first, OpCheck.Property... others) {
    var operands = new Operands(2);
    var nodes = Samples.of(op, operands).toList();
    assertFalse(nodes.isEmpty(), "no samples of " + op.name());
    nodes.forEach(node -> Verifier.verify(List.of(node)));
    return OpCheck.of(op, nodes, operands.values()).only(first, others).run();
  }

  private static void requirePassed(OpCheck.Report report) {
    assertTrue(report.passed(), report::toString);
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_inferred_type_is_the_evaluated_one(Op op) {
    requirePassed(checked(op, OpCheck.Property.TYPE));
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
    var report = checked(op, OpCheck.Property.DERIVATIVE, OpCheck.Property.SECOND_DERIVATIVE);
    requirePassed(report);
    assertTrue(
        report.elements() > 0 || !hasDerivative(op),
        "no element of " + op.name() + " was compared");
  }

  @Test
  void a_detached_value_is_the_value_without_a_gradient() {
    var operands = new Operands(3);
    var x = operands.real(Shape.of(7));
    assertEquals(operands.value(x), operands.value(x.detach()));
    var gradient = Gradients.of(x.detach().times(x).sum(), x);
    assertEquals(operands.value(x), operands.value(gradient));
  }

  @ParameterizedTest
  @EnumSource(WrongTanh.Mistake.class)
  void a_wrong_derivative_is_caught_and_its_element_named(WrongTanh.Mistake mistake) {
    var op = new WrongTanh(mistake);
    var isFirst = mistake == WrongTanh.Mistake.FIRST_DERIVATIVE;
    var report =
        OpCheck.of(op).only(OpCheck.Property.DERIVATIVE, OpCheck.Property.SECOND_DERIVATIVE).run();
    assertFalse(report.passed());
    var fault = report.faults().getFirst();
    assertEquals(
        isFirst ? OpCheck.Property.DERIVATIVE : OpCheck.Property.SECOND_DERIVATIVE,
        fault.property());
    var order = isFirst ? "" : " of the gradient";
    var start = "the gradient" + order + " of WrongTanh[mistake=" + mistake + "] of [";
    assertTrue(fault.sentence().startsWith(start), fault.sentence());
    var place = "x\\d+\\[[\\d,]*\\] gradient \\S+, finite difference \\S+";
    assertTrue(Pattern.compile(place).matcher(fault.sentence()).find(), fault.sentence());
  }

  @ParameterizedTest
  @MethodSource("all")
  void pulling_back_and_pushing_forward_agree(Op op) {
    requirePassed(checked(op, OpCheck.Property.PRODUCTS));
  }

  @ParameterizedTest
  @MethodSource("all")
  void single_precision_agrees_with_double_up_to_rounding(Op op) {
    requirePassed(checked(op, OpCheck.Property.SINGLE_PRECISION));
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_lowering_has_the_reference_value(Op op) {
    requirePassed(checked(op, OpCheck.Property.LOWERING));
  }

  @ParameterizedTest
  @MethodSource("all")
  void compiled_code_has_the_bits_of_the_interpreter(Op op) {
    requirePassed(checked(op, OpCheck.Property.COMPILED));
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
    var operands = new Operands(7);
    var a = operands.input(Tensor.of(Shape.of(3), 1.0, 2, 5));
    var b = operands.input(Tensor.of(Shape.of(3), 1.0, 3, 4));
    var larger = Gradients.of(a.maximum(b).sum(), List.of(a, b));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 0, 1), operands.value(larger.get(0)));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 1, 0), operands.value(larger.get(1)));
    var smaller = Gradients.of(a.minimum(b).sum(), List.of(a, b));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 1, 0), operands.value(smaller.get(0)));
    assertEquals(Tensor.of(Shape.of(3), 0.5, 0, 1), operands.value(smaller.get(1)));
    var ties = operands.input(Tensor.of(Shape.of(4), 2.0, 7, 7, 1));
    var shared = operands.value(Gradients.of(ties.max(), ties));
    assertEquals(Tensor.of(Shape.of(4), 0, 0.5, 0.5, 0), shared);
  }

  @Test
  void nothing_is_folded_to_the_neutral_element() {
    var operands = new Operands(9);
    var none = operands.real(Shape.of(0, 2));
    var least = Tensor.filled(DType.FLOAT64, Shape.of(2), Double.NEGATIVE_INFINITY);
    assertEquals(least, operands.value(none.max(0)));
    assertEquals(Tensor.zeros(DType.FLOAT64, Shape.of(2)), operands.value(none.sum(0)));
    assertEquals(0, operands.value(none.mean()).item());
  }

  @Test
  void not_a_number_is_kept_and_compares_with_nothing() {
    var operands = new Operands(10);
    var nan = operands.input(Tensor.of(Shape.of(2), Double.NaN, 1));
    var one = operands.input(Tensor.of(Shape.of(2), 1.0, 1));
    assertTrue(Double.isNaN(operands.value(nan.maximum(one)).at(0)));
    assertTrue(Double.isNaN(operands.value(one.minimum(nan)).at(0)));
    assertTrue(Double.isNaN(operands.value(nan.max()).item()));
    assertEquals(Tensor.of(Shape.of(2), false, true), operands.value(nan.equalTo(nan)));
    assertEquals(Tensor.of(Shape.of(2), false, true), operands.value(nan.atMost(one)));
    assertEquals(Tensor.of(Shape.of(2), false, false), operands.value(one.lessThan(nan)));
  }
}
