package org.backprop.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A column of truth values, with the two texts in which they are written. */
public final class Flags implements Column {
  private static final byte TRUE = 1;
  private static final int MOST_MISSING = 100; // texts that a byte can tell apart

  private final byte[] values; // 1, 0, or the complement of a place among the missing texts
  private final FlagTexts texts;
  private final List<String> missing;
  private final Memo<ColumnStatistics> statistics = new Memo<>(this::count);

  private Flags(byte[] values, FlagTexts texts, List<String> missing) {
    this.values = values;
    this.texts = texts;
    this.missing = missing;
  }

  /** A column of these truth values. */
  public static Flags of(boolean... flags) {
    var values = new byte[flags.length];
    for (var row = 0; row < values.length; row++) {
      values[row] = flags[row] ? TRUE : 0;
    }
    return new Flags(values, FlagTexts.JAVA, List.of(""));
  }

  /** A column of these truth values, of which null is missing. */
  @SuppressWarnings("exports") // consumers need not read the annotation
  public static Flags of(List<@Nullable Boolean> flags) {
    var values = new byte[flags.size()];
    for (var row = 0; row < values.length; row++) {
      var flag = flags.get(row);
      values[row] = flag == null ? (byte) ~0 : flag ? TRUE : 0;
    }
    return new Flags(values, FlagTexts.JAVA, List.of(""));
  }

  /** The flags that are written in a column, each in one of the two texts. */
  static Flags of(Column column, FlagTexts texts) {
    var values = new byte[column.size()];
    var missing = new ArrayList<String>();
    for (var row = 0; row < values.length; row++) {
      var text = column.text(row);
      if (column.isMissing(row)) {
        if (!missing.contains(text) && missing.size() < MOST_MISSING) {
          missing.add(text);
        }
        values[row] = (byte) ~Math.max(0, missing.indexOf(text));
      } else {
        values[row] = texts.isTrue(text) ? TRUE : 0;
      }
    }
    return new Flags(values, texts, List.copyOf(missing));
  }

  @Override
  public ColumnType type() {
    return ColumnType.FLAG;
  }

  /** Whether the flag is set; false where it is missing. */
  public boolean isTrue(int row) {
    return values[row] == TRUE;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return values[row] < 0;
  }

  @Override
  public String text(int row) {
    return isMissing(row) ? missing.get(~values[row]) : texts.of(isTrue(row));
  }

  @Override
  public double number(int row) {
    return isMissing(row) ? Double.NaN : CellText.number(text(row));
  }

  @Override
  public long key(int row) {
    return values[row];
  }

  @Override
  public Flags select(int[] rows) {
    var selected = new byte[rows.length];
    for (var i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new Flags(selected, texts, missing);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics.get();
  }

  @Override
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    for (var flag : new boolean[] {false, true}) {
      var count = count(flag ? TRUE : 0);
      if (count > 0) {
        counts.put(texts.of(flag), count);
      }
    }
    return Levels.sorted(counts);
  }

  private ColumnStatistics count() {
    var present = IntStream.of(count((byte) 0), count(TRUE));
    var counts = present.filter(count -> count > 0).toArray();
    return ColumnStatistics.ofLevels(size() - Arrays.stream(counts).sum(), counts.length);
  }

  private int count(byte value) {
    return (int) rows().filter(row -> values[row] == value).count();
  }

  @Override
  public String toString() {
    return Column.toString(this);
  }
}
