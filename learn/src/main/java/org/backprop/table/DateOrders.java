package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/**
 * The order of day and month in each column of dates: told by its cells, an earlier table or other
 * columns.
 */
final class DateOrders {
  private final CellFormat format;
  private final List<ColumnReading> dates;
  private final Map<String, DateOrder> decided = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();

  DateOrders(CellFormat format, List<ColumnReading> readings) {
    this.format = format;
    this.dates = readings.stream().filter(reading -> reading.type() == ColumnType.DATE).toList();
  }

  void settle() {
    for (var column : dates) {
      var stated = format.dateOrder(column.name());
      if (stated.isPresent()) {
        column.settle(stated.get());
      } else if (column.dates().isAmbiguous()) {
        settleAmbiguous(column);
      }
      noticeUnknown(column);
    }
  }

  private void settleAmbiguous(ColumnReading column) {
    var order =
        told(List.of(column))
            .or(() -> format.usualDateOrder(column.name()))
            .or(() -> told(dates))
            .orElse(DateOrder.DAY_FIRST);
    column.settle(order);
    decided.put(column.name(), order);
    var other = order == DateOrder.DAY_FIRST ? DateOrder.MONTH_FIRST : DateOrder.DAY_FIRST;
    if (!column.dates().tells(order)) {
      notices.add(
          Notice.decision(
              "%s: the %s stands first, though the %s could too"
                  .formatted(column.name(), order.word(), other.word()),
              Remedy.of(Setting.DATE_ORDER, column.name(), order.word())));
    }
  }

  private static Optional<DateOrder> told(List<ColumnReading> columns) {
    var day = columns.stream().anyMatch(column -> column.dates().tells(DateOrder.DAY_FIRST));
    var month = columns.stream().anyMatch(column -> column.dates().tells(DateOrder.MONTH_FIRST));
    return day == month
        ? Optional.empty()
        : Optional.of(day ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
  }

  private void noticeUnknown(ColumnReading column) {
    var unknown = column.dates().unknown();
    unknown.ifPresent(text ->
        notices.add(
            Notice.of(
                "%s has dates that are not in the calendar, as \"%s\"; they count as missing."
                    .formatted(column.name(), text))));
  }

  /** The format that also states what was decided. */
  CellFormat settled(CellFormat other) {
    var all = other;
    for (var column : decided.entrySet()) {
      all = all.withDateOrder(column.getKey(), column.getValue());
    }
    return all;
  }

  /** The order of each column whose dates have one. */
  Map<String, DateOrder> orders() {
    var orders = new HashMap<>(decided);
    for (var column : dates) {
      var stated = format.dateOrder(column.name());
      stated.or(() -> told(List.of(column))).ifPresent(order -> orders.put(column.name(), order));
    }
    return orders;
  }

  List<Notice> notices() {
    return notices;
  }
}
