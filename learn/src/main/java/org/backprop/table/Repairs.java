package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.backprop.advice.Notice;

/** What was repaired in reading. */
final class Repairs {
  private static final int SHOWN = 3;

  private final List<Integer> strayQuotes = new ArrayList<>();
  private final List<Integer> otherDelimiters = new ArrayList<>();
  private int nulCharacters;

  void strayQuote(int line) {
    strayQuotes.add(line);
  }

  void otherDelimiter(int line) {
    otherDelimiters.add(line);
  }

  void nulCharacters(int count) {
    nulCharacters += count;
  }

  boolean isEmpty() {
    return strayQuotes.isEmpty() && otherDelimiters.isEmpty() && nulCharacters == 0;
  }

  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!strayQuotes.isEmpty()) {
      notices.add(
          Notice.of("Quotation marks that enclose no field are left out: " + lines(strayQuotes)));
    }
    if (!otherDelimiters.isEmpty()) {
      notices.add(
          Notice.of("Rows with another delimiter are split by it: " + lines(otherDelimiters)));
    }
    if (nulCharacters > 0) {
      notices.add(Notice.of("NUL characters are left out: " + nulCharacters + "."));
    }
    return notices;
  }

  private static String lines(List<Integer> lines) {
    var more = lines.size() - SHOWN;
    return lines.stream().limit(SHOWN).map(line -> "line " + line).collect(Collectors.joining(", "))
        + (more > 0 ? " and %s more.".formatted(more) : ".");
  }
}
