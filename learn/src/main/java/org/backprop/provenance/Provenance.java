package org.backprop.provenance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.saved.Plain;
import org.backprop.saved.SavedMap;

/**
 * What is known about the training of a model. A model file stores it, and the summary and the JSON
 * outputs are made from it.
 *
 * @param origin the version, the data and the command
 * @param choice the likelihood that the target got, and what was noticed about the data
 * @param settings the settings by group and name, in snake_case
 * @param history the losses of the epochs
 * @param rows the rows of each part
 * @param baseline the mean of the encoded training target: class frequencies, or one number
 * @param scores the scores of each part, {@code train}, {@code validation} and {@code test}; a
 *     score that is not defined is null
 * @param warnings what makes the model doubtful
 */
public record Provenance(
    Origin origin,
    Choice choice,
    Map<String, Object> settings,
    History history,
    RowsUsed rows,
    List<Double> baseline,
    Map<String, Object> scores,
    List<Warning> warnings) {

  /**
   * The version of this record, of the model file around it and of the JSON outputs. It rises when
   * a key changes its name or meaning, or vanishes.
   */
  public static final int SCHEMA_VERSION = 2;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence, if a key is not in snake_case, a value is
   *     none that JSON holds, or scores belong to an unknown part
   */
  public Provenance {
    settings = groups(settings);
    baseline = List.copyOf(baseline);
    scores = Plain.copy(scores);
    warnings = List.copyOf(warnings);
    scores.forEach((part, values) -> {
      Parts.require(part);
      requireMap(part, values);
    });
  }

  public Provenance withOrigin(Origin other) {
    return new Provenance(other, choice, settings, history, rows, baseline, scores, warnings);
  }

  private static Map<String, Object> groups(Map<?, ?> settings) {
    var copy = Plain.copy(settings);
    copy.forEach((group, values) -> {
      Names.require(group);
      requireMap(group, values).keySet().forEach(name -> Names.require((String) name));
    });
    return copy;
  }

  private static Map<?, ?> requireMap(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("\"" + key + "\" is not followed by names and values");
  }

  /** A setting of a group, as in {@code learning} and {@code optimizer}. */
  public Optional<Object> setting(String group, String name) {
    return Optional.ofNullable(settings.get(group)).map(values -> ((Map<?, ?>) values).get(name));
  }

  /** Whether the training diverged. */
  public boolean isDiverged() {
    return warnings.stream().anyMatch(warning -> warning.kind() == Warning.Kind.DIVERGED);
  }

  /** The scores of a part; empty if there are none. */
  public Map<String, Object> scoresOf(String part) {
    return scores.get(part) instanceof Map<?, ?> map ? Plain.copy(map) : Map.of();
  }

  /** Plain values with keys in snake_case, from which {@link #fromMap} makes it again. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("schema_version", SCHEMA_VERSION);
    map.putAll(origin.toMap());
    map.put("choice", choice.toMap());
    map.put("settings", settings);
    map.put("history", history.toMap());
    map.put("rows", rows.toMap());
    map.put("baseline", baseline);
    map.put("scores", scores);
    map.put("warnings", warnings.stream().map(Warning::toMap).toList());
    return Collections.unmodifiableMap(map);
  }

  /**
   * The provenance that {@link #toMap} wrote.
   *
   * @throws IllegalArgumentException with a sentence, if a value is missing, of another type or out
   *     of range
   */
  public static Provenance fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "provenance");
    return new Provenance(
        Origin.fromMap(saved),
        Choice.fromMap(saved.saved("choice")),
        Plain.copy(saved.map("settings")),
        History.fromMap(saved.saved("history")),
        RowsUsed.fromMap(saved.saved("rows")),
        saved.numbers("baseline"),
        Plain.copy(saved.map("scores")),
        saved.has("warnings")
            ? saved.maps("warnings").stream().map(Warning::fromMap).toList()
            : List.of());
  }
}
