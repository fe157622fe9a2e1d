package org.backprop.table;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * What a column holds, for the report before training.
 *
 * @param missing how many cells are missing
 * @param distinct how many different values there are beside missing ones
 * @param min the smallest number; empty for words and dates
 * @param max the largest number; empty for words and dates
 * @param frequent the five most frequent values; empty for numbers
 */
public record ColumnSummary(
    String name,
    ColumnType type,
    int missing,
    int distinct,
    OptionalDouble min,
    OptionalDouble max,
    List<Level> frequent) {
  private static final int SHOWN = 5;

  /** A value and how often it occurs. */
  public record Level(String name, int count) {
    @Override
    public String toString() {
      return name + " (" + count + ")";
    }
  }

  public ColumnSummary {
    frequent = List.copyOf(frequent);
  }

  /** Every column of a table, in order. */
  public static List<ColumnSummary> of(Table table) {
    return table.columns().stream().map(column -> of(table, column)).toList();
  }

  /** One column; flags are described as the words that they are written in. */
  public static ColumnSummary of(Table table, String column) {
    var cells = table.cells(column);
    var statistics = cells.statistics();
    return new ColumnSummary(
        column,
        cells.type() == ColumnType.FLAG ? ColumnType.WORDS : cells.type(),
        statistics.missing(),
        statistics.distinct(),
        statistics.min(),
        statistics.max(),
        cells.type() == ColumnType.NUMBER ? List.of() : frequent(cells.counts()));
  }

  /** As in {@code number, 2 missing, 32.1 to 59.6} or {@code words, 2 levels: a (7), b (5)}. */
  public String describe() {
    var text = new StringJoiner(", ");
    text.add(kind());
    if (missing > 0) {
      text.add(missing + " missing");
    }
    if (type == ColumnType.WORDS) {
      text.add(distinct + (distinct == 1 ? " level" : " levels") + ": " + shown());
    } else if (min.isPresent() && max.isPresent()) {
      text.add(
          CellText.canonical(min.getAsDouble()) + " to " + CellText.canonical(max.getAsDouble()));
    }
    return text.toString();
  }

  private String kind() {
    return switch (type) {
      case NUMBER -> "number";
      case WORDS, FLAG -> "words";
      case DATE -> "date";
    };
  }

  private String shown() {
    var text = new StringJoiner(", ");
    frequent.forEach(level -> text.add(level.toString()));
    if (distinct > frequent.size()) {
      text.add("...");
    }
    return text.toString();
  }

  private static List<Level> frequent(Map<String, Integer> counts) {
    return Levels.frequent(counts)
        .limit(SHOWN)
        .map(name -> new Level(name, counts.getOrDefault(name, 0)))
        .toList();
  }
}
