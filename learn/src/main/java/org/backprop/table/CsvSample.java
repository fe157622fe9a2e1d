package org.backprop.table;

import java.util.ArrayList;
import java.util.List;

/** The beginning of a file, from which its delimiter is detected. */
final class CsvSample {
  /** In the order in which they are believed: a comma may also be a decimal comma. */
  private static final String CANDIDATES = "\t;|,";

  private final List<int[]> counts = new ArrayList<>();

  /** Counts the candidates of each record, those in quotes not; a cut record at the end not. */
  CsvSample(String text, boolean cut) {
    var record = new int[CANDIDATES.length()];
    var quoted = false;
    var start = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      quoted = c == '"' ? !quoted && opensQuote(text, i) : quoted;
      if (!quoted && isLineBreak(c)) {
        add(record, text.substring(start, i));
        record = new int[CANDIDATES.length()];
        start = i + 1;
      } else if (!quoted && CANDIDATES.indexOf(c) >= 0) {
        record[CANDIDATES.indexOf(c)]++;
      }
    }
    if (!cut || counts.isEmpty()) {
      add(record, text.substring(start));
    }
  }

  private void add(int[] record, String text) {
    if (!text.isBlank()) {
      counts.add(record);
    }
  }

  /** A quotation mark within a field, as in 5" pipe, is a letter; a doubled one stays in quotes. */
  private static boolean opensQuote(String text, int at) {
    var before = at == 0 ? '\n' : text.charAt(at - 1);
    return before == '"' || isLineBreak(before) || CANDIDATES.indexOf(before) >= 0;
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /** The delimiter on which most records agree with the first; a comma if there is none. */
  char delimiter() {
    var best = CANDIDATES.length() - 1;
    var most = 0L;
    for (var candidate = 0; candidate < CANDIDATES.length(); candidate++) {
      var agreeing = agreeing(candidate);
      if (agreeing > most) {
        best = candidate;
        most = agreeing;
      }
    }
    return CANDIDATES.charAt(best);
  }

  private long agreeing(int candidate) {
    if (counts.isEmpty() || counts.getFirst()[candidate] == 0) {
      return 0;
    }
    var expected = counts.getFirst()[candidate];
    return counts.stream().filter(record -> record[candidate] == expected).count();
  }
}
