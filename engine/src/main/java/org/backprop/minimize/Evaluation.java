package org.backprop.minimize;

import java.util.Arrays;

/** Value and gradient of an objective at a point. */
@SuppressWarnings("ArrayRecordComponent") // handed on at once; never compared
record Evaluation(double[] point, double value, double[] gradient) {
  boolean isFinite() {
    return Double.isFinite(value) && Arrays.stream(gradient).allMatch(Double::isFinite);
  }
}
