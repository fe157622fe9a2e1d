package org.backprop.train;

import java.util.Optional;

/**
 * Keeps the states of one fit by steps, from which it can go on. The thread that trains calls the
 * methods.
 */
public interface Checkpoints {

  /** Keeps nothing. */
  Checkpoints NONE = new NoCheckpoints();

  /** The state that the fit goes on from; empty to begin. */
  Optional<FitState> last();

  /** Asked after each step; {@code true} asks for the state. */
  boolean isDue(long step);

  /**
   * Keeps a state: one that was due, that of a training that is being stopped, or that of a fit
   * that has ended.
   */
  void keep(FitState state);

  /** Called after each epoch that is not cut short. */
  void epoch(Epoch epoch);
}
