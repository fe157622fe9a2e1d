package org.backprop.train;

import java.util.Optional;
import org.backprop.table.DataException;

/**
 * Rows set aside to validate or test with: a share of the source's own, or others given beside it.
 *
 * @param <T> a table, or images with their labels
 */
record HeldOutRows<T>(double share, Optional<T> given) {

  HeldOutRows {
    if (!(share >= 0 && share < 1)) {
      throw new DataException(
          "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not " + share);
    }
  }

  static <T> HeldOutRows<T> share(double share) {
    return new HeldOutRows<>(share, Optional.empty());
  }

  static <T> HeldOutRows<T> given(T rows) {
    return new HeldOutRows<>(0, Optional.of(rows));
  }
}
