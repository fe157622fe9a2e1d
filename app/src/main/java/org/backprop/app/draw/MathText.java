package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Plain text such as {@code delta2 = h^T} as a textbook sets it. */
final class MathText {
  /** How a piece stands. */
  enum Style {
    UPRIGHT,
    ITALIC,
    BELOW,
    ABOVE
  }

  /** Text in one style. */
  record Piece(String text, Style style) {}

  /** A power, or a symbol with an optional d before it and an optional number behind it. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\^(?<power>T|\\d+)"
              + "|(?<![A-Za-z0-9_])(?<d>d(?=\\w))?(?<symbol>y_hat|delta|eta|[A-Za-z])(?<number>\\d*)(?:_(?<word>[a-z]+))?"
              + "(?![A-Za-z0-9_])");

  private static final String LOWERED =
      "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089";
  private static final String RAISED =
      "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

  private MathText() {}

  static List<Piece> pieces(String plain) {
    var line = plain.replaceAll("(\\d) x (\\d)", "$1 \u00d7 $2");
    var pieces = new ArrayList<Piece>();
    var matcher = TOKEN.matcher(line);
    var end = 0;
    while (matcher.find()) {
      add(pieces, operators(line.substring(end, matcher.start())), Style.UPRIGHT);
      end = matcher.end();
      var power = matcher.group("power");
      if (power != null) {
        add(pieces, power, Style.ABOVE);
      } else {
        var d = matcher.group("d");
        add(pieces, (d == null ? "" : d) + letter(matcher.group("symbol")), Style.ITALIC);
        add(pieces, matcher.group("number"), Style.BELOW);
        var word = matcher.group("word");
        add(pieces, word == null ? "" : word, Style.BELOW);
      }
    }
    add(pieces, operators(line.substring(end)), Style.UPRIGHT);
    return pieces;
  }

  /** The same in one style, with the raised and lowered digits of Unicode. */
  static String unicode(String line) {
    var text = new StringBuilder();
    for (var piece : pieces(line)) {
      text.append(
          switch (piece.style) {
            case UPRIGHT, ITALIC -> piece.text;
            case BELOW ->
                Character.isDigit(piece.text.charAt(0))
                    ? digits(piece.text, LOWERED)
                    : "_" + piece.text;
            case ABOVE -> piece.text.equals("T") ? "\u1d40" : digits(piece.text, RAISED);
          });
    }
    return text.toString();
  }

  /** A text on lines no wider than this, in units of its size; brackets are kept whole. */
  static String wrapped(String text, double most) {
    var lines = new StringBuilder();
    var line = "";
    for (var word : text.split(" ", -1)) {
      var longer = line.isEmpty() ? word : line + " " + word;
      var full = width(longer) > most && !line.isEmpty() && isClosed(line);
      lines.append(full ? line + "\n" : "");
      line = full ? word : longer;
    }
    return lines.append(line).toString();
  }

  private static boolean isClosed(String line) {
    var opened = line.chars().filter(it -> it == '(' || it == '[').count();
    return opened == line.chars().filter(it -> it == ')' || it == ']').count();
  }

  /** About how wide a text is, in units of its size. */
  static double width(String line) {
    var width = 0.0;
    for (var piece : pieces(line)) {
      var small = piece.style == Style.BELOW || piece.style == Style.ABOVE;
      width += (small ? 0.72 : 1) * piece.text.chars().mapToDouble(MathText::width).sum();
    }
    return width;
  }

  private static double width(int character) {
    if ("WMwm\u00d7\u2212=+<>%".indexOf(character) >= 0) {
      return 0.84;
    }
    return " ,.'()[]/ijlt|:;".indexOf(character) >= 0 ? 0.38 : 0.58;
  }

  private static void add(List<Piece> pieces, String text, Style style) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, style));
    }
  }

  private static String letter(String symbol) {
    return switch (symbol) {
      case "y_hat" -> "\u0177";
      case "delta" -> "\u03b4";
      case "eta" -> "\u03b7";
      default -> symbol;
    };
  }

  /** A product of matrices, one of elements, a minus sign. */
  private static String operators(String text) {
    return text.replaceFirst("^\\*", "\u00d7 ")
        .replaceFirst("^\\+$", "+")
        .replace(" * ", " \u00b7 ")
        .replaceAll(" \\*$", " \u00b7")
        .replaceAll("(?<![A-Za-z0-9)\\]])-", "\u2212");
  }

  private static String digits(String number, String forms) {
    var text = new StringBuilder();
    number.chars().forEach(digit -> text.append(forms.charAt(digit - '0')));
    return text.toString();
  }
}
