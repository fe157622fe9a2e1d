package org.backprop.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;

/**
 * The texts of a column of numbers that are no ordinary decimals, as {@code 1e5} or {@code NA}.
 *
 * @param texts first {@link CellText#MISSING}, then numbers
 * @param values the number of each text; NaN where it is none
 * @param inexact the places of whole numbers that no double holds
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of these
record OtherNumbers(List<String> texts, double[] values, BitSet inexact) {
  private static final double EXACT = 0x1p53; // whole numbers up to it are exact doubles

  static OtherNumbers of(List<String> texts) {
    var values = texts.stream().mapToDouble(CellText::number).toArray();
    var inexact = new BitSet();
    for (var place = CellText.MISSING.size(); place < values.length; place++) {
      inexact.set(place, isInexact(texts.get(place), values[place]));
    }
    return new OtherNumbers(texts, values, inexact);
  }

  private static boolean isInexact(String text, double value) {
    return Math.abs(value) >= EXACT
        && CellText.isPlainWhole(text)
        && (Double.isInfinite(value) || new BigDecimal(value).compareTo(new BigDecimal(text)) != 0);
  }

  boolean isMissing(int place) {
    return place < CellText.MISSING.size();
  }

  String canonical(int place) {
    return inexact.get(place)
        ? new BigInteger(texts.get(place)).toString()
        : CellText.canonical(values[place]);
  }
}
