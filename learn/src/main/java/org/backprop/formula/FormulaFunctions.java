package org.backprop.formula;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backprop.graph.Arithmetic;
import org.backprop.graph.Node;

/** The functions that a formula can name. */
final class FormulaFunctions {
  static final Map<String, UnaryOperator<Node>> UNARY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("abs", Arithmetic::abs),
              Map.entry("atan", Arithmetic::atan),
              Map.entry("cos", Arithmetic::cos),
              Map.entry("digamma", Arithmetic::digamma),
              Map.entry("erf", Arithmetic::erf),
              Map.entry("exp", Arithmetic::exp),
              Map.entry("expm1", Arithmetic::expm1),
              Map.entry("floor", Arithmetic::floor),
              Map.entry("lgamma", Arithmetic::lgamma),
              Map.entry("log", Arithmetic::log),
              Map.entry("log1p", Arithmetic::log1p),
              Map.entry("normal_cdf", Arithmetic::normalCdf),
              Map.entry("relu", a -> a.maximum(a.zeros())),
              Map.entry("sigmoid", Arithmetic::sigmoid),
              Map.entry("sign", Arithmetic::sign),
              Map.entry("sin", Arithmetic::sin),
              Map.entry("softplus", Arithmetic::softplus),
              Map.entry("sqrt", Arithmetic::sqrt),
              Map.entry("tanh", Arithmetic::tanh)));

  static final Map<String, BinaryOperator<Node>> BINARY =
      new TreeMap<>(
          Map.of(
              "max", Arithmetic::maximum,
              "min", Arithmetic::minimum,
              "pow", Arithmetic::pow));

  static final String DERIVATIVE = "d";

  private FormulaFunctions() {}

  static List<String> names() {
    return Stream.concat(UNARY.keySet().stream(), BINARY.keySet().stream()).sorted().toList();
  }
}
