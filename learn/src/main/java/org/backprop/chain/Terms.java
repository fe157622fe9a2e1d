package org.backprop.chain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One element of a step's value as a sum of products.
 *
 * @param name with its indices, as in {@code dL/dW1[0,1]}
 * @param terms whose products add up to the value; one term of one factor where it is not taken
 *     apart
 */
public record Terms(String name, double value, List<Term> terms) {
  public Terms {
    terms = List.copyOf(terms);
  }

  /** A product of numbers. */
  public record Term(List<Factor> factors) {
    public Term {
      factors = List.copyOf(factors);
    }

    public double value() {
      return factors.stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b);
    }

    /** As in {@code x[0] * delta1[1]}; a factor of -1 is a sign. */
    public String text() {
      var texts = factors.stream().filter(factor -> !factor.isSign()).map(Factor::name).toList();
      return (isNegated() ? "-" : "") + String.join(" * ", texts);
    }

    private boolean isNegated() {
      return factors.stream().filter(Factor::isSign).count() % 2 == 1;
    }
  }

  /**
   * One number.
   *
   * @param step the name of the step or parameter that it is an element of; empty if none
   * @param indices in it, with samples as rows
   */
  public record Factor(String name, double value, String step, List<Integer> indices) {
    public Factor {
      indices = List.copyOf(indices);
    }

    boolean isSign() {
      return step.isEmpty() && value == -1 && name.equals("-1");
    }
  }

  /** As maps, lists, texts and numbers. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", name);
    map.put("value", value);
    map.put("terms", terms.stream().map(Terms::toMap).toList());
    return map;
  }

  private static Map<String, Object> toMap(Term term) {
    var map = new LinkedHashMap<String, Object>();
    map.put("text", term.text());
    map.put("value", term.value());
    map.put("factors", term.factors().stream().map(Terms::toMap).toList());
    return map;
  }

  private static Map<String, Object> toMap(Factor factor) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", factor.name());
    map.put("value", factor.value());
    map.put("step", factor.step());
    map.put("indices", factor.indices());
    return map;
  }
}
