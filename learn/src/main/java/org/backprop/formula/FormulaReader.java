package org.backprop.formula;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;

/** Reads a formula from left to right into a graph, a method for each level of binding. */
final class FormulaReader {
  private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final int MOST_NESTED = 200;

  private final String text;
  private final Function<String, Node> variables;
  private int at;
  private int nested;

  FormulaReader(String text, Function<String, Node> variables) {
    this.text = text;
    this.variables = variables;
  }

  Node read() {
    var node = sum();
    skipSpace();
    if (at < text.length()) {
      throw failure("an operator such as + is expected here, not " + found());
    }
    return node;
  }

  private Node sum() {
    var node = product();
    while (true) {
      if (take('+')) {
        node = node.plus(product());
      } else if (take('-') || take('−')) {
        node = node.minus(product());
      } else {
        return node;
      }
    }
  }

  private Node product() {
    var node = signed();
    while (true) {
      if (take('*')) {
        node = node.times(signed());
      } else if (take('/')) {
        node = node.dividedBy(signed());
      } else {
        return node;
      }
    }
  }

  private Node signed() {
    if (++nested > MOST_NESTED) {
      throw failure("the brackets and signs are nested more than " + MOST_NESTED + " deep");
    }
    var node = take('-') || take('−') ? signed().negated() : take('+') ? signed() : power();
    nested--;
    return node;
  }

  private Node power() {
    var base = term();
    return take('^') ? base.pow(signed()) : base;
  }

  private Node term() {
    if (take('(')) {
      var node = sum();
      require(')');
      return node;
    }
    var number = next(NUMBER);
    if (!number.isEmpty()) {
      return Node.scalar(DType.FLOAT64, Double.parseDouble(number));
    }
    int start = at;
    var name = next(NAME);
    if (name.isEmpty()) {
      throw failure("a number, a name or a bracket is expected here, not " + found());
    }
    return take('(') ? call(name, start) : variables.apply(name);
  }

  private Node call(String name, int start) {
    var argument = sum();
    var unary = FormulaFunctions.UNARY.get(name);
    var binary = FormulaFunctions.BINARY.get(name);
    Node result;
    if (unary != null) {
      result = unary.apply(argument);
    } else if (binary != null) {
      require(',');
      result = binary.apply(argument, sum());
    } else if (name.equals(FormulaFunctions.DERIVATIVE)) {
      require(',');
      result = Gradients.of(argument.sum(), variable());
    } else {
      at = start;
      throw failure(
          "there is no function %s; there are %s and d(formula, variable)"
              .formatted(name, String.join(", ", FormulaFunctions.names())));
    }
    require(')');
    return result;
  }

  private Node variable() {
    var name = next(NAME);
    if (name.isEmpty()) {
      throw failure("the name of a variable is expected here, not " + found());
    }
    return variables.apply(name);
  }

  private boolean take(char wanted) {
    skipSpace();
    var is = at < text.length() && text.charAt(at) == wanted;
    if (is) {
      at++;
    }
    return is;
  }

  private void require(char wanted) {
    if (!take(wanted)) {
      throw failure("a %s is expected here, not %s".formatted(wanted, found()));
    }
  }

  private String next(Pattern pattern) {
    skipSpace();
    var matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return "";
    }
    at = matcher.end();
    return matcher.group();
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String found() {
    return at < text.length()
        ? "`" + text.substring(at, text.offsetByCodePoints(at, 1)) + "`"
        : "the end";
  }

  private DataException failure(String what) {
    return new DataException("formula `%s`, character %s: %s".formatted(text, at + 1, what));
  }
}
