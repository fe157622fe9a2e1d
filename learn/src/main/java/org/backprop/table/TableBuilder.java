package org.backprop.table;

import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table from Java arrays and lists, one column after the other.
 *
 * {@snippet :
 * var table =
 *     Table.builder()
 *         .numbers("flipper_mm", 181, 186, Double.NaN)
 *         .words("island", List.of("Dream", "Biscoe", "Dream"))
 *         .flags("tagged", true, false, true)
 *         .build();
 * }
 */
@SuppressWarnings("exports") // consumers need not read the annotations of nullness
public final class TableBuilder {
  private final Map<String, Column> columns = new LinkedHashMap<>();

  TableBuilder() {}

  /** Adds numbers, of which NaN is missing. */
  public TableBuilder numbers(String name, double... values) {
    return column(name, Numbers.of(values));
  }

  /** Adds whole numbers, exact also beyond 2^53. */
  public TableBuilder wholeNumbers(String name, long... values) {
    return column(name, Numbers.of(values));
  }

  /** Adds words, also if all of them are written as numbers; null is missing. */
  public TableBuilder words(String name, List<? extends @Nullable CharSequence> values) {
    return column(name, Words.of(values));
  }

  public TableBuilder flags(String name, boolean... values) {
    return column(name, Flags.of(values));
  }

  /** Adds dates, of which null is missing. */
  public TableBuilder dates(String name, List<? extends @Nullable Temporal> values) {
    return column(name, DateTimes.of(values));
  }

  /**
   * Adds a column of objects: numbers, booleans, dates of java.time, or texts, which are taken as
   * the cells of a file; null is missing.
   *
   * @throws DataException if an object is of another class
   */
  public TableBuilder values(String name, List<? extends @Nullable Object> values) {
    return column(name, JavaValues.column(values, name));
  }

  /**
   * Adds a column.
   *
   * @throws DataException if there is one of that name, or it has another number of rows
   */
  public TableBuilder column(String name, Column column) {
    for (var before : columns.entrySet()) {
      if (before.getValue().size() != column.size()) {
        throw new DataException(
            "%s has %s where %s has %s; give every column as many."
                .formatted(
                    name,
                    Counted.of(column.size(), "row"),
                    before.getKey(),
                    before.getValue().size()));
      }
    }
    if (columns.putIfAbsent(name, column) != null) {
      throw new DataException("Two columns have the name \"" + name + "\"; rename one.");
    }
    return this;
  }

  public Table build() {
    return new Table(
        Table.Origin.inMemory("the table"),
        List.copyOf(columns.keySet()),
        columns.values().toArray(Column[]::new));
  }

  /** As in {@code a table of x, y}. */
  @Override
  public String toString() {
    return "a table of " + DidYouMean.list(columns.keySet());
  }
}
