package org.backprop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.backprop.advice.Notice;
import org.backprop.advice.Setting;
import org.backprop.engine.Options;
import org.backprop.optimizer.Newton;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.Target;
import org.backprop.provenance.RunCommand;
import org.backprop.table.CsvFormat;
import org.backprop.train.TrainingPlan;

/** The full command that repeats a run: every value that was settled, stated or not. */
final class RepeatedCommand {
  /** Settings whose value 0 is the same as leaving them out. */
  private static final Set<String> NOTHING_AT_ZERO = Set.of("dropout", "test");

  private final TrainCommand said;
  private final TrainingPlan plan;
  private final Map<String, InputFile> files;
  private final Map<String, List<String>> options = new LinkedHashMap<>();

  private RepeatedCommand(TrainCommand said, TrainingPlan plan) {
    this.said = said;
    this.plan = plan;
    this.files = said.rows.files();
  }

  /** The command of a run that writes a model, and whose table is written in some format. */
  static RunCommand of(TrainCommand said, TrainingPlan plan, CsvFormat format, Path model) {
    return new RepeatedCommand(said, plan).writing(format, model);
  }

  private RunCommand writing(CsvFormat format, Path model) {
    said.target.ifPresent(column -> put("target", column));
    said.images.labels.ifPresent(labels -> put("labels", labels.given()));
    said.from.ifPresent(start -> put("from", start.given()));
    options.putAll(FormatOptions.options(format));
    plan.settings().toMap().values().forEach(group -> group.forEach(this::setting));
    said.images.validationLabels.ifPresent(labels -> put("validation_labels", labels.given()));
    said.images.testLabels.ifPresent(labels -> put("test_labels", labels.given()));
    rows();
    put("output", model);
    return new RunCommand("train", List.of(said.path.given().toString()), options);
  }

  private void put(String name, Object... values) {
    options.put(name, List.of(values).stream().map(String::valueOf).toList());
  }

  private void setting(String name, Object value) {
    if (files.containsKey(name)) {
      put(name, Objects.requireNonNull(files.get(name)).given());
    } else if (isStated(name, value)) {
      switch (value) {
        case Boolean _ -> put(name);
        case List<?> widths -> put(name, widths(widths));
        case Double number -> put(name, Numbers.exact(number));
        default -> put(name, value);
      }
    }
  }

  /** The target picks its likelihood again; the number of threads changes no result. */
  private boolean isStated(String name, Object value) {
    return switch (name) {
      case "likelihood" -> said.network.likelihood.isPresent();
      case "hidden", "activation", "dropout", "layers" ->
          said.from.isEmpty() && !(NOTHING_AT_ZERO.contains(name) && value.equals(0.0));
      case "patience" -> !(plan.trainer().optimizer() instanceof Newton);
      case "threads" -> !value.equals(Options.defaults().threads());
      default -> !value.equals(false) && !(NOTHING_AT_ZERO.contains(name) && value.equals(0.0));
    };
  }

  private static String widths(List<?> widths) {
    return widths.isEmpty()
        ? "none"
        : widths.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private void rows() {
    said.rows.weights.ifPresent(column -> put("weights", column));
    if (!said.rows.ignored.isEmpty()) {
      put("ignore", said.rows.ignored.toArray());
    }
    var types = types();
    if (!types.isEmpty()) {
      put("type", types.toArray());
    }
    if (said.from.isPresent()) {
      return; // the model brings its preparation
    }
    plan.data()
        .preparation()
        .ifPresent(p -> put("missing", p.missing().name().toLowerCase(Locale.ROOT)));
    logScale();
    if (plan.data().target() instanceof Target.Classes classes && classes.binary()) {
      put("positive", classes.levels().getLast());
    }
  }

  /** The columns, or none where a logarithmic scale was tried. */
  private void logScale() {
    var columns = plan.data().preparation().map(Preparation::logColumns).orElse(List.of());
    if (!columns.isEmpty()) {
      put("log_scale", columns.toArray());
    } else if (plan.alternatives().stream()
        .anyMatch(other -> other.usualOnly().setting() == Setting.LOG_SCALE)) {
      put("log_scale", "none");
    }
  }

  /** The types that were stated, and those of used columns that their cells decided. */
  private List<String> types() {
    var types = new ArrayList<>(said.rows.types);
    plan.data().notices().stream()
        .filter(Notice::isDecision)
        .flatMap(notice -> notice.remedies().stream())
        .filter(remedy -> remedy.setting() == Setting.TYPE && isUsed(remedy.values().getFirst()))
        .map(remedy -> String.join("=", remedy.values()))
        .filter(type -> !types.contains(type))
        .forEach(types::add);
    return types;
  }

  private boolean isUsed(String column) {
    return said.rows.types.stream().noneMatch(type -> type.startsWith(column + "="))
        && plan.data()
            .preparation()
            .filter(known ->
                known.target().column().equals(column)
                    || known.inputs().stream().anyMatch(input -> input.column().equals(column)))
            .isPresent();
  }
}
