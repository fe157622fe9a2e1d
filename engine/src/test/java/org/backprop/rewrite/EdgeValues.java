package org.backprop.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** The numbers on which rules may fail, and all combinations of them as values of inputs. */
final class EdgeValues {
  /** The most combinations that are all tried; of more, this number is drawn. */
  private static final int MOST = 4_096;

  private static final int RANDOM = 300;

  private static final double[] DOUBLES =
      floats(Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE);
  private static final double[] FLOATS = floats(Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE);
  private static final double[] LONGS = {0, 1, -1, 2, -7, Long.MAX_VALUE, Long.MIN_VALUE};
  private static final double[] INTS = {0, 1, -1, 2, -7, Integer.MAX_VALUE, Integer.MIN_VALUE};
  private static final double[] TRUTHS = {0, 1};

  /** NaN, zeros, infinities, subnormal, smallest, largest and moderate numbers. */
  static double[] of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> DOUBLES;
      case FLOAT32 -> FLOATS;
      case INT64 -> LONGS;
      case INT32 -> INTS;
      default -> TRUTHS;
    };
  }

  private static double[] floats(double least, double normal, double most) {
    var signed =
        DoubleStream.of(0, least, normal / 4, most, Double.POSITIVE_INFINITY, 1)
            .flatMap(x -> DoubleStream.of(x, -x));
    return DoubleStream.concat(signed, DoubleStream.of(Double.NaN, normal, -0.37, 1234.5))
        .toArray();
  }

  private EdgeValues() {}

  /** Whether products of a few such numbers stay within the range of normal numbers. */
  static boolean isModerate(DType dtype, double value) {
    var most = dtype == DType.FLOAT64 ? 1e60 : 1e7;
    return value == 0 || (1 / most <= Math.abs(value) && Math.abs(value) <= most);
  }

  /** Values of the inputs. */
  static List<Map<Node, Tensor>> combinations(List<Node> inputs) {
    var all = new ArrayList<Map<Node, Tensor>>();
    var count = 1L;
    for (var input : inputs) {
      for (var i = 0; i < input.shape().size() && count <= MOST; i++) {
        count *= of(input.dtype()).length;
      }
    }
    var random = new SplittableRandom(1);
    for (var turn = 0; turn < Math.min(count, MOST); turn++) {
      all.add(count <= MOST ? numbered(inputs, turn) : drawn(inputs, random, false));
    }
    for (var turn = 0; turn < RANDOM && !inputs.isEmpty(); turn++) {
      all.add(drawn(inputs, random, true));
    }
    return all;
  }

  private static Map<Node, Tensor> numbered(List<Node> inputs, int turn) {
    Map<Node, Tensor> given = new HashMap<>();
    var rest = turn;
    for (var input : inputs) {
      var numbers = of(input.dtype());
      var value = Tensor.builder(input.dtype(), input.shape());
      for (var i = 0; i < input.shape().size(); i++) {
        value.set(i, numbers[rest % numbers.length]);
        rest /= numbers.length;
      }
      given.put(input, value.build());
    }
    return given;
  }

  private static Map<Node, Tensor> drawn(
      List<Node> inputs, SplittableRandom random, boolean moderate) {
    Map<Node, Tensor> given = new HashMap<>();
    for (var input : inputs) {
      var numbers = of(input.dtype());
      var value = Tensor.builder(input.dtype(), input.shape());
      for (var i = 0; i < input.shape().size(); i++) {
        value.set(
            i,
            moderate && input.dtype().isFloat()
                ? random.nextDouble(-1, 1) * Math.exp(random.nextDouble(-3, 3))
                : numbers[random.nextInt(numbers.length)]);
      }
      given.put(input, value.build());
    }
    return given;
  }
}
