package org.backprop.chain;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.backprop.engine.GradientCheck.Element;
import org.backprop.engine.GradientCheck.Verdict;

/**
 * The value of a step beside central finite differences.
 *
 * @param verdict the worst of all elements: a fault before a kink before too small
 * @param worst the element with the largest error
 * @param compared how many elements; of large values a seeded sample, and all along one direction
 * @param quotients the difference quotients; not computed where only a sample was compared
 */
public record FiniteDifferences(Verdict verdict, Element worst, int compared, Value quotients) {

  /** Whether the value is not contradicted. */
  public boolean passed() {
    return verdict != Verdict.FAULT;
  }

  /** As maps, texts and numbers. */
  public Map<String, Object> toMap(Orientation orientation) {
    var map = new LinkedHashMap<String, Object>();
    map.put("verdict", verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    map.put("compared", compared);
    map.put("largest_error", worst.error());
    map.put("gradient", worst.gradient());
    map.put("finite_difference", worst.quotient());
    map.put("quotients", quotients.toMap(orientation));
    return map;
  }
}
