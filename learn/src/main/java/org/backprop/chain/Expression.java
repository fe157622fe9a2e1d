package org.backprop.chain;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A rule as mathematics: a tree over the names of values, for any notation to render. */
public sealed interface Expression {

  /** A value by its name, as in {@code delta2}. */
  record Symbol(String name) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** One number. */
  record Literal(double value) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  record Addition(Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Difference(Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Negation(Expression operand) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }
  }

  /** A matrix product. */
  record Product(Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Transpose(Expression operand) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }
  }

  /** A product element by element, or with a number. */
  record Elementwise(Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  record Quotient(Expression dividend, Expression divisor) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(dividend, divisor);
    }
  }

  record Power(Expression base, Expression exponent) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(base, exponent);
    }
  }

  /** A function of its arguments, then of settings, as in {@code leakyRelu(a1, 0.01)}. */
  record Call(String function, List<Expression> parts, List<String> settings)
      implements Expression {
    public Call {
      parts = List.copyOf(parts);
      settings = List.copyOf(settings);
    }
  }

  /** A comparison, or truth values joined by a word. */
  record Relation(Expression left, String symbol, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** 1 where a relation holds and 0 elsewhere: Iverson's brackets. */
  record Indicator(Relation relation) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(relation);
    }
  }

  /** The sum over the samples, which are the rows or the columns. */
  record SampleSum(Expression operand, Orientation samples) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }
  }

  /** The expressions that this one is made of, in the order in which they are read. */
  List<Expression> parts();

  /** The names of the values in it, each once, in the order in which they are read. */
  default List<String> symbols() {
    return names(this).distinct().toList();
  }

  private static Stream<String> names(Expression expression) {
    return expression instanceof Symbol symbol
        ? Stream.of(symbol.name)
        : expression.parts().stream().flatMap(Expression::names);
  }

  /** As plain text, with as few parentheses as can be: {@code dL/dh * (1 - h^2)}. */
  default String text() {
    return ExpressionText.of(this);
  }

  /** As maps, lists, texts and numbers: the kind, and what it is made of. */
  default Map<String, Object> toMap() {
    return ExpressionMap.of(this);
  }
}
