package org.backprop.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.model.TrainedModel;

/** What a model file remembers of its training, read with the care that a file of others needs. */
record Remembered(Map<?, ?> facts) {
  static Remembered of(TrainedModel model) {
    return new Remembered(model.facts());
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(facts.get(key)).map(String::valueOf);
  }

  Optional<Number> number(String key) {
    return facts.get(key) instanceof Number number ? Optional.of(number) : Optional.empty();
  }

  /** What stands under a key, with nothing in it if nothing does. */
  Remembered map(String key) {
    return new Remembered(facts.get(key) instanceof Map<?, ?> map ? map : Map.of());
  }

  boolean isEmpty() {
    return facts.isEmpty();
  }

  double[] numbers(String key) {
    return facts.get(key) instanceof List<?> list
        ? list.stream()
            .filter(Number.class::isInstance)
            .mapToDouble(n -> ((Number) n).doubleValue())
            .toArray()
        : new double[0];
  }

  int[] rows(String key) {
    var numbers = numbers(key);
    var rows = new int[numbers.length];
    for (var i = 0; i < rows.length; i++) {
      rows[i] = (int) numbers[i];
    }
    return rows;
  }
}
