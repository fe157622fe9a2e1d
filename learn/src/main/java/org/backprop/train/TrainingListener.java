package org.backprop.train;

import java.util.Map;
import java.util.function.Predicate;
import org.backprop.tensor.Tensor;

/**
 * Follows a training and may end it early; the best parameters so far are kept.
 *
 * <pre>{@code
 * trainer.fit(training, Optional.of(validation), TrainingListener.until(epoch -> epoch.loss() < 0.1));
 * }</pre>
 */
@FunctionalInterface
public interface TrainingListener {

  /**
   * Called before each fit of a plan's training: that of its usual settings, then those of its
   * alternatives. A trainer by itself does not call it.
   *
   * @param number from 1
   * @param plan with the settings of this fit
   */
  default void fit(int number, TrainingPlan plan) {}

  /** Called after each epoch. */
  void epoch(Epoch epoch);

  /**
   * Asked after each step and each epoch, by the thread that trains; {@code true} ends the training
   * there. An epoch that is cut short counts as the last one.
   */
  default boolean isStopping() {
    return false;
  }

  /** Asked after each step; {@code true} asks for the parameters. Newton's method does not ask. */
  default boolean isWatching(long step) {
    return false;
  }

  /**
   * Called after a step whose parameters were asked for.
   *
   * @param step the number of steps done
   * @param parameters copies, by name
   */
  default void parameters(long step, Map<String, Tensor> parameters) {}

  /** A listener that ends the training after the first epoch that meets the condition. */
  static TrainingListener until(Predicate<Epoch> condition) {
    return new TrainingListener() {
      private boolean met;

      @Override
      public void epoch(Epoch epoch) {
        met = condition.test(epoch);
      }

      @Override
      public boolean isStopping() {
        return met;
      }
    };
  }
}
