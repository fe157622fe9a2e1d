package org.backprop.train;

import java.util.Optional;

/**
 * Rows set aside to validate or test with: a share of the source's own, or others given beside it.
 *
 * @param <T> a table, or images with their labels
 */
record HeldOutRows<T>(double share, Optional<T> given) {

  /** The rows given, else the share. */
  static <T> HeldOutRows<T> of(double share, Optional<T> given) {
    return given.isPresent() ? new HeldOutRows<>(0, given) : new HeldOutRows<>(share, given);
  }
}
