package org.backprop.app.study.exercise;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Seeded numbers that are easy to compute with. */
final class Draw {
  private Draw() {}

  /** Multiples of a unit between two bounds, both included. */
  static Tensor numbers(Shape shape, double unit, int least, int most, SplittableRandom random) {
    var numbers = Tensor.builder(DType.FLOAT64, shape);
    var perUnit = Math.rint(1 / unit);
    for (var i = 0; i < shape.size(); i++) {
      var count = random.nextInt(least, most + 1);
      numbers.set(i, unit < 1 ? count / perUnit : count * unit);
    }
    return numbers.build();
  }

  /** Tenths from -1 to 1, of shape {@code [samples, outputs]}. */
  static Tensor tenths(int samples, int outputs, SplittableRandom random) {
    return Worked.tenths(Shape.of(samples, outputs), random);
  }

  /** Zeros and ones, {@code [samples, 1]}. */
  static Tensor bits(int samples, SplittableRandom random) {
    return numbers(Shape.of(samples, 1), 1, 0, 1, random);
  }

  /** Counts from 0 to 4, {@code [samples, 1]}. */
  static Tensor counts(int samples, SplittableRandom random) {
    return numbers(Shape.of(samples, 1), 1, 0, 4, random);
  }

  /** One class of several for each sample, {@code [samples, classes]}. */
  static Tensor classes(int samples, int classes, SplittableRandom random) {
    var shape = Shape.of(samples, classes);
    var oneHot = Tensor.builder(DType.FLOAT64, shape);
    for (var i = 0; i < samples; i++) {
      oneHot.set(i * classes + random.nextInt(classes), 1);
    }
    return oneHot.build();
  }

  /** Tenths that sum to 1, none of them 0. */
  static Tensor probabilities(int count, SplittableRandom random) {
    var tenths = new double[count];
    Arrays.fill(tenths, 1);
    for (var i = count; i < 10; i++) {
      tenths[random.nextInt(count)]++;
    }
    Arrays.setAll(tenths, i -> tenths[i] / 10);
    return Tensor.of(Shape.of(count), tenths);
  }
}
