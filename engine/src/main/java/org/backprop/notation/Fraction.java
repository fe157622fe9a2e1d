package org.backprop.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of mathematics as text: a number times factors, over divisors. An expression that is no
 * product is one factor.
 */
record Fraction(double number, List<Factor> factors, List<Factor> divisors) {

  /**
   * How tightly text binds; text that binds less tightly than its context requires gets
   * parentheses.
   */
  enum Binding {
    RELATION,
    SUM,
    PRODUCT,
    MATRIX_PRODUCT,
    POWER,
    ATOM
  }

  record Factor(String text, Binding binding) {
    String at(Binding least) {
      return binding.compareTo(least) < 0 ? "(" + text + ")" : text;
    }
  }

  Fraction {
    factors = List.copyOf(factors);
    divisors = List.copyOf(divisors);
  }

  static Fraction of(String text, Binding binding) {
    return new Fraction(1, List.of(new Factor(text, binding)), List.of());
  }

  static Fraction of(double number) {
    return new Fraction(number, List.of(), List.of());
  }

  Fraction negated() {
    return new Fraction(-number, factors, divisors);
  }

  Fraction times(Fraction other) {
    return new Fraction(
        number * other.number, joined(factors, other.factors), joined(divisors, other.divisors));
  }

  Fraction over(Fraction other) {
    if (other.number == 0) {
      return new Fraction(
          number, factors, joined(divisors, List.of(new Factor(other.text(), other.binding()))));
    }
    return new Fraction(
        number / other.number, joined(factors, other.divisors), joined(divisors, other.factors));
  }

  private static List<Factor> joined(List<Factor> a, List<Factor> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private boolean isNumber() {
    return factors.isEmpty() && divisors.isEmpty();
  }

  boolean isNegative() {
    return number < 0;
  }

  Binding binding() {
    if (isNegative()) {
      return Binding.SUM;
    }
    if (isNumber()) {
      return Binding.ATOM;
    }
    return number == 1 && divisors.isEmpty() && factors.size() == 1
        ? factors.getFirst().binding()
        : Binding.PRODUCT;
  }

  /** The text where an operand binding at least so tightly is needed. */
  String at(Binding least) {
    return new Factor(text(), binding()).at(least);
  }

  String text() {
    return isNegative() ? "-" + negated().at(Binding.PRODUCT) : positive();
  }

  private String positive() {
    if (isNumber()) {
      return Numbers.text(number);
    }
    var count = Numbers.reciprocal(number);
    var half = count == 2 && !factors.isEmpty();
    var divided = count > 0 && !half;
    var under = new ArrayList<>(divisors);
    if (divided) {
      under.addFirst(new Factor(String.valueOf(count), Binding.ATOM));
    }
    var scale = half ? "(1/2)" : divided || number == 1 ? "" : Numbers.text(number);
    var over = factors.isEmpty() && scale.isEmpty() ? "1" : above(scale, under.isEmpty());
    return under.isEmpty() ? over : over + " / " + below(under);
  }

  /** The numerator; a lone sum needs no parentheses where nothing is divided. */
  private String above(String scale, boolean alone) {
    var parts = new ArrayList<String>();
    if (!scale.isEmpty()) {
      parts.add(scale);
    }
    if (factors.size() == 1) {
      var least = scale.isEmpty() && alone ? Binding.RELATION : Binding.PRODUCT;
      parts.add(factors.getFirst().at(least));
      return String.join(" ", parts);
    }
    var sign = factors.stream().anyMatch(f -> f.binding() == Binding.MATRIX_PRODUCT) ? " * " : " ";
    var product = factors.stream().map(f -> f.at(Binding.POWER)).toList();
    if (!product.isEmpty()) {
      parts.add(String.join(sign, product));
    }
    return String.join(" ", parts);
  }

  private static String below(List<Factor> divisors) {
    if (divisors.size() == 1) {
      return divisors.getFirst().at(Binding.POWER);
    }
    return "(" + String.join(" ", divisors.stream().map(f -> f.at(Binding.POWER)).toList()) + ")";
  }
}
