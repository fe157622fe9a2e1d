package org.backprop.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.engine.GraphCase;
import org.backprop.engine.Widths;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sines and cosines beyond the range of their fast code: alone, in vectors and in fused loops. */
class FarFunctionTest {
  private static final int ROWS = 24;
  private static final int COLUMNS = 40;

  private static double limit(DType dtype) {
    return dtype == DType.FLOAT32 ? 1e5 : 1e9;
  }

  /** Numbers of all sizes, in which one of eight is far, in whole vectors and in parts of them. */
  private static Tensor numbers(DType dtype, int size) {
    var random = new Random(3);
    var limit = limit(dtype);
    var edges =
        Stream.of(limit, Math.nextUp((float) limit), 1e10, 1e22, 1e38, Float.MIN_VALUE)
            .flatMap(x -> Stream.of(x.doubleValue(), -x.doubleValue()))
            .mapToDouble(Double::doubleValue);
    var ends = DoubleStream.of(-0.0, Double.NaN, 1e308, Double.POSITIVE_INFINITY);
    var mixed =
        DoubleStream.generate(
            () -> random.nextGaussian() * (random.nextInt(8) == 0 ? 1e3 * limit : 1e-3 * limit));
    var all = DoubleStream.concat(DoubleStream.concat(edges, ends), mixed).limit(size);
    return Tensor.of(Shape.of(size), all.toArray()).to(dtype);
  }

  private static Node matrix(Node x) {
    return x.reshape(ROWS, COLUMNS);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void far_elements_are_those_of_strict_math(DType dtype) {
    var x = Node.input("x", dtype, ROWS * COLUMNS);
    var values = numbers(dtype, x.shape().size());
    var lowered =
        new Interpreter(Lowering.of(List.of(x.sin(), x.cos()))).evaluate(Map.of(x, values));
    var reference = Engine.evaluate(List.of(x.sin(), x.cos()), Map.of(x, values));
    List<DoubleUnaryOperator> functions = List.of(StrictMath::sin, StrictMath::cos);
    var far = 0;
    for (var i = 0; i < values.size(); i++) {
      if (Math.abs(values.at(i)) > limit(dtype)) {
        far++;
        for (var f = 0; f < 2; f++) {
          var exact = functions.get(f).applyAsDouble(values.at(i));
          var expected = dtype == DType.FLOAT32 ? (float) exact : exact;
          assertEquals(expected, lowered.get(f).at(i), "at " + values.at(i));
          assertEquals(expected, reference.get(f).at(i), "at " + values.at(i));
        }
      }
    }
    assertTrue(far > values.size() / 16, far + " elements are far");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void compiled_code_has_the_bits_of_the_interpreter(DType dtype) {
    var x = Node.input("x", dtype, ROWS * COLUMNS);
    var w = Node.input("w", dtype, COLUMNS, ROWS);
    var numbers = numbers(dtype, x.shape().size());
    var weights = Tensor.wrap(dtype, w.shape(), numbers.array());
    var rows = matrix(x);
    var sine = x.sin();
    var first = Gradients.of(sine.times(x).sum(), x);
    var roots =
        List.of(
            sine,
            x.cos(),
            first,
            Gradients.of(first.sum(), x),
            rows.transposed().sin(),
            rows.sin().sum(1),
            rows.cos().sum(0),
            Compositions.softmax(rows.slice(1, 30, 36).sin()),
            rows.slice(1, 20, 40).matmul(w.slice(0, 20, 40)).sin());
    var graph = new GraphCase(roots, Map.of(x, numbers, w, weights));
    graph.check("sines in " + dtype);
    new GraphCase(List.of(sine, x.cos()), Map.of(x, numbers))
        .checkWhenHot("sines in " + dtype, Widths.OF_MACHINE.getLast());
  }

  @Test
  void lowered_graphs_have_no_derivative() {
    var x = Node.input("x", DType.FLOAT64, 3);
    var lowered = Lowering.of(List.of(x.sin())).getFirst();
    assertThrows(UnsupportedOperationException.class, () -> Gradients.of(lowered.sum(), x));
  }
}
