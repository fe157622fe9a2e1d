package org.backprop.app;

import java.util.List;
import java.util.stream.Collectors;
import org.backprop.prepare.DateFeature;
import org.backprop.prepare.Feature;
import org.backprop.prepare.Missing;
import org.backprop.prepare.Target;
import org.backprop.table.Counted;

/** How a model's columns are encoded, in words. */
public final class PreparationText {
  private static final int LEVELS = 6;

  private PreparationText() {}

  /** What is predicted of a target. */
  public static String of(Target target) {
    return switch (target) {
      case Target.Classes it when it.binary() ->
          "%s: P(%s), otherwise %s"
              .formatted(it.column(), it.levels().getLast(), it.levels().getFirst());
      case Target.Classes it ->
          "%s, %s: %s"
              .formatted(
                  it.column(),
                  Counted.of(it.levels().size(), "class", "classes"),
                  some(it.levels()));
      case Target.Number it when it.scale() != 1 ->
          "%s, standardised: (value - %s) / %s"
              .formatted(it.column(), Numbers.of(it.mean()), Numbers.of(it.scale()));
      case Target.Number it -> it.column();
    };
  }

  /** What becomes of an input. */
  public static String of(Feature input) {
    return switch (input) {
      case Feature.Numeric it ->
          "(%s - %s) / %s%s"
              .formatted(
                  it.logScale()
                      .map(s -> "asinh(value / %s)".formatted(Numbers.of(s.unit())))
                      .orElse("value"),
                  Numbers.of(it.mean()),
                  Numbers.of(it.scale()),
                  it.indicator() ? ", and an indicator of missing" : "");
      case DateFeature it ->
          it.parts().stream().map(DateFeature.Part::name).collect(Collectors.joining(", "))
              + (it.indicator() ? ", and an indicator of missing" : "");
      case Feature.Words it ->
          "one of %s: %s%s"
              .formatted(
                  Counted.of(it.levels().size(), "level"),
                  some(it.levels()),
                  it.reference() ? ", the first as reference" : "");
    };
  }

  /** What becomes of missing values. */
  public static String of(Missing missing) {
    return switch (missing) {
      case IMPUTE -> "a missing value is filled in";
      case DROP -> "a row with a missing value is left out";
      case ERROR -> "a missing value is refused";
    };
  }

  /** The first names, and how many there are more. */
  public static String some(List<String> names) {
    var shown = names.stream().limit(LEVELS).collect(Collectors.joining(", "));
    return names.size() <= LEVELS ? shown : shown + " and " + (names.size() - LEVELS) + " more";
  }
}
