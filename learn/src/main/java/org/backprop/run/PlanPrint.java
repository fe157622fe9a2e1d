package org.backprop.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.backprop.modelfile.Checksums;
import org.backprop.prepare.Dataset;
import org.backprop.saved.Plain;
import org.backprop.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * What a run depends on: the model, the settings, and checksums of the encoded rows and of the
 * parameters it starts from. Runs of equal prints have equal bits.
 */
final class PlanPrint {
  /** The setting that changes no result; interpreted steps may round otherwise. */
  private static final String THREADS = "threads";

  private PlanPrint() {}

  static Map<String, Object> of(TrainingPlan plan) {
    var print = new LinkedHashMap<String, Object>();
    print.put("model", plan.model().toString());
    plan.settings()
        .toMap()
        .forEach((group, values) ->
            values.forEach((name, value) -> {
              if (!name.equals(THREADS)) {
                print.put(group + "." + name, value);
              }
            }));
    print.put("training_rows", of(plan.data().training()));
    plan.data().validation().ifPresent(rows -> print.put("validation_rows", of(rows)));
    plan.from()
        .ifPresent(model ->
            model
                .parameters()
                .forEach((name, values) -> print.put("initial." + name, Checksums.of(values))));
    return Plain.copy(print);
  }

  private static String of(Dataset rows) {
    return Checksums.of(rows.x()) + Checksums.of(rows.y()) + Checksums.of(rows.weights());
  }

  /** The first name, in order, whose values differ; empty if none does. */
  static Optional<String> difference(Map<String, Object> one, Map<String, Object> other) {
    var names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names.stream()
        .filter(name -> !text(one.get(name)).equals(text(other.get(name))))
        .findFirst();
  }

  /** A whole number in JSON is read as one, whatever it was. */
  private static String text(@Nullable Object value) {
    return value instanceof Number number
        ? String.valueOf(number.doubleValue())
        : Objects.toString(value);
  }
}
