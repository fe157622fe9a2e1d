package org.backprop.train;

import java.util.Optional;
import org.backprop.data.DataException;

/**
 * Rows set aside to validate or test with: a share of the source's own, or others given beside it.
 *
 * @param <T> a table, or images with their labels
 */
record Part<T>(double share, Optional<T> given) {

  Part {
    if (!(share >= 0 && share < 1)) {
      throw new DataException(
          "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not " + share);
    }
  }

  static <T> Part<T> share(double share) {
    return new Part<>(share, Optional.empty());
  }

  static <T> Part<T> given(T rows) {
    return new Part<>(0, Optional.of(rows));
  }
}
