package org.backprop.train;

import java.util.function.Predicate;

/**
 * Follows a training and may end it early; the best parameters so far are kept.
 *
 * <pre>{@code
 * trainer.fit(training, Optional.of(validation), TrainingListener.until(epoch -> epoch.loss() < 0.1));
 * }</pre>
 */
@FunctionalInterface
public interface TrainingListener {

  /** Called after each epoch. */
  void epoch(Epoch epoch);

  /**
   * Asked after each step and each epoch, by the thread that trains; {@code true} ends the training
   * there. An epoch that is cut short counts as the last one.
   */
  default boolean isStopping() {
    return false;
  }

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
