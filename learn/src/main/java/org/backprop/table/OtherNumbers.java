package org.backprop.table;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;

/**
 * The texts of a column of numbers that are no ordinary decimals, as {@code 1e5}, {@code 1,200} or
 * {@code NA}.
 *
 * @param texts each text as it was written
 * @param plain each as a plain decimal; empty where it is no number
 * @param values the number of each text; NaN where it is none
 * @param missing the places of the texts that say that a value is missing
 * @param inexact the places of whole numbers that no double holds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OtherNumbers(
    List<String> texts, String[] plain, double[] values, BitSet missing, BitSet inexact) {
  private static final double EXACT = 0x1p53; // whole numbers up to it are exact doubles

  /** The other texts of cells whose numbers have that mark. */
  static OtherNumbers of(ReadCells cells, DecimalMark mark) {
    return of(cells.dictionary().texts(), cells.missing(), mark);
  }

  static OtherNumbers of(List<String> texts, BitSet missing, DecimalMark mark) {
    var plain = new String[texts.size()];
    var values = new double[texts.size()];
    var inexact = new BitSet();
    for (var place = 0; place < values.length; place++) {
      plain[place] = missing.get(place) ? "" : plain(texts.get(place), mark);
      values[place] = CellText.number(plain[place]);
      inexact.set(place, isInexact(plain[place], values[place]));
    }
    return new OtherNumbers(texts, plain, values, missing, inexact);
  }

  private static String plain(String text, DecimalMark mark) {
    return WrittenNumber.of(text, mark).map(WrittenNumber::plain).orElse("");
  }

  private static boolean isInexact(String text, double value) {
    return Math.abs(value) >= EXACT
        && text.chars().allMatch(c -> c == '-' || c == '+' || c == '.' || Character.isDigit(c))
        && (Double.isInfinite(value) || new BigDecimal(value).compareTo(new BigDecimal(text)) != 0);
  }

  boolean isMissing(int place) {
    return missing.get(place);
  }

  /** The number at a place as a plain decimal, its digits as they were written. */
  String plainText(int place) {
    return plain[place].isEmpty() ? texts.get(place) : plain[place];
  }

  String canonical(int place) {
    return inexact.get(place)
        ? new BigDecimal(plainText(place)).stripTrailingZeros().toPlainString()
        : CellText.canonical(values[place]);
  }
}
