package org.backprop.train;

/** All parameters in a row, with the little algebra that Newton's method needs. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once; never compared
record Vector(double[] values) {

  static Vector zeros(int size) {
    return new Vector(new double[size]);
  }

  int size() {
    return values.length;
  }

  double dot(Vector other) {
    var sum = 0.0;
    for (var i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }

  double norm() {
    return Math.sqrt(dot(this));
  }

  Vector plus(double factor, Vector other) {
    var sum = values.clone();
    for (var i = 0; i < sum.length; i++) {
      sum[i] += factor * other.values[i];
    }
    return new Vector(sum);
  }

  Vector times(double factor) {
    return zeros(values.length).plus(factor, this);
  }
}
