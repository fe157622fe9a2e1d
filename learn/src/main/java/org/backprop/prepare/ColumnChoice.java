package org.backprop.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.table.Column;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.table.Table;

/** Which columns are inputs, and of what type; the others are left out with a notice. */
final class ColumnChoice {
  private static final int MANY_WORDS = 10;
  private static final int FEWEST_TO_COUNT = 5;
  private static final double NEARLY_ALL = 0.9;

  private final PreparationOptions options;
  private final List<Notice> notices;
  private final Map<String, ColumnType> types = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  /** A choice that adds what it leaves out to the notices. */
  ColumnChoice(PreparationOptions options, List<Notice> notices) {
    this.options = options;
    this.notices = notices;
  }

  /** The type of each input column, in the table's order. */
  Map<String, ColumnType> types() {
    return Collections.unmodifiableMap(types);
  }

  List<String> leftOut() {
    return leftOut;
  }

  /** Whether nearly every row has a word of its own, as names and identifiers do. */
  static boolean isNearUnique(Column cells) {
    var statistics = cells.statistics();
    var present = cells.size() - statistics.missing();
    return statistics.distinct() > MANY_WORDS && statistics.distinct() > NEARLY_ALL * present;
  }

  /** Chooses among the table's columns. */
  void choose(Table rows, String target) {
    for (var column : rows.columns()) {
      if (options.ignored().contains(column)) {
        leftOut.add(column);
      } else if (!column.equals(target)) {
        types.put(column, type(rows.cells(column), column, options.types()));
      }
    }
    leaveOut("no values", column -> rows.cells(column).missingCount() == rows.rowCount());
    leaveOutConstants(rows);
    types.forEach((column, type) -> noticeStrayWords(rows, column, type));
    leaveOut("nearly every row has a word of its own", column -> isNearUnique(rows, column));
    var counters = types.keySet().stream().filter(column -> isRowCounter(rows, column)).toList();
    if (counters.size() < types.size()) {
      leaveOut("it only counts the rows", counters::contains);
    }
  }

  /** Leaves out what is constant among these rows. */
  void leaveOutConstants(Table rows) {
    leaveOut("constant", column -> isConstant(rows, column));
  }

  /** The rows with each column in its type. */
  Table typed(Table rows) {
    var typed = rows;
    for (var column : rows.columns()) {
      typed = typed(typed, column, options.types());
    }
    return typed;
  }

  /**
   * The rows with one column as it is stated or inferred; stated numbers that do not all fit stay
   * as they are until one is needed.
   *
   * @throws DataException if a cell is no date, or no flag, though the column is stated to hold
   *     them; the message names it
   */
  static Table typed(Table rows, String column, Map<String, ColumnType> stated) {
    var wanted = stated.get(column);
    if (wanted == ColumnType.DATE || wanted == ColumnType.FLAG) {
      return rows.withType(column, wanted);
    }
    var cells = rows.cells(column);
    var type = type(cells, column, stated);
    var isTyped =
        cells.type() == type || (cells.type() == ColumnType.FLAG && type == ColumnType.WORDS);
    return isTyped || !rows.fits(column, type) ? rows : rows.withType(column, type);
  }

  /** The type that a column is stated to have, or else the inferred one; flags are words. */
  static ColumnType type(Column cells, String column, Map<String, ColumnType> stated) {
    var type = Optional.ofNullable(stated.get(column)).orElseGet(() -> ColumnType.infer(cells));
    return type == ColumnType.FLAG ? ColumnType.WORDS : type;
  }

  private void leaveOut(String reason, Predicate<String> unusable) {
    var columns = types.keySet().stream().filter(unusable).toList();
    if (!columns.isEmpty()) {
      notices.add(Notice.of("Left out: " + DidYouMean.list(columns) + " (" + reason + ")."));
      leftOut.addAll(columns);
      types.keySet().removeAll(columns);
    }
  }

  private boolean isConstant(Table rows, String column) {
    var cells = rows.cells(column);
    var tellsByMissing =
        types.get(column) == ColumnType.WORDS && options.missing() == Missing.IMPUTE;
    return !cells.varies() && !(tellsByMissing && cells.rows().anyMatch(cells::isMissing));
  }

  private boolean isNearUnique(Table rows, String column) {
    return types.get(column) == ColumnType.WORDS
        && !options.types().containsKey(column)
        && isNearUnique(rows.cells(column));
  }

  private boolean isRowCounter(Table rows, String column) {
    var cells = rows.cells(column);
    if (options.types().containsKey(column) || cells.size() < FEWEST_TO_COUNT) {
      return false;
    }
    var start = cells.number(0) - rows.position(0);
    return (start == 0 || start == 1)
        && cells.rows().allMatch(row -> cells.number(row) == start + rows.position(row));
  }

  private void noticeStrayWords(Table rows, String column, ColumnType type) {
    if (type != ColumnType.WORDS || options.types().containsKey(column)) {
      return;
    }
    var cells = rows.cells(column);
    var present = cells.present().count();
    var numbers = cells.rows().filter(cells::isNumber).count();
    var stray = firstWord(cells);
    if (stray.isPresent() && numbers >= NEARLY_ALL * present) {
      notices.add(
          Notice.of(
              "%s is read as words because of \"%s\" in %s, though nearly all others are numbers"
                  .formatted(column, cells.text(stray.getAsInt()), rows.place(stray.getAsInt())),
              "correct it, or say {}.",
              Remedy.of(Setting.TYPE, column, "words")));
    }
  }

  private static OptionalInt firstWord(Column cells) {
    return cells.present().filter(row -> !cells.isNumber(row)).findFirst();
  }
}
