package org.backprop.train;

/**
 * Records a training, which may be several fits: that of the usual settings, and those of its
 * alternatives.
 */
@FunctionalInterface
public interface Recording {

  /** Records nothing. */
  Recording NONE = _ -> Checkpoints.NONE;

  /**
   * The states of a fit.
   *
   * @param number from 1, in the order of training, which is the same in each run of a plan
   */
  Checkpoints fit(int number);

  /**
   * Called when the training has ended, before its result is made.
   *
   * @param number that of the fit whose parameters are kept
   * @param plan its plan, with as many epochs stated as repeat it
   */
  default void kept(int number, TrainingPlan plan) {}
}
