package org.backprop.chain;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.backprop.engine.GradientCheck;
import org.backprop.tensor.Tensor;

/**
 * The value of a step beside central finite differences.
 *
 * @param verdict the worst of all elements: a fault before a kink before too small
 * @param place the element with the largest error, as in {@code [0,1]}
 * @param gradient there
 * @param quotient the difference quotient there
 * @param error how far they are apart there, relative to the larger one
 * @param compared how many elements; of large values a seeded sample, and all along one direction
 * @param quotients all difference quotients; not computed where only a sample was compared
 */
public record FiniteDifferences(
    Verdict verdict,
    String place,
    double gradient,
    double quotient,
    double error,
    int compared,
    Value quotients) {

  /** What a comparison came to. */
  public enum Verdict {
    AGREES,
    /** The value is below the rounding error of the differences: nothing was compared. */
    TOO_SMALL,
    /** The loss has different slopes on the two sides, and the value is between them. */
    KINK,
    FAULT;

    /** As in {@code too small}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  static FiniteDifferences of(GradientCheck.Report report, Tensor value) {
    var worst = report.worst();
    return new FiniteDifferences(
        Verdict.valueOf(worst.verdict().name()),
        worst.place().replaceFirst("^moved", ""),
        worst.gradient(),
        worst.quotient(),
        worst.error(),
        report.elements().size(),
        quotients(report, value));
  }

  private static Value quotients(GradientCheck.Report report, Tensor value) {
    if (report.elements().size() != value.size()) {
      return new Value.NotYet();
    }
    var quotients = new double[value.size()];
    report.elements().forEach(element -> quotients[element.index()] = element.quotient());
    return new Value.Computed(Tensor.of(value.shape(), quotients));
  }

  /** Whether the value is not contradicted. */
  public boolean passed() {
    return verdict != Verdict.FAULT;
  }

  /** As maps, texts and numbers. */
  public Map<String, Object> toMap(Orientation orientation) {
    var map = new LinkedHashMap<String, Object>();
    map.put("verdict", verdict.word());
    map.put("compared", compared);
    map.put("place", place);
    map.put("largest_error", error);
    map.put("gradient", gradient);
    map.put("finite_difference", quotient);
    map.put("quotients", quotients.toMap(orientation));
    return map;
  }
}
