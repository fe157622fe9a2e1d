package org.backprop.app.studio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.backprop.table.DataException;

/** A JSON object that the page sent: its values by key, each of the type that is asked for. */
record JsonMessage(Map<?, ?> values) {

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(it -> cast(key, it, String.class, "a text"));
  }

  Optional<Double> number(String key) {
    return Optional.ofNullable(values.get(key))
        .map(it -> cast(key, it, Number.class, "a number").doubleValue());
  }

  Optional<Integer> whole(String key) {
    return number(key)
        .map(it -> {
          if (it != Math.rint(it) || Math.abs(it) > Integer.MAX_VALUE) {
            throw new DataException("\"" + key + "\" takes a whole number, not " + it);
          }
          return it.intValue();
        });
  }

  boolean flag(String key) {
    return Optional.ofNullable(values.get(key))
        .map(it -> cast(key, it, Boolean.class, "true or false"))
        .orElse(false);
  }

  /** A list of objects, each read by a function; empty if it is not there. */
  <T> List<T> list(String key, Function<JsonMessage, T> reader) {
    return list(key).stream()
        .map(it -> reader.apply(new JsonMessage(cast(key, it, Map.class, "a list of objects"))))
        .toList();
  }

  /** A list of whole numbers; empty if it is not there. */
  int[] wholes(String key) {
    return list(key).stream()
        .mapToInt(it -> cast(key, it, Number.class, "a list of numbers").intValue())
        .toArray();
  }

  private List<?> list(String key) {
    var value = values.get(key);
    return value == null ? List.of() : cast(key, value, List.class, "a list");
  }

  private static <T> T cast(String key, Object value, Class<T> type, String wanted) {
    if (!type.isInstance(value)) {
      throw new DataException("\"" + key + "\" takes " + wanted + ", not " + value);
    }
    return type.cast(value);
  }
}
