package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as a person typed them: a number is a matrix of one, a vector a matrix of one row.
 *
 * @param numbers row-major
 */
record Typed(int rows, int columns, List<Decimal> numbers) {
  private static final Pattern NAME = Pattern.compile("^[^=]*=");
  private static final Pattern MINUS = Pattern.compile("[\u2212\u2013]");
  private static final Pattern LONE_SIGN =
      Pattern.compile("(?<![^\\s;,\\[(])([-+])\\s+(?=[\\d.,])");
  private static final Pattern FRACTION = Pattern.compile("\\s*/\\s*");
  private static final Pattern NEXT_ROW = Pattern.compile("[\\])}]\\s*[,;]?\\s*[\\[({]");
  private static final Pattern BRACKETS = Pattern.compile("[\\[\\](){}|]");
  private static final Pattern END_OF_ROW = Pattern.compile("[;\n\r]+");
  private static final Pattern COMMA_IN_NUMBER = Pattern.compile("(?<=\\d),(?=\\d)");
  private static final Pattern SPACE = Pattern.compile("[\\s\u00a0,]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  /** Why a text is no matrix of numbers. */
  static final class FormException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    FormException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * One number.
   *
   * @param unit the place value of its last digit, 0 for a fraction
   * @param digits how many significant digits it has
   */
  record Decimal(double value, double unit, int digits) {
    private static final int EXACT = 17;
    private static final int LONGEST = 30;

    static Decimal of(String text) throws FormException {
      var parts = text.split("/", -1);
      var number = decimal(parts[0], text);
      if (parts.length == 1) {
        return number;
      }
      var value = number.value / decimal(parts[1], text).value;
      if (parts.length > 2 || !Double.isFinite(value)) {
        throw unreadable(text);
      }
      return new Decimal(value, 0, EXACT);
    }

    private static Decimal decimal(String text, String whole) throws FormException {
      if (!NUMBER.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
        throw unreadable(whole);
      }
      var split = text.split("[eE]", -1);
      var point = split[0].indexOf('.');
      var decimals = point < 0 ? 0 : split[0].length() - point - 1;
      var exponent = split.length == 1 ? 0 : Double.parseDouble(split[1]);
      var digits = split[0].replaceAll("[-+.]", "").replaceAll("^0+", "").length();
      return new Decimal(Double.parseDouble(text), Math.pow(10, exponent - decimals), digits);
    }

    private static FormException unreadable(String text) {
      return new FormException(
          "\"%s\" is not a number; type numbers as 0.25, 1/4 or 2.5e-1"
              .formatted(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text));
    }
  }

  /** Keeps a copy. */
  Typed {
    numbers = List.copyOf(numbers);
  }

  /**
   * The ways to read a text. A comma between two digits is a decimal comma in the first and
   * separates numbers in the second; where points are decimal points it separates.
   */
  static List<Typed> readings(String text) throws FormException {
    var plain = MINUS.matcher(NAME.matcher(text).replaceFirst("")).replaceAll("-").strip();
    plain = FRACTION.matcher(LONE_SIGN.matcher(plain).replaceAll("$1")).replaceAll("/");
    var isTurned = plain.endsWith("^T");
    plain = isTurned ? plain.substring(0, plain.length() - 2) : plain;
    var lines = BRACKETS.matcher(NEXT_ROW.matcher(plain).replaceAll(";")).replaceAll(" ");
    var isDecimal = lines.indexOf('.') < 0 && COMMA_IN_NUMBER.matcher(lines).find();
    var readings =
        isDecimal
            ? readable(List.of(COMMA_IN_NUMBER.matcher(lines).replaceAll("."), lines))
            : List.of(matrix(lines));
    return isTurned ? readings.stream().map(Typed::transposed).toList() : readings;
  }

  /** Those that are matrices, of which there must be one. */
  private static List<Typed> readable(List<String> texts) throws FormException {
    var readings = new ArrayList<Typed>();
    @Nullable FormException first = null;
    for (var text : texts) {
      try {
        readings.add(matrix(text));
      } catch (FormException e) {
        first = first == null ? e : first;
      }
    }
    if (readings.isEmpty() && first != null) {
      throw first;
    }
    return readings;
  }

  private static Typed matrix(String lines) throws FormException {
    var rows = new ArrayList<List<Decimal>>();
    for (var line : END_OF_ROW.split(lines, -1)) {
      var row = new ArrayList<Decimal>();
      for (var word : Arrays.stream(SPACE.split(line, -1)).filter(it -> !it.isEmpty()).toList()) {
        row.add(Decimal.of(word));
      }
      if (!row.isEmpty()) {
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw new FormException("there is no number; type numbers as 0.25, 1/4 or 2.5e-1");
    }
    var columns = rows.getFirst().size();
    for (var i = 1; i < rows.size(); i++) {
      if (rows.get(i).size() != columns) {
        throw new FormException(
            "row %s has %s numbers, row 1 has %s".formatted(i + 1, rows.get(i).size(), columns));
      }
    }
    return new Typed(rows.size(), columns, rows.stream().flatMap(List::stream).toList());
  }

  /** With rows and columns exchanged. */
  Typed transposed() {
    var turned = new ArrayList<Decimal>();
    for (var i = 0; i < numbers.size(); i++) {
      turned.add(numbers.get(i % rows * columns + i / rows));
    }
    return new Typed(columns, rows, turned);
  }

  /** The numbers, row-major. */
  double[] values() {
    return numbers.stream().mapToDouble(Decimal::value).toArray();
  }

  boolean isVector() {
    return rows == 1 || columns == 1;
  }
}
