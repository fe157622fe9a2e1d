package org.backprop.score;

import java.util.List;
import org.backprop.model.Prediction;

/** Whether a probability of 0.8 comes true in eight cases of ten. */
final class Calibration {
  private static final int BINS = 10;

  private Calibration() {}

  /**
   * The expected calibration error: the gap between the top probability and how often its class is
   * the true one, averaged over ten bins of equal width by their number of rows.
   */
  static double error(int[] truth, List<Prediction> predictions) {
    var gaps = new double[BINS];
    for (var i = 0; i < truth.length; i++) {
      var prediction = predictions.get(i);
      var top = (int) prediction.mode();
      var probability = prediction.probabilities()[top];
      var bin = Math.min(BINS - 1, (int) (probability * BINS));
      gaps[bin] += probability - (top == truth[i] ? 1 : 0);
    }
    var sum = 0.0;
    for (var gap : gaps) {
      sum += Math.abs(gap);
    }
    return sum / truth.length;
  }
}
