package org.backprop.app;

import java.util.Map;
import org.backprop.tensor.Tensor;
import org.backprop.train.Epoch;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;

/**
 * Tells two listeners of a training, which ends when either asks for it.
 *
 * @param other is also told of the parameters
 */
record TwoListeners(TrainingListener one, TrainingListener other) implements TrainingListener {
  @Override
  public void fit(int number, TrainingPlan plan) {
    one.fit(number, plan);
    other.fit(number, plan);
  }

  @Override
  public void epoch(Epoch epoch) {
    one.epoch(epoch);
    other.epoch(epoch);
  }

  @Override
  public boolean isStopping() {
    return other.isStopping() || one.isStopping();
  }

  @Override
  public boolean isWatching(long step) {
    return other.isWatching(step);
  }

  @Override
  public void parameters(long step, Map<String, Tensor> parameters) {
    other.parameters(step, parameters);
  }
}
