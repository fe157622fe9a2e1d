package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole numbers wrap as in Java and keep all their digits, also those a double has no room for. */
class WholeNumbersTest {
  private static final long BIG = (1L << 53) + 1;

  private static final Map<String, LongUnaryOperator> UNARY =
      Map.of("neg", a -> -a, "abs", Math::abs, "sign", Long::signum);

  private static final Map<String, LongBinaryOperator> BINARY =
      Map.ofEntries(
          Map.entry("add", Long::sum),
          Map.entry("sub", (a, b) -> a - b),
          Map.entry("mul", (a, b) -> a * b),
          Map.entry("maximum", Math::max),
          Map.entry("minimum", Math::min),
          Map.entry("mod", (a, b) -> b == 0 ? 0 : Math.floorMod(a, b)),
          Map.entry("less", (a, b) -> a < b ? 1 : 0),
          Map.entry("lessEqual", (a, b) -> a <= b ? 1 : 0),
          Map.entry("equal", (a, b) -> a == b ? 1 : 0),
          Map.entry("and", (a, b) -> a & b),
          Map.entry("or", (a, b) -> a | b),
          Map.entry("xor", (a, b) -> a ^ b));

  static List<Op.Unary> unary() {
    return Ops.ALL.stream()
        .filter(Op.Unary.class::isInstance)
        .map(Op.Unary.class::cast)
        .filter(op -> op.takes(DType.INT64))
        .toList();
  }

  static List<Op.Binary> binary() {
    return Ops.ALL.stream()
        .filter(Op.Binary.class::isInstance)
        .map(Op.Binary.class::cast)
        .filter(op -> op.takes(DType.INT64))
        .filter(op -> !(op instanceof ShiftLeft) && !(op instanceof ShiftRight))
        .toList();
  }

  static List<Op.Move> moves() {
    return Ops.ALL.stream().filter(Op.Move.class::isInstance).map(Op.Move.class::cast).toList();
  }

  private static long[] edges(DType dtype) {
    return switch (dtype) {
      case BOOL -> new long[] {0, 1};
      case UINT8 -> new long[] {0, 1, 7, 128, 255};
      case INT32 -> new long[] {0, 1, -1, 7, 123456789, Integer.MIN_VALUE, Integer.MAX_VALUE};
      default -> new long[] {0, 1, -1, 7, BIG, -BIG, BIG + 1, Long.MIN_VALUE, Long.MAX_VALUE};
    };
  }

  private static long wrapped(DType dtype, long value) {
    return switch (dtype) {
      case BOOL -> value == 0 ? 0 : 1;
      case UINT8 -> value & 255;
      case INT32 -> (int) value;
      default -> value;
    };
  }

  private static Tensor tensor(DType dtype, Shape shape, long... values) {
    return Tensor.of(shape, values).to(dtype);
  }

  private static long[] longs(Tensor x) {
    var storage = Storage.of(x);
    return LongStream.range(0, x.size()).map(i -> storage.getLong((int) i)).toArray();
  }

  private static Tensor evaluated(Op op, Tensor... operands) {
    var values = List.of(operands);
    var types = values.stream().map(x -> new TensorType(x.dtype(), x.shape())).toList();
    return op.evaluate(values, op.infer(types));
  }

  private static void requireLongs(long[] expected, Tensor actual, String what) {
    var found = longs(actual);
    assertEquals(expected.length, found.length, what);
    for (var i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], what + " at element " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("unary")
  void unary_operations_agree_with_java(Op.Unary op) {
    for (var dtype : DType.values()) {
      if (!dtype.isFloat() && op.takes(dtype)) {
        var edges = edges(dtype);
        var x = tensor(dtype, Shape.of(edges.length), edges);
        var expected = Arrays.stream(edges).map(UNARY.get(op.name())).map(v -> wrapped(dtype, v));
        requireLongs(expected.toArray(), evaluated(op, x), op.name() + " of " + x);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("binary")
  void binary_operations_agree_with_java_on_every_pair(Op.Binary op) {
    for (var dtype : DType.values()) {
      if (!dtype.isFloat() && op.takes(dtype)) {
        for (var a : edges(dtype)) {
          for (var b : edges(dtype)) {
            var one = Shape.of(1);
            var result = evaluated(op, tensor(dtype, one, a), tensor(dtype, one, b));
            var expected = wrapped(result.dtype(), BINARY.get(op.name()).applyAsLong(a, b));
            requireLongs(
                new long[] {expected}, result, dtype + " " + op.name() + " " + a + " " + b);
          }
        }
      }
    }
  }

  @Test
  void bits_are_shifted_within_their_own_type() {
    for (var value : edges(DType.INT32)) {
      for (var bits = 0; bits < 32; bits++) {
        var x = tensor(DType.INT32, Shape.SCALAR, value);
        var by = tensor(DType.INT32, Shape.SCALAR, bits);
        var left = new long[] {(int) value << bits};
        requireLongs(left, evaluated(new ShiftLeft(), x, by), value + " << " + bits);
        var right = new long[] {(int) value >>> bits};
        requireLongs(right, evaluated(new ShiftRight(), x, by), value + " >>> " + bits);
      }
    }
    for (var value : edges(DType.INT64)) {
      for (var bits = 0; bits < 64; bits++) {
        var x = tensor(DType.INT64, Shape.SCALAR, value);
        var by = tensor(DType.INT64, Shape.SCALAR, bits);
        var left = new long[] {value << bits};
        requireLongs(left, evaluated(new ShiftLeft(), x, by), value + " << " + bits);
        var right = new long[] {value >>> bits};
        requireLongs(right, evaluated(new ShiftRight(), x, by), value + " >>> " + bits);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("moves")
  void moves_keep_every_digit(Op.Move op) {
    var numbers = tensor(DType.INT64, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    var large =
        tensor(
            DType.INT64,
            Shape.of(2, 3),
            LongStream.of(longs(numbers)).map(value -> value * BIG).toArray());
    var expected = LongStream.of(longs(evaluated(op, numbers))).map(value -> value * BIG).toArray();
    assertTrue(LongStream.of(expected).anyMatch(value -> value != 0), op.name());
    requireLongs(expected, evaluated(op, large), op.toString());
  }

  @Test
  void sums_wrap_and_keep_every_digit() {
    var sum = new Sum(List.of(0));
    var large = tensor(DType.INT64, Shape.of(3), BIG, 1, BIG);
    requireLongs(new long[] {2 * BIG + 1}, evaluated(sum, large), "the sum of " + large);
    var full = tensor(DType.INT64, Shape.of(2), Long.MAX_VALUE, 1);
    requireLongs(new long[] {Long.MIN_VALUE}, evaluated(sum, full), "the sum of " + full);
    var ints = tensor(DType.INT32, Shape.of(2), Integer.MAX_VALUE, 2);
    requireLongs(new long[] {Integer.MIN_VALUE + 1}, evaluated(sum, ints), "the sum of " + ints);
    for (var fromEnd : List.of(false, true)) {
      var scan = evaluated(new CumulativeSum(0, fromEnd), large);
      var expected = new long[] {fromEnd ? 2 * BIG + 1 : BIG, BIG + 1, fromEnd ? BIG : 2 * BIG + 1};
      requireLongs(expected, scan, "the cumulative sum of " + large);
    }
  }

  @Test
  void the_largest_is_found_among_neighbours() {
    var max = new Max(List.of(0));
    var x = tensor(DType.INT64, Shape.of(3), BIG - 1, BIG, BIG - 2);
    requireLongs(new long[] {BIG}, evaluated(max, x), "the largest");
    var least = tensor(DType.INT64, Shape.of(1), Long.MIN_VALUE);
    requireLongs(new long[] {Long.MIN_VALUE}, evaluated(max, least), "the largest of the least");
    var none = tensor(DType.INT32, Shape.of(0));
    requireLongs(new long[] {Integer.MIN_VALUE}, evaluated(max, none), "the largest of none");
  }

  @Test
  void neighbours_are_sorted_and_chosen() {
    var x = tensor(DType.INT64, Shape.of(3), BIG, BIG - 1, BIG + 1);
    requireLongs(new long[] {1, 0, 2}, evaluated(new Argsort(), x), "argsort");
    var condition = Tensor.of(Shape.of(3), true, false, true);
    var chosen = evaluated(new Select(), condition, x, tensor(DType.INT64, Shape.of(3), 1, 2, 3));
    requireLongs(new long[] {BIG, 2, BIG + 1}, chosen, "select");
    var places = Tensor.of(Shape.of(2), 2, 0);
    requireLongs(new long[] {BIG + 1, BIG}, evaluated(new Gather(), x, places), "gather");
  }

  @Test
  void casts_between_whole_numbers_keep_the_low_bits() {
    var x = tensor(DType.INT64, Shape.of(2), BIG, -1);
    for (var dtype : List.of(DType.INT32, DType.UINT8, DType.BOOL, DType.INT64)) {
      var expected = new long[] {wrapped(dtype, BIG), wrapped(dtype, -1)};
      requireLongs(expected, evaluated(new Cast(dtype), x), "cast to " + dtype);
    }
    var bits = evaluated(new Bitcast(DType.FLOAT64), x);
    assertEquals(Double.longBitsToDouble(BIG), bits.at(0));
    requireLongs(longs(x), evaluated(new Bitcast(DType.INT64), bits), "there and back");
  }

  @Test
  void indices_count_along_their_axis() {
    var iota = evaluated(new Iota(TensorType.of(DType.INT64, 2, 3, 2), 1));
    requireLongs(new long[] {0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2}, iota, "iota");
  }
}
