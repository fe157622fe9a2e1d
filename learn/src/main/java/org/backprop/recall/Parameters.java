package org.backprop.recall;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The 21 parameters w0 to w20 of FSRS-6. {@link #DEFAULT} and the bounds are those of the
 * open-spaced-repetition project (py-fsrs 6, {@code scheduler.py}).
 */
public record Parameters(List<Double> values) {
  /** The number of parameters. */
  public static final int COUNT = 21;

  /** The smallest value of each parameter. */
  static final List<Double> LOWEST =
      List.of(
          0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001, 0.001, 0.001,
          0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1);

  /** The largest value of each parameter. */
  static final List<Double> HIGHEST =
      List.of(
          100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5, 5.0, 0.25, 0.9, 4.0, 1.0,
          6.0, 2.0, 2.0, 0.8, 0.8);

  /** The published parameters, fitted to the reviews of many learners. */
  public static final Parameters DEFAULT =
      new Parameters(
          List.of(
              0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
              1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542));

  /**
   * @throws IllegalArgumentException if there are not 21 values, or one is outside its bounds
   */
  public Parameters {
    values = List.copyOf(values);
    if (values.size() != COUNT) {
      throw new IllegalArgumentException(
          "FSRS-6 has " + COUNT + " parameters, not " + values.size());
    }
    for (int i = 0; i < COUNT; i++) {
      double value = values.get(i);
      if (!(value >= LOWEST.get(i) && value <= HIGHEST.get(i))) {
        throw new IllegalArgumentException(
            "w%s is a number from %s to %s, not %s"
                .formatted(i, LOWEST.get(i), HIGHEST.get(i), value));
      }
    }
  }

  /** The parameters as {@code [21]}. */
  Tensor tensor() {
    return tensor(values);
  }

  static Tensor tensor(List<Double> values) {
    var numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Tensor.of(Shape.of(numbers.length), numbers);
  }

  static Parameters of(Tensor values) {
    return new Parameters(IntStream.range(0, COUNT).mapToObj(values::at).toList());
  }
}
