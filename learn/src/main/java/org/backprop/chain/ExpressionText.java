package org.backprop.chain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Expressions as plain text. A product is a number, its factors and its divisors, so that signs and
 * fractions come first: {@code -1/2 x * y / m}.
 */
final class ExpressionText {
  /** How tightly text binds; what binds less tightly than its place asks for gets parentheses. */
  private enum Binding {
    RELATION,
    SUM,
    PRODUCT,
    MATRIX_PRODUCT,
    POWER,
    ATOM
  }

  private static final int SHORT = 8;

  private double number = 1;
  private final List<Expression> factors = new ArrayList<>();
  private final List<Expression> divisors = new ArrayList<>();

  private ExpressionText() {}

  static String of(Expression e) {
    return switch (e) {
      case Expression.Symbol(var name) -> name;
      case Expression.Literal(var value) -> number(value);
      case Expression.Addition(var a, var b) -> sum(a, b);
      case Expression.Difference(var a, var b) ->
          at(a, Binding.SUM) + " - " + at(b, Binding.PRODUCT);
      case Expression.Product(var a, var b) ->
          at(a, Binding.MATRIX_PRODUCT) + " " + at(b, Binding.POWER);
      case Expression.Transpose(var x) -> at(x, Binding.ATOM) + "^T";
      case Expression.Power(var a, var b) -> at(a, Binding.ATOM) + "^" + at(b, Binding.ATOM);
      case Expression.Relation(var a, var symbol, var b) ->
          at(a, Binding.SUM) + " " + symbol + " " + at(b, Binding.SUM);
      case Expression.Indicator(var relation) -> "[" + of(relation) + "]";
      case Expression.SampleSum(var x, var samples) ->
          "sum of " + at(x, Binding.PRODUCT) + " over " + samples.word();
      case Expression.Call call -> call(call);
      case Expression.Negation _, Expression.Elementwise _, Expression.Quotient _ -> product(e);
    };
  }

  private static String sum(Expression a, Expression b) {
    return b instanceof Expression.Negation(var x)
        ? of(new Expression.Difference(a, x))
        : at(a, Binding.SUM) + " + " + at(b, Binding.SUM);
  }

  private static String call(Expression.Call call) {
    var parts = call.parts().stream().map(ExpressionText::of);
    var inside = Stream.concat(parts, call.settings().stream()).collect(Collectors.joining(", "));
    return call.function() + "(" + inside + ")";
  }

  private static String at(Expression e, Binding least) {
    return binding(e).compareTo(least) < 0 ? "(" + of(e) + ")" : of(e);
  }

  private static Binding binding(Expression e) {
    return switch (e) {
      case Expression.Literal(var value) -> value < 0 ? Binding.SUM : Binding.ATOM;
      case Expression.Symbol(var name) -> name.indexOf(' ') < 0 ? Binding.ATOM : Binding.PRODUCT;
      case Expression.Call _, Expression.Indicator _ -> Binding.ATOM;
      case Expression.Addition _, Expression.Difference _, Expression.Negation _ -> Binding.SUM;
      case Expression.Product _ -> Binding.MATRIX_PRODUCT;
      case Expression.Transpose _, Expression.Power _ -> Binding.POWER;
      case Expression.Relation _, Expression.SampleSum _ -> Binding.RELATION;
      case Expression.Elementwise _, Expression.Quotient _ -> Binding.PRODUCT;
    };
  }

  private static String product(Expression e) {
    var product = new ExpressionText();
    product.multiply(e);
    return product.text();
  }

  private void multiply(Expression e) {
    switch (e) {
      case Expression.Literal(var value) -> number *= value;
      case Expression.Negation(var x) -> {
        number = -number;
        multiply(x);
      }
      case Expression.Elementwise(var a, var b) -> {
        multiply(a);
        multiply(b);
      }
      case Expression.Quotient(var a, Expression.Literal(var value)) -> {
        multiply(a);
        number /= value;
      }
      case Expression.Quotient(var a, var b) -> {
        multiply(a);
        divisors.add(b);
      }
      default -> factors.add(e);
    }
  }

  private String text() {
    var parts = new ArrayList<String>();
    var alone = factors.size() == 1 && divisors.isEmpty() && number == 1;
    if (Math.abs(number) != 1 || factors.isEmpty()) {
      parts.add(fraction(Math.abs(number)));
    }
    if (!factors.isEmpty()) {
      parts.add(
          factors.stream()
              .map(factor -> at(factor, alone ? Binding.RELATION : factorBinding()))
              .collect(Collectors.joining(" * ")));
    }
    return (number < 0 ? "-" : "") + String.join(" ", parts) + under();
  }

  private Binding factorBinding() {
    return factors.size() == 1 ? Binding.MATRIX_PRODUCT : Binding.POWER;
  }

  private String under() {
    if (divisors.isEmpty()) {
      return "";
    }
    var texts = divisors.stream().map(divisor -> at(divisor, Binding.POWER)).toList();
    var text = String.join(" ", texts);
    return " / " + (texts.size() == 1 ? text : "(" + text + ")");
  }

  /** A number, as 1/n where it is that. */
  private static String fraction(double number) {
    var count = Math.rint(1 / number);
    return count >= 2 && count < 1e7 && number == 1 / count ? "1/" + (long) count : number(number);
  }

  private static String number(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e10) {
      return String.valueOf((long) number);
    }
    var text = Double.toString(number);
    return text.length() <= SHORT ? text : rounded(number);
  }

  /** Four significant digits: a constant of the engine, such as the root of 1/2. */
  private static String rounded(double number) {
    var four = new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros();
    return four.scale() > SHORT ? four.toString() : four.toPlainString();
  }
}
