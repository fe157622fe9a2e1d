package org.backprop.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A column of words: for each cell the place of its word among the levels. */
public final class Words implements Column {
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final int[] codes; // a level, or the complement of a place among the missing texts
  private final List<String> levels;
  private final List<String> missing;
  private final boolean stated;
  private final Memo<ColumnStatistics> statistics = new Memo<>(this::count);
  private final Memo<double[]> numbers = new Memo<>(this::parse);

  private Words(int[] codes, List<String> levels, List<String> missing, boolean stated) {
    this.codes = codes;
    this.levels = List.copyOf(levels);
    this.missing = List.copyOf(missing);
    this.stated = stated;
  }

  private Words(int[] codes, WordsBuilder words, boolean stated) {
    this(codes, words.levels(), words.missing(), stated);
  }

  /** A column of these words; a null is missing, and so is a text that says so, as NA. */
  @SuppressWarnings("exports") // consumers need not read the annotation
  public static Words of(List<? extends @Nullable CharSequence> texts) {
    var words = new WordsBuilder();
    var codes =
        texts.stream()
            .map(text -> text == null ? "" : text.toString().strip())
            .mapToInt(text -> words.code(text, CellText.isMissing(text)))
            .toArray();
    return new Words(codes, words, true);
  }

  /** The words of cells that do not all fit a narrower type. */
  static Words read(ReadCells cells) {
    var words = new WordsBuilder();
    var texts = cells.dictionary().texts();
    var places = new int[texts.size()]; // the code of each text of the dictionary
    for (var place = 0; place < places.length; place++) {
      places[place] = UNKNOWN;
    }
    Map<Long, Integer> decimals = new HashMap<>();
    var codes = new int[cells.size()];
    for (var i = 0; i < codes.length; i++) {
      var row = i;
      var cell = cells.codes().get(row);
      var place = (int) ~cell;
      if (cell >= 0) {
        codes[row] = decimals.computeIfAbsent(cell, _ -> words.code(cells.text(row), false));
      } else if (places[place] == UNKNOWN) {
        codes[row] = words.code(texts.get(place), cells.missing().get(place));
        places[place] = codes[row];
      } else {
        codes[row] = places[place];
      }
    }
    return new Words(codes, words, false);
  }

  /** The texts of a column as words, because somebody said so. */
  static Words stated(Column column) {
    if (column instanceof Words words) {
      return new Words(words.codes, words.levels, words.missing, true);
    }
    var words = new WordsBuilder();
    Map<Long, Integer> known = new HashMap<>();
    var codes =
        column
            .rows()
            .map(row ->
                known.computeIfAbsent(
                    column.key(row), _ -> words.code(column.text(row), column.isMissing(row))))
            .toArray();
    return new Words(codes, words, true);
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
    return codes[row] < 0 ? missing.get(~codes[row]) : levels.get(codes[row]);
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
    return new Words(selected, levels, missing, stated);
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
