package org.backprop.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.backprop.engine.Options;
import org.backprop.prepare.Target;
import org.backprop.train.TrainingPlan;

/** The full command that repeats a run: every value that was settled, stated or not. */
final class RepeatedCommand {
  /** Settings whose value 0 is the same as leaving them out. */
  private static final Set<String> NOTHING_AT_ZERO = Set.of("dropout", "test");

  private RepeatedCommand() {}

  static Typed of(TrainCommand said, TrainingPlan plan, Path file) {
    var typed = new Typed("train", said.path.toString());
    said.target.ifPresent(column -> typed.add("--target", column));
    said.images.labels.ifPresent(labels -> typed.add("--labels", labels));
    typed.addAll(said.format.arguments());
    var files = said.rows.files();
    plan.settings()
        .toMap()
        .values()
        .forEach(group ->
            group.forEach((name, value) -> {
              if (!isUnsaid(name, value, said)) {
                add(typed, name, files.containsKey(name) ? files.get(name) : value);
              }
            }));
    said.images.validationLabels.ifPresent(labels -> typed.add("--validation-labels", labels));
    said.images.testLabels.ifPresent(labels -> typed.add("--test-labels", labels));
    rows(typed, said, plan);
    return typed.add("-o", file);
  }

  /** What the target picked, it picks again; the number of threads changes no result. */
  private static boolean isUnsaid(String name, Object value, TrainCommand said) {
    return switch (name) {
      case "likelihood" -> said.network.likelihood.isEmpty();
      case "threads" -> value.equals(Options.defaults().threads());
      default ->
          NOTHING_AT_ZERO.contains(name)
              && value.equals(0.0)
              && !said.rows.files().containsKey(name);
    };
  }

  /** The option of a setting: {@code learning_rate} is {@code --learning-rate}. */
  static String option(String name) {
    return "--" + name.replace('_', '-');
  }

  private static void add(Typed typed, String name, Object value) {
    switch (value) {
      case Boolean flag -> typed.addAll(flag ? List.of(option(name)) : List.of());
      case List<?> widths -> typed.add(option(name), widths(widths));
      case Double number -> typed.add(option(name), Numbers.exact(number));
      default -> typed.add(option(name), value);
    }
  }

  private static String widths(List<?> widths) {
    return widths.isEmpty()
        ? "none"
        : widths.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static void rows(Typed typed, TrainCommand said, TrainingPlan plan) {
    said.rows.ignored.forEach(column -> typed.add("--ignore", column));
    said.rows.types.forEach((column, type) -> typed.add("--type", column + "=" + type));
    plan.data()
        .preparation()
        .ifPresent(p -> typed.add("--missing", p.missing().name().toLowerCase(Locale.ROOT)));
    if (plan.data().target() instanceof Target.Classes classes && classes.binary()) {
      typed.add("--positive", classes.levels().getLast());
    }
  }
}
