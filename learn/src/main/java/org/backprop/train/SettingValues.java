package org.backprop.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The values of one group of settings by name, without those that are empty. */
final class SettingValues {
  private final Map<String, Object> values = new LinkedHashMap<>();

  SettingValues put(String name, Object value) {
    values.put(name, value);
    return this;
  }

  SettingValues put(String name, Optional<?> value) {
    value.ifPresent(it -> values.put(name, it));
    return this;
  }

  SettingValues put(String name, OptionalDouble value) {
    value.ifPresent(it -> values.put(name, it));
    return this;
  }

  SettingValues put(String name, OptionalInt value) {
    value.ifPresent(it -> values.put(name, it));
    return this;
  }

  Map<String, Object> toMap() {
    return values;
  }
}
