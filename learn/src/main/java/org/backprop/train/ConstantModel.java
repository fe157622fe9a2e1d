package org.backprop.train;

import java.util.Arrays;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.prepare.ClassWeights;
import org.backprop.prepare.Dataset;

/**
 * The model that predicts the weighted mean of the training targets for every row.
 *
 * @param mean the mean of the encoded target: class frequencies, or one number
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ConstantModel(Likelihood likelihood, double[] mean) {

  static ConstantModel of(Likelihood likelihood, Dataset training) {
    var y = training.y();
    var mean = new double[training.outputs()];
    var weights = Arrays.stream(training.weights().toDoubles()).sum();
    for (var i = 0; i < y.size(); i++) {
      mean[i % mean.length] += training.weights().at(i / mean.length) * y.at(i) / weights;
    }
    return new ConstantModel(likelihood, mean);
  }

  /** The weighted mean loss of encoded rows, each target being a class or a number. */
  double loss(Dataset rows) {
    var targets = targets(rows);
    var sum = 0.0;
    var weights = 0.0;
    for (var row = 0; row < targets.length; row++) {
      var weight = rows.weights().at(row);
      if (weight > 0) {
        sum -= weight * likelihood.logDensity(targets[row], mean, 1);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private double[] targets(Dataset rows) {
    return likelihood.encoding() == TargetEncoding.ONE_HOT
        ? Arrays.stream(ClassWeights.labels(rows.y())).asDoubleStream().toArray()
        : rows.y().toDoubles();
  }
}
