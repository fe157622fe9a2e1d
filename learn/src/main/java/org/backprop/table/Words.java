package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A column of words: for each cell the place of its word among the levels. */
public final class Words implements Column {
  private final int[] codes; // a level, or the complement of a place in CellText.MISSING
  private final List<String> levels;
  private final boolean stated;
  private final Memo<ColumnStatistics> statistics = new Memo<>(this::count);
  private final Memo<double[]> numbers = new Memo<>(this::parse);

  private Words(int[] codes, List<String> levels, boolean stated) {
    this.codes = codes;
    this.levels = List.copyOf(levels);
    this.stated = stated;
  }

  /** A column of these words; a null is missing, and so is a text that says so, as NA. */
  @SuppressWarnings("exports") // consumers need not read the annotation
  public static Words of(List<? extends @Nullable CharSequence> texts) {
    var dictionary = new Dictionary();
    var places =
        texts.stream()
            .mapToInt(text -> dictionary.place(text == null ? "" : text.toString().strip()))
            .toArray();
    return of(places.length, row -> places[row], row -> dictionary.text(places[row]), true);
  }

  /** The words of cells that do not all fit a narrower type. */
  static Words read(ReadCells cells) {
    var levels = new ArrayList<String>();
    Map<Long, Integer> decimals = new HashMap<>();
    var known = new int[cells.dictionary().texts().size()]; // code + 1 of the other texts, or 0
    var codes = new int[cells.size()];
    for (var i = 0; i < codes.length; i++) {
      var row = i;
      var cell = cells.codes().get(row);
      if (cell >= 0) {
        codes[row] = decimals.computeIfAbsent(cell, _ -> code(cells.text(row), levels));
      } else if (cells.isMissing(row)) {
        codes[row] = (int) cell; // its place in CellText.MISSING too
      } else if (known[(int) ~cell] == 0) {
        codes[row] = code(cells.text(row), levels);
        known[(int) ~cell] = codes[row] + 1;
      } else {
        codes[row] = known[(int) ~cell] - 1;
      }
    }
    return new Words(codes, levels, false);
  }

  /** The texts of a column as words, because somebody said so. */
  static Words stated(Column column) {
    return column instanceof Words words
        ? new Words(words.codes, words.levels, true)
        : of(column.size(), column::key, column::text, true);
  }

  private static Words of(
      int size, IntToLongFunction key, IntFunction<String> text, boolean stated) {
    Map<Long, Integer> known = new HashMap<>();
    var levels = new ArrayList<String>();
    var codes = new int[size];
    for (var i = 0; i < size; i++) {
      var row = i;
      codes[row] = known.computeIfAbsent(key.applyAsLong(row), _ -> code(text.apply(row), levels));
    }
    return new Words(codes, levels, stated);
  }

  private static int code(String text, List<String> levels) {
    if (CellText.isMissing(text)) {
      return ~CellText.MISSING.indexOf(text);
    }
    levels.add(text);
    return levels.size() - 1;
  }

  @Override
  public ColumnType type() {
    return ColumnType.WORDS;
  }

  /** Whether somebody said that these are words; otherwise the texts did not fit another type. */
  boolean isStated() {
    return stated;
  }

  /** The different words, in order of appearance; a selection keeps those of all rows. */
  public List<String> levels() {
    return levels;
  }

  /** The place of the cell's word among the levels; negative if the cell is missing. */
  public int level(int row) {
    return codes[row];
  }

  @Override
  public int size() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] < 0;
  }

  @Override
  public String text(int row) {
    return codes[row] < 0 ? CellText.MISSING.get(~codes[row]) : levels.get(codes[row]);
  }

  @Override
  public double number(int row) {
    return codes[row] < 0 ? Double.NaN : numbers.get()[codes[row]];
  }

  @Override
  public long key(int row) {
    return codes[row];
  }

  @Override
  public Words select(int[] rows) {
    var selected = new int[rows.length];
    for (var i = 0; i < selected.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new Words(selected, levels, stated);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics.get();
  }

  @Override
  public Map<String, Integer> counts() {
    Map<String, Integer> named = new HashMap<>();
    var counts = levelCounts();
    for (var level = 0; level < counts.length; level++) {
      if (counts[level] > 0) {
        named.put(levels.get(level), counts[level]);
      }
    }
    return Levels.sorted(named);
  }

  /** The words that occur in these rows. */
  Stream<String> usedLevels() {
    return used().mapToObj(levels::get);
  }

  private IntStream used() {
    var counts = levelCounts();
    return IntStream.range(0, counts.length).filter(level -> counts[level] > 0);
  }

  private int[] levelCounts() {
    var counts = new int[levels.size()];
    for (var code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  private ColumnStatistics count() {
    return ColumnStatistics.ofLevels(missingCount(), (int) used().count());
  }

  private double[] parse() {
    return levels.stream().mapToDouble(CellText::number).toArray();
  }

  @Override
  public String toString() {
    return Column.toString(this);
  }
}
