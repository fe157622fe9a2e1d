package org.backprop.prepare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.backprop.saved.SavedMap;
import org.backprop.table.CellFormat;
import org.backprop.table.DateOrder;
import org.backprop.table.DecimalMark;

/** How the cells of a training table were written, in a model file. */
final class SavedCells {
  private SavedCells() {}

  static Map<String, Object> toMap(CellFormat cells) {
    return SavedMap.of(
        "decimals", names(cells.decimals()),
        "date_orders", names(cells.dateOrders()),
        "missing", cells.missing(),
        "missing_words", cells.missingWords());
  }

  private static Map<String, String> names(Map<String, ? extends Enum<?>> values) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().name(), (a, _) -> a, TreeMap::new));
  }

  /** The format that {@link #toMap} wrote. */
  static CellFormat fromMap(SavedMap saved) {
    return new CellFormat(
        constants(saved.saved("decimals"), DecimalMark.class),
        constants(saved.saved("date_orders"), DateOrder.class),
        saved.texts("missing"),
        saved.flag("missing_words"));
  }

  private static <E extends Enum<E>> Map<String, E> constants(SavedMap saved, Class<E> type) {
    var constants = new LinkedHashMap<String, E>();
    for (var key : saved.map().keySet()) {
      var column = String.valueOf(key);
      constants.put(column, saved.constant(type, column));
    }
    return constants;
  }
}
