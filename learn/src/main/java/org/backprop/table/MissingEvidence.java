package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/**
 * Which texts say that a value is missing, by the evidence of all columns of a table.
 *
 * <p>Among numbers and dates every text that may say so does. Among words NA does, unless it is
 * quoted where words are not; a hyphen or None does only if it does among numbers.
 */
final class MissingEvidence {
  private final CellFormat format;
  private final Set<String> stated;
  private final Set<String> amongNumbers = new LinkedHashSet<>();
  private final Map<String, Integer> columns = new HashMap<>(); // in how many a text is unquoted
  private final Set<String> read = new LinkedHashSet<>();
  private final Set<String> kept = new LinkedHashSet<>();
  private final List<String> words = new ArrayList<>();
  private boolean amongWords;

  MissingEvidence(CellFormat format) {
    this.format = format;
    this.stated = Set.copyOf(format.missing());
  }

  boolean mayBeMissing(String text) {
    return MissingTexts.isPossible(text) || stated.contains(text);
  }

  /** Settles each column. */
  void settle(List<ColumnReading> readings) {
    for (var reading : readings) {
      var dictionary = reading.cells().dictionary();
      var quoted = dictionary.quotedPlaces().values();
      reading.used().stream()
          .filter(place -> mayBeMissing(dictionary.text(place)) && !quoted.contains(place))
          .mapToObj(dictionary::text)
          .forEach(text -> {
            columns.merge(text, 1, Integer::sum);
            if (!isWords(reading) && !reading.isEmpty()) {
              amongNumbers.add(text);
            }
          });
    }
    readings.forEach(this::settle);
  }

  private static boolean isWords(ColumnReading reading) {
    return reading.type() == ColumnType.WORDS || reading.type() == ColumnType.FLAG;
  }

  private void settle(ColumnReading reading) {
    var used = reading.used();
    if (used.isEmpty()) {
      return;
    }
    var cells = reading.cells();
    var words = new HashSet<Integer>();
    var dictionary = cells.dictionary();
    if (isWords(reading)) {
      for (var places : dictionary.quotedPlaces().entrySet()) {
        cells = settleQuoted(reading, cells, places.getKey(), places.getValue(), words);
      }
    }
    reading.settleMissing(
        cells, place -> !words.contains(place) && isMissing(reading, dictionary.text(place)));
  }

  private ReadCells settleQuoted(
      ColumnReading reading, ReadCells cells, int plain, int quoted, Set<Integer> words) {
    var text = cells.dictionary().text(plain);
    var used = reading.used();
    if (!used.get(quoted) || stated.contains(text)) {
      return cells;
    }
    if (!cells.dictionary().hasUnquotedWords() && !used.get(plain)) {
      return cells; // everything is quoted, which says nothing
    }
    words.add(quoted);
    keep(reading, text, " (quoted)");
    var isWordToo =
        used.get(plain)
            && cells.dictionary().hasUnquotedWords()
            && columns.getOrDefault(text, 0) == 1;
    return isWordToo ? cells.replacing(plain, quoted) : cells;
  }

  private boolean isMissing(ColumnReading reading, String text) {
    if (text.isEmpty() || stated.contains(text)) {
      return true;
    }
    if (!MissingTexts.isPossible(text)) {
      return false;
    }
    if (!isWords(reading)) {
      if (!MissingTexts.isClear(text)) {
        note(read, reading, text, "");
      }
      return true;
    }
    return isMissingWord(reading, text);
  }

  private boolean isMissingWord(ColumnReading reading, String text) {
    if (!format.missingWords()) {
      return false;
    }
    var isKnown = amongNumbers.contains(text);
    if (MissingTexts.isClear(text)) {
      if (!isKnown && Character.isLetter(text.charAt(text.length() / 2))) {
        note(read, reading, text, "");
        amongWords = true;
      }
      return true;
    }
    if (isKnown && !reading.texts().contains("+")) {
      note(read, reading, text, "");
      amongWords = true;
      return true;
    }
    if (!reading.texts().contains("+")) {
      keep(reading, text, "");
    }
    return false;
  }

  private static void note(Set<String> notes, ColumnReading reading, String text, String why) {
    notes.add("\"%s\" in %s%s".formatted(text, reading.name(), why));
  }

  private void keep(ColumnReading reading, String text, String why) {
    words.add(text);
    note(kept, reading, text, why);
  }

  /** The format that also states which texts are missing, unless they are words somewhere. */
  CellFormat settled() {
    var all = format;
    for (var text : amongNumbers) {
      if (!MissingTexts.isClear(text) && !stated.contains(text) && !words.contains(text)) {
        all = all.withMissing(text);
      }
    }
    return all;
  }

  /** What was decided where another reading is possible. */
  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!read.isEmpty()) {
      var fact = "Read as missing: " + DidYouMean.list(read);
      notices.add(
          amongWords
              ? Notice.of(
                  fact, "use {} to keep such words in columns of words.", Remedy.of(Setting.NO_NA))
              : Notice.of(fact + "."));
    }
    if (!kept.isEmpty()) {
      notices.add(
          Notice.of(
              "Read as words: " + DidYouMean.list(kept),
              "use {} for what is missing instead.",
              Remedy.of(Setting.NA, words.getFirst())));
    }
    return notices;
  }
}
