package org.backprop.advice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.saved.SavedMap;

/**
 * A setting that remedies a fault, and the values that it would have.
 *
 * @param values as in {@code impute}, or a column and its type; none where the setting is named
 *     without a value
 */
public record Remedy(Setting setting, List<String> values) {

  public Remedy {
    values = List.copyOf(values);
  }

  public static Remedy of(Setting setting, String... values) {
    return new Remedy(setting, List.of(values));
  }

  /** As a call of a training's method: {@code missing(Missing.IMPUTE)}. */
  public String inJava() {
    return switch (setting) {
      case LIKELIHOOD -> "likelihood(" + quoted(values) + ")";
      case HIDDEN -> "hidden(" + String.join(", ", values).replace("none", "") + ")";
      case CLASS_WEIGHTS -> "balanced()";
      case MISSING -> "missing(" + constant("Missing.", values) + ")";
      case IGNORE -> "ignore(" + quoted(values) + ")";
      case TYPE ->
          values.size() == 2
              ? "type(%s, %s)"
                  .formatted(
                      quoted(values.subList(0, 1)), constant("ColumnType.", values.subList(1, 2)))
              : "type(column, type)";
      case EXTENSIONS -> "ModelFile.load(path, parts) or in the class path";
      case DECIMAL -> "withDecimal(" + ofColumn("DecimalMark.") + ")";
      case DATE_ORDER -> "withDateOrder(" + ofColumn("DateOrder.") + "_FIRST)";
      case NA -> "withMissing(" + quoted(values) + ")";
      case NO_NA -> "withoutMissingWords()";
      case POSITIVE -> "positive(" + quoted(values) + ")";
      case VALIDATION -> "validation(" + String.join("", values) + ")";
      case RAGGED -> "withRagged(" + constant("Ragged.", values) + ")";
      case SKIP_LINES, HEADER_LINES, SKIP_FOOTER ->
          wither() + "(" + String.join(", ", values) + ")";
      case ENCODING, DELIMITER, QUOTE, ESCAPE, COMMENT -> wither() + "(" + quoted(values) + ")";
      case EPOCHS -> "epochs(" + String.join(", ", values) + ")";
      case LEARNING_RATE -> "learningRate(" + String.join(", ", values) + ")";
      case CLIP -> "clip(" + String.join(", ", values) + ")";
      case WEIGHT_DECAY ->
          "optimizer(adam().withWeightDecay(%s))"
              .formatted(values.isEmpty() ? "decay" : values.getFirst());
      case LOG_SCALE -> "logScale(" + (values.equals(List.of("none")) ? "" : quoted(values)) + ")";
      case OPTIMIZER -> "optimizer(" + String.join("", values) + "())";
      case RIDGE ->
          "ridge(Ridge." + (values.equals(List.of("auto")) ? "auto()" : "of(lambda)") + ")";
    };
  }

  /** The method of a format that states the setting: {@code withSkipLines}. */
  private String wither() {
    return Stream.of(setting.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("", "with", ""));
  }

  private String ofColumn(String type) {
    return quoted(values.subList(0, 1)) + ", " + constant(type, values.subList(1, 2));
  }

  private static String quoted(List<String> values) {
    return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(", "));
  }

  private static String constant(String type, List<String> values) {
    return values.stream()
        .map(value -> type + value.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  Map<String, Object> toMap() {
    return SavedMap.of("setting", setting.name().toLowerCase(Locale.ROOT), "values", values);
  }

  static Remedy fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "remedy");
    return new Remedy(saved.constant(Setting.class, "setting"), saved.texts("values"));
  }
}
