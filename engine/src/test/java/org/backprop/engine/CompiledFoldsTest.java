package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums and maxima in compiled programs, of odd numbers of rows and columns. */
class CompiledFoldsTest {
  private static final int[] ROWS = {1, 2, 3, 15, 16, 17, 33, 100};
  private static final int[] COLUMNS = {1, 2, 3, 4, 5, 10, 15, 16, 17, 31, 32, 33, 100};

  static Stream<Arguments> floats() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64)
        .flatMap(dtype -> Arrays.stream(COLUMNS).mapToObj(it -> Arguments.of(dtype, it)));
  }

  static Stream<Arguments> wholeNumbers() {
    return Stream.of(DType.INT32, DType.INT64)
        .flatMap(dtype -> Arrays.stream(COLUMNS).mapToObj(it -> Arguments.of(dtype, it)));
  }

  private static Options options(int bits) {
    return Options.defaults().withVectorBits(bits).withScalarFirst(false);
  }

  private static void check(Map<Node, Tensor> inputs, List<Node> roots) {
    var program = new Program(roots, Map.of(), List.of()).simplified();
    var expected = new Interpreter(program.lowered().roots()).evaluate(inputs);
    for (var width : Widths.OF_MACHINE) {
      var compiled = Engine.compile(program, options(width));
      var actual = compiled.run(inputs);
      for (var i = 0; i < expected.size(); i++) {
        var what =
            "output "
                + i
                + " of "
                + roots.getFirst().type()
                + ", "
                + width
                + " bits\n"
                + compiled.plan();
        assertEquals(expected.get(i), actual.get(i), what);
      }
    }
  }

  private static Tensor numbers(DType dtype, double scale, int... dims) {
    var shape = Shape.of(dims);
    var random = new SplittableRandom(shape.hashCode());
    return Tensor.of(shape, random.doubles(shape.size(), -scale, scale).toArray()).to(dtype);
  }

  /** Numbers among which are zeros of both signs, infinities and NaN. */
  private static Tensor peculiar(DType dtype, int... dims) {
    var random = new SplittableRandom(3);
    var shape = Shape.of(dims);
    var some = new double[] {-0.0, 0.0, Double.NEGATIVE_INFINITY, -1, Double.POSITIVE_INFINITY};
    var numbers = random.doubles(shape.size(), -1, 1).toArray();
    for (var i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (random.nextInt(4)) {
            case 0 -> some[random.nextInt(some.length)];
            case 1 -> -0.0;
            default -> random.nextInt(40) == 0 ? Double.NaN : numbers[i];
          };
    }
    return Tensor.of(shape, numbers).to(dtype);
  }

  private static List<Node> folds(Node x) {
    return List.of(
        x.sum(1), x.max(1), x.sum(0), x.max(0), x.sum(), x.max(), x.abs().sum(1), x.abs().sum());
  }

  @ParameterizedTest
  @MethodSource("floats")
  void folds_have_the_interpreters_bits(DType dtype, int columns) {
    for (var rows : ROWS) {
      var x = Node.input("x", dtype, rows, columns);
      check(Map.of(x, numbers(dtype, 9, rows, columns)), folds(x));
      check(Map.of(x, peculiar(dtype, rows, columns)), folds(x));
    }
  }

  @ParameterizedTest
  @MethodSource("wholeNumbers")
  void folds_of_whole_numbers_have_the_interpreters_values(DType dtype, int columns) {
    for (var rows : ROWS) {
      var x = Node.input("x", dtype, rows, columns);
      check(Map.of(x, numbers(dtype, 1e6, rows, columns)), folds(x));
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void what_uses_the_folds_of_a_row_has_the_interpreters_bits(DType dtype, int columns) {
    for (var rows : ROWS) {
      var x = Node.input("x", dtype, rows, columns);
      var y = Node.input("y", dtype, rows, columns);
      var w = Node.input("w", dtype, rows);
      var losses = Compositions.logsumexp(x).minus(x.times(y).sum(1));
      var loss = losses.times(w).sum().dividedBy(w.sum());
      var gradient = Gradients.of(loss, List.of(x)).getFirst();
      var inputs = new LinkedHashMap<Node, Tensor>();
      inputs.put(y, numbers(dtype, 1, rows, columns));
      inputs.put(w, numbers(dtype, 1, rows));
      for (var value : List.of(numbers(dtype, 9, rows, columns), peculiar(dtype, rows, columns))) {
        inputs.put(x, value);
        check(inputs, List.of(gradient, loss, losses, Compositions.softmax(x)));
        check(inputs, List.of(gradient.sum(0), loss));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void rows_may_be_scaled_more_than_once(DType dtype, int columns) {
    for (var rows : ROWS) {
      var x = Node.input("x", dtype, rows, columns);
      var shape = Shape.of(rows, columns);
      var centred = x.minus(x.mean(1).unreduce(shape, List.of(1)));
      var variance = centred.squared().mean(1);
      var scale = variance.plus(1e-3).sqrt().reciprocal();
      var normed = centred.times(scale.unreduce(shape, List.of(1)));
      var all = List.of(normed, Compositions.softmax(normed), scale, normed.max(1).plus(scale));
      check(Map.of(x, numbers(dtype, 5, rows, columns)), all);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void folds_may_be_read_along_other_axes_than_their_own(DType dtype) {
    for (var size : new int[] {2, 5, 16, 17}) {
      var x = Node.input("x", dtype, size, size);
      var most = x.max(1).broadcastTo(x.shape());
      var moved = x.minus(most);
      var turned = x.transposed().minus(x.max(1).unreduce(x.shape(), List.of(1)));
      check(
          Map.of(x, numbers(dtype, 5, size, size)),
          List.of(
              moved,
              moved.sum(1),
              turned,
              turned.exp().sum(1),
              Compositions.softmax(x).transposed().times(x).sum(1)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void rows_may_lie_in_one_or_in_many_dimensions(DType dtype) {
    for (var dims : List.of(new int[] {5}, new int[] {3, 4, 7}, new int[] {2, 1, 3, 10})) {
      var x = Node.input("x", dtype, dims);
      var y = Node.input("y", dtype, dims);
      var softmax = Compositions.softmax(x);
      var loss = softmax.times(y).sum();
      check(
          Map.of(x, numbers(dtype, 5, dims), y, numbers(dtype, 1, dims)),
          List.of(loss, softmax, Gradients.of(loss, List.of(x)).getFirst()));
    }
  }

  @Test
  void softmax_of_narrow_rows_is_one_loop() {
    var x = Node.input("x", DType.FLOAT32, 40, 10);
    var program = Program.of(Compositions.softmax(x)).simplified();
    var plan = Engine.compile(program, options(512)).plan();
    assertEquals(1, plan.lines().filter(line -> line.contains("loop over")).count(), plan);
  }

  @Test
  void softmax_follows_on_each_block_of_the_product_of_its_rows() {
    var x = Node.input("x", DType.FLOAT32, 40, 7);
    var w = Node.input("w", DType.FLOAT32, 7, 10);
    var program = Program.of(Compositions.softmax(x.matmul(w))).simplified();
    var plan = Engine.compile(program, options(512)).plan();
    assertTrue(plan.contains("product of 40 x 7 and 7 x 10, then on each block"), plan);
    assertEquals(0, plan.lines().filter(line -> line.contains("loop over")).count(), plan);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void products_with_folded_rows_have_the_bits_of_the_interpreter(DType dtype) {
    for (var columns : new int[] {2, 8, 9, 16, 17}) {
      for (var rows : new int[] {1, 3, 50, 5000}) {
        var x = Node.input("x", dtype, rows, 7);
        var w = Node.input("w", dtype, 7, columns);
        var turned = Node.input("t", dtype, 7, rows);
        var given =
            Map.of(
                x, numbers(dtype, 1, rows, 7),
                w, numbers(dtype, 1, 7, columns),
                turned, numbers(dtype, 1, 7, rows));
        var logits = x.matmul(w);
        check(given, List.of(Compositions.softmax(logits)));
        check(given, List.of(Compositions.softmax(turned.transposed().matmul(w))));
        check(given, List.of(Compositions.logsumexp(logits.plus(1)), logits));
        check(given, List.of(Compositions.softmax(logits).matmul(w.transposed()), logits.max(1)));
      }
    }
  }

  @Test
  void cross_entropy_and_its_gradient_go_once_over_narrow_rows() {
    var x = Node.input("x", DType.FLOAT32, 40, 10);
    var y = Node.input("y", DType.FLOAT32, 40, 10);
    var loss = Compositions.logsumexp(x).minus(x.times(y).sum(1)).mean();
    var program = Program.of(loss, Gradients.of(loss, List.of(x)).getFirst()).simplified();
    var plan = Engine.compile(program, options(512)).plan();
    assertEquals(1, plan.lines().filter(line -> line.contains("loop over 40 x 10")).count(), plan);
    assertTrue(plan.contains("loop over 1 x 40"), plan);
  }

  @Test
  void an_old_value_is_read_before_the_new_one_is_written() {
    var x = Node.variable("x", DType.FLOAT32, Shape.of(20, 7));
    var y = Node.input("y", DType.FLOAT32, 20, 7);
    var softmax = Compositions.softmax(y);
    var next = y.plus(softmax.max(1).unreduce(x.shape(), List.of(1)));
    var after = softmax.minus(x);
    var start = numbers(DType.FLOAT32, 1, 20, 7);
    var given = Map.of(y, numbers(DType.FLOAT32, 3, 20, 7));
    var program = new Program(List.of(after), Map.of(x, next), List.of());
    var values = new LinkedHashMap<>(given);
    values.put(x, start);
    var expected = new Interpreter(program.lowered().roots()).evaluate(values);
    for (var width : Widths.OF_MACHINE) {
      var compiled = Engine.compile(program, options(width));
      compiled.write(x, start);
      var actual = compiled.run(given).getFirst();
      assertEquals(expected, List.of(actual, compiled.read(x)), width + " bits");
    }
  }
}
