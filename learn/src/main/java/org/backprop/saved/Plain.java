package org.backprop.saved;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values: what JSON can hold. Texts, flags, numbers, null, and lists and maps of them. */
public final class Plain {
  private Plain() {}

  /**
   * An unmodifiable copy, in the order of the entries.
   *
   * @throws IllegalArgumentException if a key is no text, or a value is not plain
   */
  @SuppressWarnings("NullAway") // null is a value of JSON
  public static Map<String, Object> copy(Map<?, ?> map) {
    var copy = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> copy.put(text(key), value(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static String text(Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(key + " is a key, but no text");
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Number number -> number;
      case Map<?, ?> map -> copy(map);
      case List<?> list -> list(list);
      default -> throw new IllegalArgumentException(value + " cannot be written to a model file");
    };
  }

  @SuppressWarnings("NullAway") // null is a value of JSON
  private static List<Object> list(List<?> list) {
    var copy = new ArrayList<Object>();
    list.forEach(item -> copy.add(value(item)));
    return Collections.unmodifiableList(copy);
  }
}
