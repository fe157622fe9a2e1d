package org.backprop.table;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Optional<DateOrder> order; // empty for times of Java

  private DateTimes(Words texts, Memo<long[]> times, Optional<DateOrder> order) {
    this.texts = texts;
    this.times = times;
    this.order = order;
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
        words,
        new Memo<>(() -> times(words, text -> times.getOrDefault(text, UNKNOWN))),
        Optional.empty());
  }

  /** The dates that are written in a column, in the order that fits most of them. */
  static DateTimes of(Words texts) {
    return of(texts, DateEvidence.of(texts.levels(), true).order());
  }

  /** The dates that are written in a column. */
  static DateTimes of(Words texts, DateOrder order) {
    return new DateTimes(
        texts, new Memo<>(() -> times(texts, text -> time(text, order))), Optional.of(order));
  }

  private static long time(String text, DateOrder order) {
    return DateText.of(text, true).map(date -> date.time(order)).orElse(UNKNOWN);
  }

  /** Whether the text has the form of a date, though perhaps of none in the calendar. */
  public static boolean isDate(String text) {
    return DateText.of(text, true).isPresent();
  }

  /** The order of the numbers in the dates that were read; the day first if none were. */
  public static DateOrder order(Column cells) {
    return cells instanceof DateTimes dates
        ? dates.order.orElse(DateOrder.DAY_FIRST)
        : DateOrder.DAY_FIRST;
  }

  /**
   * The time in a cell of any column, read in an order or, if it is then in no calendar, in that of
   * its column.
   *
   * @return {@link #UNKNOWN} also where it is missing or no date
   */
  public static long time(Column cells, int row, DateOrder order) {
    if (cells.isMissing(row)) {
      return UNKNOWN;
    }
    if (!(cells instanceof DateTimes dates)) {
      return time(cells.text(row), order);
    }
    var isSame = dates.order.isEmpty() || dates.order.get() == order;
    var time = isSame ? UNKNOWN : time(cells.text(row), order);
    return time == UNKNOWN ? dates.time(row) : time;
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
    return new DateTimes(texts.select(rows), times, order);
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
