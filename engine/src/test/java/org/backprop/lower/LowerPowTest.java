package org.backprop.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.backprop.graph.Div;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lowered powers against those of {@link Math#pow}. */
class LowerPowTest {
  private static final double MOST = 1.1;

  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1.5,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MAX_VALUE,
    Math.nextDown(1.0f),
    Math.nextUp(-1.0f),
    8388607,
    -8388607.5,
    8388609,
    16777215,
    16777216,
    4503599627370495.5,
    4503599627370497.0,
    9007199254740991.0,
    9007199254740992.0
  };

  private static void assertPowers(DType dtype, double[] bases, double[] exponents) {
    var shape = Shape.of(bases.length);
    var a = Node.input("a", dtype, bases.length);
    var b = Node.input("b", dtype, bases.length);
    var base = Tensor.of(shape, bases).to(dtype);
    var exponent = Tensor.of(shape, exponents).to(dtype);
    var power =
        new Interpreter(Lowering.of(List.of(a.pow(b))))
            .evaluate(Map.of(a, base, b, exponent))
            .getFirst();
    for (var i = 0; i < bases.length; i++) {
      var off = LoweringTest.off(power.at(i), Math.pow(base.at(i), exponent.at(i)), dtype);
      if (!(off <= MOST)) {
        var text = base.at(i) + "^" + exponent.at(i) + " = " + power.at(i);
        assertTrue(off <= MOST, text + ", off by " + off + " ulp");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void powers_of_and_to_special_numbers_are_those_of_java(DType dtype) {
    var bases = DoubleStream.of(SPECIAL).flatMap(a -> DoubleStream.of(SPECIAL).map(b -> a));
    var exponents = DoubleStream.of(SPECIAL).flatMap(a -> DoubleStream.of(SPECIAL));
    assertPowers(dtype, bases.toArray(), exponents.toArray());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void powers_of_a_decay_are_right_for_a_million_steps(DType dtype) {
    for (var decay : new double[] {0.9, 0.999, 0.999999}) {
      var steps = DoubleStream.iterate(1, step -> step <= 1e6, step -> step + 211).toArray();
      assertPowers(dtype, DoubleStream.generate(() -> decay).limit(steps.length).toArray(), steps);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void powers_of_random_numbers_are_right_to_the_last_place(DType dtype) {
    var random = new Random(3);
    var count = 10_000;
    var wide = random.doubles(count, -80, 80).map(Math::exp).toArray();
    assertPowers(dtype, wide, random.doubles(count, -2, 2).toArray());
    var nearOne = random.doubles(count, 0.6, 1.6).toArray();
    var widest = dtype == DType.FLOAT32 ? 250 : 2000;
    assertPowers(dtype, nearOne, random.doubles(count, -widest, widest).toArray());
    var negative = random.doubles(count, -50, 0).toArray();
    assertPowers(dtype, negative, random.doubles(count, -20, 20).map(Math::rint).toArray());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void the_logarithm_of_a_constant_base_is_known_before_the_run(DType dtype) {
    var steps = Tensor.of(Shape.of(500), DoubleStream.iterate(0, i -> i + 37).limit(500).toArray());
    var a = Node.input("a", dtype, 500);
    var b = Node.input("b", dtype, 500);
    var known = Lowering.of(List.of(a.constant(0.999).pow(b)));
    var values = Map.of(a, Tensor.filled(dtype, a.shape(), 0.999), b, steps.to(dtype));
    assertEquals(
        new Interpreter(Lowering.of(List.of(a.pow(b)))).evaluate(values),
        new Interpreter(known).evaluate(values));
    assertTrue(Walk.inputsFirst(known).stream().noneMatch(node -> node.op() instanceof Div));
  }
}
