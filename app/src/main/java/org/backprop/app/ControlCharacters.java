package org.backprop.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.Map;

/**
 * Shows control characters as escapes, as Java and JSON write them: names and cells of a file may
 * hold sequences that move the cursor, change colours or reverse the direction of a line.
 */
public final class ControlCharacters {
  private static final Map<Character, String> SHORT =
      Map.of('\n', "\\n", '\r', "\\r", '\t', "\\t", '\b', "\\b", '\f', "\\f");

  private ControlCharacters() {}

  /** The text in one line. */
  public static String escaped(String text) {
    return text.chars().anyMatch(it -> isControl((char) it)) ? escapes(text, false) : text;
  }

  /** Text of several lines, whose line feeds stay. */
  static String escapedLines(String text) {
    return text.chars().anyMatch(it -> isControl((char) it)) ? escapes(text, true) : text;
  }

  private static String escapes(String text, boolean keepsLines) {
    var escaped = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      if (!isControl(sign) || (keepsLines && sign == '\n')) {
        escaped.append(sign);
      } else {
        var code = "\\u" + HexFormat.of().toHexDigits(sign);
        escaped.append(SHORT.getOrDefault(sign, code));
      }
    }
    return escaped.toString();
  }

  /** The controls of ASCII and Latin-1, line separators, and those of the writing direction. */
  private static boolean isControl(char sign) {
    return Character.isISOControl(sign)
        || (sign >= '\u2028' && sign <= '\u202e')
        || (sign >= '\u2066' && sign <= '\u2069');
  }

  /** A writer that escapes control characters but line feeds. */
  static Writer escaping(Writer out) {
    return new Escaping(out);
  }

  private static final class Escaping extends FilterWriter {
    Escaping(Writer out) {
      super(out);
    }

    @Override
    public void write(int sign) throws IOException {
      out.write(escapedLines(Character.toString(sign)));
    }

    @Override
    public void write(char[] signs, int from, int count) throws IOException {
      out.write(escapedLines(String.valueOf(signs, from, count)));
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
      out.write(escapedLines(text.substring(from, from + count)));
    }
  }
}
