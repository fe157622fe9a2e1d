package org.backprop.table;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** What one column holds: first by its own cells alone, then settled with the other columns. */
final class ColumnReading {
  private final String name;
  private final BitSet used;
  private ReadCells cells;
  private List<String> texts; // distinct, neither missing nor ordinary decimals
  private ColumnType type;
  private NumberEvidence numbers;
  private DecimalMark mark = DecimalMark.POINT;
  private DateEvidence dates = DateEvidence.NONE;

  /** A column in which no text that may say so counts, until {@link #settleMissing}. */
  ColumnReading(String name, ReadCells cells, IntPredicate mayBeMissing) {
    this.name = name;
    this.cells = cells;
    this.used = cells.used();
    this.texts = texts(place -> !mayBeMissing.test(place));
    this.numbers = new NumberEvidence(cells, texts);
    this.type = narrowest();
  }

  private List<String> texts(IntPredicate places) {
    return used.stream().filter(places).mapToObj(cells.dictionary()::text).toList();
  }

  private ColumnType narrowest() {
    var decimals = cells.hasDecimals();
    if (numbers.fits()) {
      return numbers.code().isPresent() ? ColumnType.WORDS : ColumnType.NUMBER;
    }
    if (decimals) {
      return ColumnType.WORDS;
    }
    dates = DateEvidence.of(texts);
    if (dates.fits()) {
      return ColumnType.DATE;
    }
    return FlagTexts.ofWords(texts.stream()).isPresent() ? ColumnType.FLAG : ColumnType.WORDS;
  }

  /** Settles which of its texts say that a value is missing; the others may make it words. */
  void settleMissing(ReadCells merged, IntPredicate isMissing) {
    var missing = new BitSet();
    used.stream().filter(isMissing).forEach(missing::set);
    cells = merged.withMissing(missing);
    var all = texts(place -> !missing.get(place));
    if (all.size() > texts.size()) {
      texts = all;
      numbers = new NumberEvidence(cells, texts);
      type = narrowest();
    }
  }

  void settle(DecimalMark other) {
    mark = other;
  }

  void settle(DateOrder order) {
    dates = dates.in(order);
  }

  String name() {
    return name;
  }

  ColumnType type() {
    return type;
  }

  ReadCells cells() {
    return cells;
  }

  BitSet used() {
    return used;
  }

  List<String> texts() {
    return texts;
  }

  NumberEvidence numbers() {
    return numbers;
  }

  DateEvidence dates() {
    return dates;
  }

  DecimalMark mark() {
    return mark;
  }

  /** Whether it holds no word, number or date, only missing values. */
  boolean isEmpty() {
    return texts.isEmpty() && !cells.hasDecimals();
  }

  /** The column in the form of its type. */
  Column column() {
    return switch (type) {
      case NUMBER -> DecimalNumbers.read(cells, mark);
      case WORDS -> Words.read(cells);
      case DATE -> DateTimes.of(Words.read(cells), dates.order());
      case FLAG -> {
        var words = Words.read(cells);
        yield Flags.of(words, FlagTexts.ofWords(texts.stream()).orElseThrow());
      }
    };
  }
}
