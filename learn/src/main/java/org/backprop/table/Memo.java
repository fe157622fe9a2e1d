package org.backprop.table;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed when it is first asked for; two threads may compute it twice. */
final class Memo<T> implements Supplier<T> {
  private final Supplier<T> source;
  private volatile @Nullable T value;

  Memo(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    var known = value;
    if (known == null) {
      known = source.get();
      value = known;
    }
    return known;
  }
}
