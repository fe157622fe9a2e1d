package org.backprop.table;

import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A number as people write it: with grouped thousands, a currency or a percent sign, a minus of
 * typography, or the brackets of bookkeeping.
 *
 * @param plain the number as a plain decimal, as in {@code -1234.50} or {@code 1.5e3}
 * @param unit the currency or {@code %} beside it; empty if there is none. A percentage keeps its
 *     number: 12% is 12
 */
record WrittenNumber(String plain, String unit) {
  private static final int LONGEST = 64;
  private static final String MINUS = "-\u2212\u2013\uFE63\uFF0D"; // hyphen, minus, en dash, wide
  private static final String PERCENT = "%\u066A\uFF05";

  /** Reads one text. */
  private static final class Reader {
    private final String text;
    private final DecimalMark mark;
    private int from;
    private int to;
    private boolean signed;
    private boolean negative;
    private String unit = "";

    Reader(String text, DecimalMark mark) {
      this.text = text;
      this.mark = mark;
      this.to = text.length();
    }

    Optional<WrittenNumber> read() {
      while (skipSpace() || skipBrackets() || skipSign() || skipUnitBefore() || skipUnitAfter()) {
        // each takes something off an end
      }
      var digits = new PlainDigits(text, from, to, mark).read();
      return digits.map(plain -> new WrittenNumber(negative ? "-" + plain : plain, unit));
    }

    private boolean skipSpace() {
      var before = to - from;
      while (from < to && isSpace(text.charAt(from))) {
        from++;
      }
      while (from < to && isSpace(text.charAt(to - 1))) {
        to--;
      }
      return to - from < before;
    }

    private boolean skipBrackets() {
      var bracketed =
          !signed && to - from > 2 && text.charAt(from) == '(' && text.charAt(to - 1) == ')';
      if (bracketed) {
        sign(true);
        from++;
        to--;
      }
      return bracketed;
    }

    private boolean skipSign() {
      if (signed || to - from < 2) {
        return false;
      }
      var first = text.charAt(from);
      var last = text.charAt(to - 1);
      if (first == '+' || isMinus(first)) {
        sign(first != '+');
        from++;
        return true;
      }
      if (isMinus(last)) {
        to--;
        var isPrice = mark.isDecimal(text.charAt(to - 1)); // 5.- has no cents
        sign(!isPrice);
        to -= isPrice ? 1 : 0;
        return true;
      }
      return false;
    }

    private void sign(boolean minus) {
      signed = true;
      negative = minus;
    }

    private boolean skipUnitBefore() {
      var at = from;
      while (at < to && at - from < 3 && isCapital(text.charAt(at))) {
        at++;
      }
      if (at < to && isSymbol(text.charAt(at))) {
        at++; // also US$
      } else if (!isCode(from, at)) {
        return false;
      }
      return unit(from, at, at, to);
    }

    private boolean skipUnitAfter() {
      var at = to > from && isSymbol(text.charAt(to - 1)) ? to - 1 : to - 3;
      return at > from && (at == to - 1 || isCode(at, to)) && unit(at, to, from, at);
    }

    private boolean unit(int start, int end, int restFrom, int restTo) {
      if (!unit.isEmpty() || restFrom == restTo) {
        return false;
      }
      var name = text.substring(start, end);
      unit = PERCENT.contains(name) ? "%" : name;
      from = restFrom;
      to = restTo;
      return true;
    }

    private boolean isCode(int start, int end) {
      return end - start == 3
          && isCapital(text.charAt(start))
          && Currencies.ALL.contains(text.substring(start, end));
    }

    private static boolean isSymbol(char c) {
      return Character.getType(c) == Character.CURRENCY_SYMBOL || PERCENT.indexOf(c) >= 0;
    }

    private static boolean isCapital(char c) {
      return c >= 'A' && c <= 'Z';
    }
  }

  /** The currencies of ISO 4217, looked up when a text ends or begins with three capitals. */
  private static final class Currencies {
    static final Set<String> ALL =
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
  }

  /** The number that is written there if decimals follow the mark; empty if it is none. */
  static Optional<WrittenNumber> of(String text, DecimalMark mark) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (!hasDigit(text)) {
      return CellText.isNumber(text)
          ? Optional.of(new WrittenNumber(text, "")) // infinity
          : Optional.empty();
    }
    return new Reader(text, mark).read();
  }

  /** Whether it is a number with either mark. */
  static boolean isNumber(String text) {
    return of(text, DecimalMark.POINT).isPresent() || of(text, DecimalMark.COMMA).isPresent();
  }

  double value() {
    return CellText.number(plain);
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> Character.isDigit(c) || c == PlainDigits.INFINITE);
  }

  private static boolean isMinus(char c) {
    return MINUS.indexOf(c) >= 0;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isSpaceChar(c);
  }
}
