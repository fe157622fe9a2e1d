package org.backprop.app.study.exercise;

import org.backprop.tensor.Tensor;

/**
 * How close typed numbers are to a value. A number is precise within 1 percent, or 1/2 percent of
 * the largest element, or where it is the value rounded to two significant digits or three
 * decimals; it is rough within 5 percent, or one unit of its last digit.
 */
enum Closeness {
  PRECISE,
  ROUGH,
  FAR;

  private static final double ROUNDING = 1 + 1e-9;
  private static final int FEWEST_DIGITS = 2;
  private static final double LEAST_UNIT = 0.001;

  /** Two values are told apart if some element differs by more than what is rough. */
  private static final double APART = 0.12;

  private static final double LEAST_APART = 0.004;

  /** Of all elements; far where the shape is another one. */
  static Closeness of(Tensor value, Typed typed) {
    if (!hasShape(value, typed)) {
      return FAR;
    }
    var all = PRECISE;
    for (var i = 0; i < value.size(); i++) {
      var one = of(value, typed, i);
      all = one.compareTo(all) > 0 ? one : all;
    }
    return all;
  }

  /** Of one element, by its place in row-major order. */
  static Closeness of(Tensor value, Typed typed, int i) {
    var number = typed.numbers().get(i);
    var here = Math.abs(value.at(i));
    var largest = largest(value);
    var difference = Math.abs(number.value() - value.at(i));
    var unit =
        number.digits() >= FEWEST_DIGITS || number.unit() <= LEAST_UNIT * ROUNDING
            ? number.unit() * ROUNDING
            : 0;
    if (difference <= Math.max(unit / 2, Math.max(0.01 * here, 0.005 * largest))) {
      return PRECISE;
    }
    return difference <= Math.max(unit, Math.max(0.05 * here, 0.01 * largest)) ? ROUGH : FAR;
  }

  /** A vector may be typed as a row or as a column. */
  static boolean hasShape(Tensor value, Typed typed) {
    return isMatrix(value)
        ? value.shape().dim(0) == typed.rows() && value.shape().dim(1) == typed.columns()
        : typed.isVector() && typed.numbers().size() == value.size();
  }

  /** Whether no typed numbers are precise for both values. */
  static boolean areApart(Tensor a, Tensor b) {
    if (a.size() != b.size() || (isMatrix(a) && isMatrix(b) && !a.shape().equals(b.shape()))) {
      return true;
    }
    var largest = Math.max(largest(a), largest(b));
    for (var i = 0; i < a.size(); i++) {
      var here = Math.max(Math.abs(a.at(i)), Math.abs(b.at(i)));
      var least = Math.max(LEAST_APART, Math.max(APART * here, APART / 10 * largest));
      if (Math.abs(a.at(i) - b.at(i)) > least) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has several rows and several columns. */
  static boolean isMatrix(Tensor value) {
    var shape = value.shape();
    return shape.rank() == 2 && shape.dim(0) > 1 && shape.dim(1) > 1;
  }

  /** The largest absolute value of an element. */
  static double largest(Tensor value) {
    var largest = 0.0;
    for (var i = 0; i < value.size(); i++) {
      largest = Math.max(largest, Math.abs(value.at(i)));
    }
    return largest;
  }
}
