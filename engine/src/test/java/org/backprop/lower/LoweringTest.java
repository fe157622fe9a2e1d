package org.backprop.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.backprop.engine.Engine;
import org.backprop.engine.Options;
import org.backprop.graph.Abs;
import org.backprop.graph.Add;
import org.backprop.graph.And;
import org.backprop.graph.Atan;
import org.backprop.graph.Bitcast;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Constant;
import org.backprop.graph.Cos;
import org.backprop.graph.Div;
import org.backprop.graph.Equal;
import org.backprop.graph.Erf;
import org.backprop.graph.Erfc;
import org.backprop.graph.Exp;
import org.backprop.graph.Expm1;
import org.backprop.graph.Floor;
import org.backprop.graph.Fma;
import org.backprop.graph.Gaussian;
import org.backprop.graph.Input;
import org.backprop.graph.InverseMills;
import org.backprop.graph.Less;
import org.backprop.graph.LessEqual;
import org.backprop.graph.Log;
import org.backprop.graph.Log1p;
import org.backprop.graph.LogNormalCdf;
import org.backprop.graph.LogisticDensity;
import org.backprop.graph.Mul;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.NormalCdf;
import org.backprop.graph.Op;
import org.backprop.graph.Ops;
import org.backprop.graph.Or;
import org.backprop.graph.Round;
import org.backprop.graph.SechSquared;
import org.backprop.graph.Select;
import org.backprop.graph.ShiftLeft;
import org.backprop.graph.ShiftRight;
import org.backprop.graph.Sigmoid;
import org.backprop.graph.Sign;
import org.backprop.graph.Sin;
import org.backprop.graph.Softplus;
import org.backprop.graph.Sqrt;
import org.backprop.graph.Sub;
import org.backprop.graph.Tanh;
import org.backprop.graph.Walk;
import org.backprop.graph.Xor;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lowered functions of one number against their reference values. */
class LoweringTest {
  private static final Set<Class<? extends Op>> MACHINE =
      Set.of(
          Input.class,
          Constant.class,
          Broadcast.class,
          Neg.class,
          Abs.class,
          Add.class,
          Sub.class,
          Mul.class,
          Div.class,
          Fma.class,
          Sqrt.class,
          Less.class,
          LessEqual.class,
          Equal.class,
          And.class,
          Or.class,
          Xor.class,
          Select.class,
          FarSine.class,
          FarCosine.class,
          Bitcast.class,
          ShiftLeft.class,
          ShiftRight.class);

  /**
   * A function, how many units in the last place it may be off in each format and how many machine
   * operations it takes there.
   */
  record Row(Op.Unary op, double singleUlps, int singleOps, double doubleUlps, int doubleOps) {
    @Override
    public String toString() {
      return op.name();
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row(new Exp(), 1, 20, 1, 26),
        new Row(new Expm1(), 2, 22, 2, 28),
        new Row(new Log(), 1, 28, 1, 39),
        new Row(new Log1p(), 2, 28, 2, 39),
        new Row(new Tanh(), 2, 21, 2, 27),
        new Row(new Sigmoid(), 2.5, 20, 2.5, 26),
        new Row(new LogisticDensity(), 4.5, 19, 4.5, 25),
        new Row(new Softplus(), 2.5, 27, 3, 45),
        new Row(new Sin(), 2, 18, 2, 22),
        new Row(new Cos(), 2.5, 18, 2, 22),
        new Row(new Erf(), 1.5, 33, 1, 55),
        new Row(new SechSquared(), 4.5, 42, 6.5, 54),
        new Row(new Erfc(), 5, 46, 8, 64),
        new Row(new Gaussian(1), 1.5, 24, 2, 30),
        new Row(new Gaussian(0.5), 1.5, 24, 2, 30),
        new Row(new NormalCdf(), 5, 46, 10, 64),
        new Row(new LogNormalCdf(), 6.5, 105, 10, 145),
        new Row(new InverseMills(), 5.5, 53, 8, 71),
        new Row(new Atan(), 2, 22, 2, 33),
        new Row(new Floor(), 0, 10, 0, 10),
        new Row(new Sign(), 0, 4, 0, 4),
        new Row(new Round(), 0, 7, 0, 7));
  }

  @Test
  void every_lowered_function_of_one_number_has_a_row() {
    var x = Node.input("x", DType.FLOAT64, 3);
    var rows = rows().stream().map(row -> row.op().getClass()).collect(Collectors.toSet());
    var missing =
        Ops.ALL.stream()
            .filter(op -> op instanceof Op.Unary)
            .map(op -> Node.of(op, x))
            .filter(node -> Lowering.of(List.of(node)).getFirst() != node)
            .filter(node -> !rows.contains(node.op().getClass()))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** Floats that are looked at in one piece. */
  private static final int BLOCK = 1 << 18;

  /** Zeros, ends of ranges, and numbers about which results overflow, underflow or change form. */
  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Math.nextDown(1.0f),
    Math.nextDown(1.0),
    Math.nextUp(-1.0f),
    0.5,
    1.5,
    -2.5,
    8388607.5f,
    88.37,
    88.7228,
    88.7229,
    -87.4,
    -103.97,
    -104.1,
    709.4,
    709.78,
    709.79,
    -708.5,
    -745.1,
    -745.2
  };

  private static Node lowered(Row row, Node x) {
    return Lowering.of(List.of(Node.of(row.op(), x))).getFirst();
  }

  private static Tensor evaluated(Row row, Tensor values) {
    var x = Node.input("x", values.dtype(), values.size());
    return new Interpreter(List.of(lowered(row, x))).evaluate(Map.of(x, values)).getFirst();
  }

  /** Every n-th of all floats. */
  private static DoubleStream floats() {
    var stride = 9_973;
    return LongStream.range(0, (1L << 32) / stride)
        .mapToDouble(i -> Float.intBitsToFloat((int) (i * stride)));
  }

  /** Numbers spread evenly over ranges of several widths, and the special ones. */
  private static DoubleStream spread(Random random) {
    var even =
        DoubleStream.of(0.1, 2, 20, 120, 800)
            .flatMap(width -> random.doubles(6_000, -width, width));
    return DoubleStream.concat(even, DoubleStream.of(SPECIAL));
  }

  private static Tensor tensor(DoubleStream values, DType dtype) {
    var array = values.toArray();
    return Tensor.of(Shape.of(array.length), array).to(dtype);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void floats_are_right_to_the_last_places(Row row) {
    var values = DoubleStream.concat(floats(), spread(new Random(7)));
    assertClose(row, tensor(values, DType.FLOAT32), row.singleUlps());
  }

  @ParameterizedTest
  @MethodSource("rows")
  @Tag("slow")
  void every_float_there_is_is_right_to_the_last_places(Row row) {
    var x = Node.input("x", DType.FLOAT32, BLOCK);
    var compiled =
        Engine.evaluator(List.of(Node.of(row.op(), x)), Options.defaults().withThreads(1));
    LongStream.range(0, (1L << 32) / BLOCK)
        .parallel()
        .forEach(block -> {
          var floats = floats((int) (block * BLOCK));
          var values = Tensor.wrap(DType.FLOAT32, Shape.of(BLOCK), floats);
          var y = (float[]) compiled.evaluate(Map.of(x, values)).getFirst().array();
          for (var i = 0; i < BLOCK; i++) {
            assertClose(row, floats[i], y[i]);
          }
        });
  }

  /** A block of floats whose bits are counted up. */
  private static float[] floats(int bits) {
    var floats = new float[BLOCK];
    for (var i = 0; i < BLOCK; i++) {
      floats[i] = Float.intBitsToFloat(bits + i);
    }
    return floats;
  }

  private static void assertClose(Row row, float x, float y) {
    var expected = row.op().apply(x);
    if (y != (float) expected || y == 0) {
      var off = off(y, expected, DType.FLOAT32);
      if (!(off <= row.singleUlps())) {
        fail(row + "(" + x + ") = " + y + ", off by " + off + " ulp");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void doubles_are_right_to_the_last_places(Row row) {
    var random = new Random(7);
    var bits = random.longs(20_000).mapToDouble(Double::longBitsToDouble);
    var values = DoubleStream.concat(bits, spread(random));
    assertClose(row, tensor(values, DType.FLOAT64), row.doubleUlps());
  }

  private static void assertClose(Row row, Tensor x, double most) {
    assertClose(row, x, evaluated(row, x), most);
  }

  private static void assertClose(Row row, Tensor x, Tensor y, double most) {
    for (var i = 0; i < x.size(); i++) {
      var off = off(y.at(i), row.op().apply(x.at(i)), x.dtype());
      if (!(off <= most)) {
        fail(row + "(" + x.at(i) + ") = " + y.at(i) + ", off by " + off + " ulp");
      }
    }
  }

  /**
   * How many units in the last place a number is off; infinite where it must be exact and is not.
   */
  static double off(double actual, double expected, DType dtype) {
    var single = dtype == DType.FLOAT32;
    var nearest = single ? (float) expected : expected;
    if (Double.compare(actual, nearest) == 0) {
      return single && Double.isFinite(nearest)
          ? Math.abs(actual - expected) / ulp(nearest, single)
          : 0;
    }
    var exact = expected == 0 || Double.isNaN(nearest) || Double.isInfinite(expected);
    if (exact || Double.isNaN(actual)) {
      return Double.POSITIVE_INFINITY;
    }
    var overflow = single ? 0x1p128 : Double.MAX_VALUE;
    var bounded = Math.clamp(actual, -overflow, overflow);
    return Math.abs(bounded - Math.clamp(expected, -overflow, overflow)) / ulp(nearest, single);
  }

  private static double ulp(double number, boolean single) {
    return single
        ? Math.ulp(Math.min(Math.abs((float) number), Float.MAX_VALUE))
        : Math.ulp(number);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void few_machine_operations_are_left(Row row) {
    assertEquals(row.singleOps(), operations(row, DType.FLOAT32));
    assertEquals(row.doubleOps(), operations(row, DType.FLOAT64));
  }

  private static long operations(Row row, DType dtype) {
    var nodes = Walk.inputsFirst(List.of(lowered(row, Node.input("x", dtype, 3))));
    for (var node : nodes) {
      assertTrue(MACHINE.contains(node.op().getClass()), node.op().name());
    }
    Set<Class<? extends Op>> free =
        Set.of(Input.class, Constant.class, Broadcast.class, Bitcast.class);
    return nodes.stream().filter(node -> !free.contains(node.op().getClass())).count();
  }

  @Test
  void signs_of_whole_numbers_are_lowered() {
    for (var dtype : List.of(DType.INT32, DType.INT64)) {
      var values = Tensor.of(Shape.of(3), -7, 0, 5).to(dtype);
      assertEquals(
          Tensor.of(Shape.of(3), -1, 0, 1).to(dtype),
          evaluated(new Row(new Sign(), 0, 4, 0, 4), values));
    }
  }

  @Test
  void bounded_functions_keep_to_their_bounds() {
    var x = Node.input("x", DType.FLOAT32, 100_000);
    var values = new float[x.shape().size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = i * 1e-4f;
    }
    var roots = Lowering.of(List.of(x.sin(), x.cos(), x.tanh(), x.erf(), x.sigmoid()));
    for (var y : new Interpreter(roots).evaluate(Map.of(x, Tensor.of(x.shape(), values)))) {
      for (var i = 0; i < y.size(); i++) {
        assertTrue(Math.abs(y.at(i)) <= 1, y.at(i) + " at " + values[i]);
      }
    }
  }

  @Test
  void a_label_stays() {
    var x = Node.input("x", DType.FLOAT32, 3);
    var h = x.tanh().named("h");
    assertEquals("h", Lowering.of(List.of(h)).getFirst().label().orElseThrow());
    assertEquals("h", Lowering.of(List.of(h.plus(1))).getFirst().input(0).label().orElseThrow());
  }

  @Test
  void functions_inside_of_functions_are_lowered() {
    var x = Node.input("x", DType.FLOAT64, 2);
    var nested = Lowering.of(List.of(x.exp().log().tanh())).getFirst();
    var values = Tensor.of(Shape.of(2), 0.5, -0.25);
    var y = new Interpreter(List.of(nested)).evaluate(Map.of(x, values)).getFirst();
    assertEquals(Math.tanh(0.5), y.at(0), 1e-15);
    assertEquals(Math.tanh(-0.25), y.at(1), 1e-15);
  }
}
