package org.backprop.table;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of dates, some perhaps with a time of day: for each different text the time in
 * microseconds since 1970-01-01T00:00 UTC. A text without a zone counts as UTC.
 */
public final class DateTimes implements Column {
  /** The time of what looks like a date but is not in the calendar, as 31.02.2024. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final Words texts;
  private final Memo<long[]> times; // of each level

  private DateTimes(Words texts, Memo<long[]> times) {
    this.texts = texts;
    this.times = times;
  }

  /**
   * A column of these times, of which null is missing.
   *
   * @param values each a LocalDate, LocalDateTime, OffsetDateTime, ZonedDateTime or Instant
   * @throws DataException if one is of another class
   */
  @SuppressWarnings("exports") // consumers need not read the annotation
  public static DateTimes of(List<? extends @Nullable Temporal> values) {
    var texts = new ArrayList<@Nullable String>();
    Map<String, Long> times = new HashMap<>();
    for (var value : values) {
      var text = value == null ? null : value.toString();
      texts.add(text);
      if (value != null) {
        times.computeIfAbsent(value.toString(), _ -> EpochTime.of(value));
      }
    }
    var words = Words.of(texts);
    return new DateTimes(
        words, new Memo<>(() -> times(words, text -> times.getOrDefault(text, UNKNOWN))));
  }

  /** The dates that are written in a column, in the order that fits most of them. */
  static DateTimes of(Words texts) {
    return of(texts, DateEvidence.of(texts.levels(), true).order());
  }

  /** The dates that are written in a column. */
  static DateTimes of(Words texts, DateOrder order) {
    return new DateTimes(
        texts,
        new Memo<>(() ->
            times(
                texts,
                text -> DateText.of(text, true).map(date -> date.time(order)).orElse(UNKNOWN))));
  }

  private static long[] times(Words texts, ToLongFunction<String> time) {
    return texts.levels().stream().mapToLong(time).toArray();
  }

  @Override
  public ColumnType type() {
    return ColumnType.DATE;
  }

  /** Microseconds since 1970-01-01T00:00 UTC; {@link #UNKNOWN} also where it is missing. */
  public long time(int row) {
    return isMissing(row) ? UNKNOWN : times.get()[texts.level(row)];
  }

  @Override
  public int size() {
    return texts.size();
  }

  @Override
  public boolean isMissing(int row) {
    return texts.isMissing(row);
  }

  @Override
  public String text(int row) {
    return texts.text(row);
  }

  @Override
  public double number(int row) {
    return Double.NaN;
  }

  @Override
  public long key(int row) {
    return texts.key(row);
  }

  @Override
  public DateTimes select(int[] rows) {
    return new DateTimes(texts.select(rows), times);
  }

  @Override
  public ColumnStatistics statistics() {
    return texts.statistics();
  }

  @Override
  public Map<String, Integer> counts() {
    return texts.counts();
  }

  @Override
  public String toString() {
    return Column.toString(this);
  }
}
