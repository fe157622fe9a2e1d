package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the cells of a table are written, as far as that is stated; the rest is decided by the cells
 * of each column.
 *
 * @param decimals the mark before decimals, by column; {@link #ALL} stands for every column that
 *     either mark would fit
 * @param dateOrders the order of dates, by column; {@link #ALL} likewise
 * @param missing texts that say that a value is missing, beside the usual ones
 * @param missingWords whether the usual ones, as NA, are missing in columns of words too
 */
public record CellFormat(
    Map<String, DecimalMark> decimals,
    Map<String, DateOrder> dateOrders,
    List<String> missing,
    boolean missingWords) {
  /** In place of a column's name: all columns. */
  public static final String ALL = "";

  public CellFormat {
    decimals = Map.copyOf(decimals);
    dateOrders = Map.copyOf(dateOrders);
    missing = List.copyOf(missing);
  }

  /** The format of which everything is decided by the cells. */
  public static CellFormat detect() {
    return new CellFormat(Map.of(), Map.of(), List.of(), true);
  }

  /** With the mark before the decimals of a column, or of {@link #ALL}. */
  public CellFormat withDecimal(String column, DecimalMark mark) {
    var more = new HashMap<>(decimals);
    more.put(column, mark);
    return new CellFormat(more, dateOrders, missing, missingWords);
  }

  /** With the order of the dates of a column, or of {@link #ALL}. */
  public CellFormat withDateOrder(String column, DateOrder order) {
    var more = new HashMap<>(dateOrders);
    more.put(column, order);
    return new CellFormat(decimals, more, missing, missingWords);
  }

  /** With one more text that says that a value is missing. */
  public CellFormat withMissing(String text) {
    var more = new ArrayList<>(missing);
    more.add(text.strip());
    return new CellFormat(decimals, dateOrders, more, missingWords);
  }

  /** With NA and the like as words in columns of words. */
  public CellFormat withoutMissingWords() {
    return new CellFormat(decimals, dateOrders, missing, false);
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
