package org.backprop.table;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Locale;

/**
 * The characters at the beginning of a file.
 *
 * @param cut whether more follow
 */
record SampleText(String text, boolean cut) {
  private static final int LENGTH = 1 << 16;
  private static final int MOST = 1 << 22;
  private static final int FEWEST_LINES = 20;

  /** Reads until there are enough lines of a table of any width. */
  static SampleText of(Reader reader) throws IOException {
    var buffer = new char[LENGTH];
    var length = 0;
    while (true) {
      var more = reader.read(buffer, length, buffer.length - length);
      if (more < 0) {
        return new SampleText(new String(buffer, 0, length), false);
      }
      length += more;
      if (length == buffer.length) {
        var text = new String(buffer);
        if (length >= MOST || text.lines().limit(FEWEST_LINES).count() == FEWEST_LINES) {
          return new SampleText(text, true);
        }
        buffer = Arrays.copyOf(buffer, 2 * length);
      }
    }
  }

  /** The place after this number of lines. */
  int lineStart(int lines) {
    var at = 0;
    for (var line = 0; line < lines && at < text.length(); line++) {
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
      at += text.startsWith("\r\n", at) ? 2 : at < text.length() ? 1 : 0;
    }
    return at;
  }

  /** The text without a last line that is cut. */
  String wholeLines() {
    var end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return cut && end > 0 ? text.substring(0, end + 1) : text;
  }

  /** What the text is, if it is no table: the beginning of a sentence and its remedy. */
  String otherThanTable() {
    var start = text.substring(0, Math.min(text.length(), 200)).strip().toLowerCase(Locale.ROOT);
    if (isBinary()) {
      return "is not text (a spreadsheet or an archive?); save it as CSV in UTF-8.";
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "is a web page, not a table; download the file that the page offers.";
    }
    if (start.startsWith("<?xml")) {
      return "is XML, not a table; save it as CSV.";
    }
    return start.matches("(?s)\\[?\\s*\\{\\s*\".*") && text.contains("\":")
        ? "is JSON, not a table; save it as CSV."
        : "";
  }

  /** Whether it begins like a spreadsheet, an archive or a PDF, or has many control characters. */
  private boolean isBinary() {
    var controls = text.chars().filter(SampleText::isControl).count();
    var nul = text.chars().filter(c -> c == 0).count();
    return text.startsWith("PK\u0003\u0004")
        || text.startsWith("%PDF-")
        || text.startsWith("PAR1")
        || text.startsWith("SQLite format 3")
        || 100 * controls > text.length()
        || 10 * nul > text.length();
  }

  private static boolean isControl(int c) {
    return c < ' ' && "\0\t\n\r\f\u000b\u0001\u001f\u001e\u001c\u001d\u001a".indexOf(c) < 0;
  }
}
