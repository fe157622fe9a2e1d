package org.backprop.saved;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map as it comes out of a model file, whose values are checked as they are read. Each reader
 * throws an {@link IllegalArgumentException} that names the key, if its value is missing or of
 * another type.
 *
 * @param what the part of the file, for messages
 */
public record SavedMap(Map<?, ?> map, String what) {

  /** A map in the order of the keys given, each followed by its value. */
  public static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (var i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** Whether there is a value, which is not null. */
  public boolean has(String key) {
    return map.get(key) != null;
  }

  public String text(String key) {
    return value(key, String.class);
  }

  /** The text, if there is a value. */
  public Optional<String> ifText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  public boolean flag(String key) {
    return value(key, Boolean.class);
  }

  /** A finite number. */
  public double number(String key) {
    var number = value(key, Number.class).doubleValue();
    if (!Double.isFinite(number)) {
      throw unreadable(key);
    }
    return number;
  }

  /** A whole number of 32 bits. */
  public int whole(String key) {
    return whole(number(key), key);
  }

  public List<String> texts(String key) {
    return list(key, String.class);
  }

  public List<Double> numbers(String key) {
    return list(key, Number.class).stream().map(Number::doubleValue).toList();
  }

  /** Numbers, NaN for null. */
  public List<Double> numbersOrNan(String key) {
    return ((List<?>) value(key, List.class)).stream().map(item -> number(item, key)).toList();
  }

  public List<Integer> wholes(String key) {
    return list(key, Number.class).stream().map(n -> whole(n.doubleValue(), key)).toList();
  }

  public Map<?, ?> map(String key) {
    return value(key, Map.class);
  }

  /** The map under a key, to be read likewise. */
  public SavedMap saved(String key) {
    return new SavedMap(map(key), key);
  }

  public List<Map<?, ?>> maps(String key) {
    return list(key, Map.class).stream().<Map<?, ?>>map(map -> map).toList();
  }

  public <E extends Enum<E>> E constant(Class<E> type, String key) {
    try {
      return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw unreadable(key);
    }
  }

  public IllegalArgumentException unreadable(String key) {
    return new IllegalArgumentException(
        "there is no readable \"%s\" in its %s".formatted(key, what));
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

  private int whole(double number, String key) {
    if (number != (int) number) {
      throw unreadable(key);
    }
    return (int) number;
  }

  private double number(@Nullable Object item, String key) {
    return switch (item) {
      case null -> Double.NaN;
      case Number number -> number.doubleValue();
      default -> throw unreadable(key);
    };
  }
}
