package org.backprop.table;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Makes a column of numbers from exact Java numbers; only those beyond 2^53 become texts. */
final class DecimalNumbersBuilder {
  private final long[] codes;
  private final Dictionary others = new Dictionary();
  private int size;

  DecimalNumbersBuilder(int rows) {
    this.codes = new long[rows];
  }

  void add(long value) {
    var code = value == Long.MIN_VALUE ? Decimal.NONE : Decimal.of(Math.abs(value), 0, value < 0);
    codes[size++] = code == Decimal.NONE ? other(Long.toString(value)) : code;
  }

  void add(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      add(value.longValue());
    } else {
      codes[size++] = other(value.toString());
    }
  }

  void add(BigDecimal value) {
    var code = code(value);
    codes[size++] = code == Decimal.NONE ? other(value.toString()) : code;
  }

  void addMissing() {
    codes[size++] = other("");
  }

  DecimalNumbers build() {
    var cells = new ReadCells(Codes.of(codes), others);
    return new DecimalNumbers(cells.codes(), OtherNumbers.of(cells, DecimalMark.POINT));
  }

  private static long code(BigDecimal value) {
    var unscaled = value.unscaledValue().abs();
    return unscaled.bitLength() < Long.SIZE
        ? Decimal.of(unscaled.longValue(), value.scale(), value.signum() < 0)
        : Decimal.NONE;
  }

  private long other(String text) {
    return ~others.place(text);
  }
}
