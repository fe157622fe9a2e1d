package org.backprop.train;

/**
 * {@code lambda / 2} times the squared norm of the weights of standardised features; the constant
 * is free.
 */
@SuppressWarnings("ArrayRecordComponent") // read as arrays; two are never compared
record RidgePenalty(double lambda, double[] scales, int outputs) {

  static final RidgePenalty NONE = new RidgePenalty(0, new double[0], 0);

  double value(Vector parameters) {
    var sum = 0.0;
    for (var i = 0; i < scales.length * outputs; i++) {
      var standardised = scales[i / outputs] * parameters.values()[i];
      sum += standardised * standardised;
    }
    return lambda / 2 * sum;
  }

  /**
   * A gradient or Hessian product at these weights (of that direction) with the penalty's added.
   */
  Vector plusDerivative(Vector derivative, Vector weights) {
    var sum = derivative.values().clone();
    for (var i = 0; i < scales.length * outputs; i++) {
      var scale = scales[i / outputs];
      sum[i] += lambda * scale * scale * weights.values()[i];
    }
    return new Vector(sum);
  }
}
