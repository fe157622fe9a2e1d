package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads digits with groups, decimals and an exponent, without sign and unit, as plain digits. */
final class PlainDigits {
  /** The sign of infinity. */
  static final char INFINITE = '\u221E';

  private static final int THOUSAND = 3; // digits of a group
  private static final int LAKH = 2; // digits of a group before the last, in India

  private final String text;
  private final int to;
  private final DecimalMark mark;
  private final StringBuilder plain = new StringBuilder();
  private final List<Integer> groups = new ArrayList<>();
  private int at;

  PlainDigits(String text, int from, int to, DecimalMark mark) {
    this.text = text;
    this.at = from;
    this.to = to;
    this.mark = mark;
  }

  /** The digits with a point before the decimals; empty if it is no number. */
  Optional<String> read() {
    if (to - at == 1 && text.charAt(at) == INFINITE) {
      return Optional.of("Infinity");
    }
    if (!readWhole() || !readDecimals() || !readExponent()) {
      return Optional.empty();
    }
    return at == to ? Optional.of(plain.toString()) : Optional.empty();
  }

  private boolean readWhole() {
    var separator = '\0';
    groups.add(readDigits());
    while (at + 1 < to && mark.isGroup(text.charAt(at))) {
      if (separator != '\0' && separator != text.charAt(at)) {
        return false;
      }
      separator = text.charAt(at++);
      groups.add(readDigits());
    }
    return groups.size() == 1 || isGrouped();
  }

  /** Whether it is 1,234,567 or, as in India, 12,34,567; a group never begins with 0. */
  private boolean isGrouped() {
    var last = groups.size() - 1;
    var inner = last == 1 || groups.get(1) == THOUSAND ? THOUSAND : LAKH;
    return groups.getFirst() >= 1
        && groups.getFirst() <= inner
        && plain.charAt(0) != '0'
        && groups.get(last) == THOUSAND
        && groups.subList(1, last).stream().allMatch(digits -> digits == inner);
  }

  private boolean readDecimals() {
    var whole = plain.length();
    if (at == to || !mark.isDecimal(text.charAt(at))) {
      return whole > 0;
    }
    at++;
    plain.append('.');
    var decimals = readDigits();
    if (decimals == 0) {
      plain.setLength(whole);
    }
    return whole + decimals > 0;
  }

  private boolean readExponent() {
    if (at == to || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return true;
    }
    at++;
    plain.append('e');
    if (at < to && "+-\u2212".indexOf(text.charAt(at)) >= 0) {
      plain.append(text.charAt(at++) == '+' ? '+' : '-');
    }
    return groups.size() == 1 && readDigits() > 0;
  }

  private int readDigits() {
    var start = plain.length();
    for (; at < to && Character.isDigit(text.charAt(at)); at++) {
      plain.append((char) ('0' + Character.digit(text.charAt(at), 10)));
    }
    return plain.length() - start;
  }
}
