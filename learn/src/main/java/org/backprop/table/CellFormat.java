package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the cells of a table are written, as far as that is stated; the rest is decided by the cells
 * of each column.
 *
 * @param decimals the mark before decimals, by column; {@link #ALL} stands for every column that
 *     either mark would fit
 * @param dateOrders the order of dates, by column; {@link #ALL} likewise
 * @param missing texts that say that a value is missing, beside the usual ones
 * @param missingWords whether the usual ones, as NA, are missing in columns of words too
 * @param usual how an earlier table with the same columns was written, which decides what the cells
 *     of a column leave open
 */
public record CellFormat(
    Map<String, DecimalMark> decimals,
    Map<String, DateOrder> dateOrders,
    List<String> missing,
    boolean missingWords,
    Optional<CellFormat> usual) {
  /** In place of a column's name: all columns. */
  public static final String ALL = "";

  public CellFormat {
    decimals = Map.copyOf(decimals);
    dateOrders = Map.copyOf(dateOrders);
    missing = List.copyOf(missing);
  }

  /** A format of which this is stated, and no earlier table is known. */
  public CellFormat(
      Map<String, DecimalMark> decimals,
      Map<String, DateOrder> dateOrders,
      List<String> missing,
      boolean missingWords) {
    this(decimals, dateOrders, missing, missingWords, Optional.empty());
  }

  /** The format of which everything is decided by the cells. */
  public static CellFormat detect() {
    return new CellFormat(Map.of(), Map.of(), List.of(), true);
  }

  /** With the mark before the decimals of a column, or of {@link #ALL}. */
  public CellFormat withDecimal(String column, DecimalMark mark) {
    var more = new HashMap<>(decimals);
    more.put(column, mark);
    return new CellFormat(more, dateOrders, missing, missingWords, usual);
  }

  /** With the order of the dates of a column, or of {@link #ALL}. */
  public CellFormat withDateOrder(String column, DateOrder order) {
    var more = new HashMap<>(dateOrders);
    more.put(column, order);
    return new CellFormat(decimals, more, missing, missingWords, usual);
  }

  /** With one more text that says that a value is missing. */
  public CellFormat withMissing(String text) {
    var more = new ArrayList<>(missing);
    more.add(text.strip());
    return new CellFormat(decimals, dateOrders, more, missingWords, usual);
  }

  /** With NA and the like as words in columns of words. */
  public CellFormat withoutMissingWords() {
    return new CellFormat(decimals, dateOrders, missing, false, usual);
  }

  /**
   * For a table whose columns are those of an earlier one: texts that were missing there are here
   * too, and its marks and orders decide where the cells of a column do not.
   *
   * @param earlier as {@link Table#cellFormat} tells it
   */
  public CellFormat withUsual(CellFormat earlier) {
    var more = new LinkedHashSet<>(missing);
    more.addAll(earlier.missing);
    return new CellFormat(
        decimals,
        dateOrders,
        List.copyOf(more),
        missingWords && earlier.missingWords,
        Optional.of(earlier));
  }

  /** That of some columns. */
  public CellFormat of(Set<String> columns) {
    var marks = new HashMap<>(decimals);
    marks.keySet().retainAll(columns);
    var orders = new HashMap<>(dateOrders);
    orders.keySet().retainAll(columns);
    return new CellFormat(marks, orders, missing, missingWords, usual);
  }

  Optional<DecimalMark> usualDecimal(String column) {
    return usual.flatMap(earlier -> earlier.decimal(column));
  }

  Optional<DateOrder> usualDateOrder(String column) {
    return usual.flatMap(earlier -> earlier.dateOrder(column));
  }

  Optional<DecimalMark> decimal(String column) {
    return Optional.ofNullable(decimals.get(column))
        .or(() -> Optional.ofNullable(decimals.get(ALL)));
  }

  Optional<DateOrder> dateOrder(String column) {
    return Optional.ofNullable(dateOrders.get(column))
        .or(() -> Optional.ofNullable(dateOrders.get(ALL)));
  }
}
