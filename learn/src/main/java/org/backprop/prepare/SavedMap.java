package org.backprop.prepare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.backprop.table.DataException;

/** A map as it comes out of a model file, whose values are checked as they are read. */
record SavedMap(Map<?, ?> map, String what) {

  /** A map in the order of the keys given, each followed by its value. */
  static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (var i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  String text(String key) {
    return value(key, String.class);
  }

  boolean flag(String key) {
    return value(key, Boolean.class);
  }

  double number(String key) {
    return value(key, Number.class).doubleValue();
  }

  List<String> texts(String key) {
    return list(key, String.class);
  }

  List<Double> numbers(String key) {
    return list(key, Number.class).stream().map(Number::doubleValue).toList();
  }

  Map<?, ?> map(String key) {
    return value(key, Map.class);
  }

  List<Map<?, ?>> maps(String key) {
    return list(key, Map.class).stream().<Map<?, ?>>map(map -> map).toList();
  }

  <E extends Enum<E>> E constant(Class<E> type, String key) {
    try {
      return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw unreadable(key);
    }
  }

  DataException unreadable(String key) {
    return new DataException(
        "The model's data preparation has no readable \"%s\" in its %s; train the model again."
            .formatted(key, what));
  }

  private <T> T value(String key, Class<T> type) {
    var value = map.get(key);
    if (!type.isInstance(value)) {
      throw unreadable(key);
    }
    return type.cast(value);
  }

  private <T> List<T> list(String key, Class<T> type) {
    var values = value(key, List.class);
    for (var value : values) {
      if (!type.isInstance(value)) {
        throw unreadable(key);
      }
    }
    return ((List<?>) values).stream().map(type::cast).toList();
  }
}
