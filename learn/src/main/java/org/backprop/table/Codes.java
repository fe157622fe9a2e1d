package org.backprop.table;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** A column's codes, in four bytes each where all of them fit; immutable. */
final class Codes {
  private final int[] narrow; // empty if some code needs eight bytes
  private final long[] wide; // empty otherwise

  private Codes(int[] narrow, long[] wide) {
    this.narrow = narrow;
    this.wide = wide;
  }

  /** The codes of an array, which may not change afterwards. */
  static Codes of(long... codes) {
    return isNarrow(codes) ? of(narrowed(codes)) : new Codes(new int[0], codes);
  }

  /** The first {@code size} codes of an array, copied. */
  static Codes of(long[] codes, int size) {
    var builder = new Builder(size);
    for (var i = 0; i < size; i++) {
      builder.add(codes[i]);
    }
    return builder.build();
  }

  /** Collects this number of codes. */
  static final class Builder {
    private int[] narrow;
    private long[] wide = {};
    private boolean isWide;
    private int size;

    Builder(int size) {
      this.narrow = new int[size];
    }

    void add(long code) {
      if (!isWide && (int) code != code) {
        widen();
      }
      if (isWide) {
        wide[size] = code;
      } else {
        narrow[size] = (int) code;
      }
      size++;
    }

    private void widen() {
      wide = new long[narrow.length];
      for (var i = 0; i < size; i++) {
        wide[i] = narrow[i];
      }
      narrow = new int[0];
      isWide = true;
    }

    /** The codes, of which all were added. */
    Codes build() {
      return new Codes(narrow, wide);
    }
  }

  /** The codes of an array, which may not change afterwards. */
  static Codes of(int... codes) {
    return new Codes(codes, new long[0]);
  }

  int size() {
    return Math.max(narrow.length, wide.length);
  }

  long get(int row) {
    return wide.length == 0 ? narrow[row] : wide[row];
  }

  /** Whether some code is negative. */
  boolean hasNegative() {
    var all = 0L;
    for (var code : narrow) {
      all |= code;
    }
    for (var code : wide) {
      all |= code;
    }
    return all < 0;
  }

  boolean anyMatch(LongPredicate condition) {
    for (var row = 0; row < size(); row++) {
      if (condition.test(get(row))) {
        return true;
      }
    }
    return false;
  }

  /** Each code replaced by another. */
  Codes map(LongUnaryOperator other) {
    var codes = new long[size()];
    Arrays.setAll(codes, row -> other.applyAsLong(get(row)));
    return of(codes);
  }

  /** The codes of some of the rows, in the order given. */
  Codes select(int[] rows) {
    if (wide.length > 0) {
      return new Codes(narrow, selected(wide, rows));
    }
    var codes = new int[rows.length];
    for (var i = 0; i < codes.length; i++) {
      codes[i] = narrow[rows[i]];
    }
    return of(codes);
  }

  private static long[] selected(long[] codes, int[] rows) {
    var selected = new long[rows.length];
    for (var i = 0; i < selected.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return selected;
  }

  private static boolean isNarrow(long[] codes) {
    var differing = 0L;
    for (var code : codes) {
      differing |= code ^ (int) code;
    }
    return differing == 0;
  }

  private static int[] narrowed(long[] codes) {
    var narrowed = new int[codes.length];
    for (var i = 0; i < narrowed.length; i++) {
      narrowed[i] = (int) codes[i];
    }
    return narrowed;
  }
}
