package org.backprop.minimize;

/** Sums and products of vectors. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    var sum = 0.0;
    for (var i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The length, without overflow or underflow. */
  static double norm(double... a) {
    var largest = largest(a);
    return largest > 0 && largest < Double.POSITIVE_INFINITY
        ? largest * Math.sqrt(dot(times(1 / largest, a), times(1 / largest, a)))
        : largest;
  }

  /** The largest magnitude of an element. */
  static double largest(double... a) {
    var largest = 0.0;
    for (var value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  static double[] times(double factor, double... a) {
    var product = new double[a.length];
    for (var i = 0; i < a.length; i++) {
      product[i] = factor * a[i];
    }
    return product;
  }

  /** {@code a + factor b}. */
  static double[] plus(double[] a, double factor, double... b) {
    var sum = a.clone();
    for (var i = 0; i < a.length; i++) {
      sum[i] += factor * b[i];
    }
    return sum;
  }
}
