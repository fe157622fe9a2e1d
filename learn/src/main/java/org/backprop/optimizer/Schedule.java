package org.backprop.optimizer;

import org.backprop.part.Named;

/**
 * How the learning rate changes during a training: a factor for each step.
 *
 * <p>An implementation outside this library is found by name when it is a {@link
 * java.util.ServiceLoader service provider} of this interface.
 */
public interface Schedule extends Named {

  /**
   * What the learning rate of a step is multiplied by.
   *
   * @param progress the share of all steps that are done after this one, above 0 and at most 1
   */
  double factor(double progress);
}
