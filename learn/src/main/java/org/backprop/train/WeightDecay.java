package org.backprop.train;

import org.backprop.optimizer.Adagrad;
import org.backprop.optimizer.Adam;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.RmsProp;
import org.backprop.optimizer.Sgd;

/** The weight decay of an optimizer. */
final class WeightDecay {
  private WeightDecay() {}

  static double of(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd sgd -> sgd.weightDecay();
      case RmsProp rmsProp -> rmsProp.weightDecay();
      case Adagrad adagrad -> adagrad.weightDecay();
      case Adam adam -> adam.weightDecay();
      case Newton _ -> 0;
    };
  }
}
