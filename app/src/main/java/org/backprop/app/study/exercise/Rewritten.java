package org.backprop.app.study.exercise;

import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.chain.Expression;
import org.backprop.chain.Expression.Addition;
import org.backprop.chain.Expression.Call;
import org.backprop.chain.Expression.Difference;
import org.backprop.chain.Expression.Elementwise;
import org.backprop.chain.Expression.Indicator;
import org.backprop.chain.Expression.Negation;
import org.backprop.chain.Expression.Power;
import org.backprop.chain.Expression.Product;
import org.backprop.chain.Expression.Quotient;
import org.backprop.chain.Expression.Relation;
import org.backprop.chain.Expression.SampleSum;
import org.backprop.chain.Expression.Symbol;
import org.backprop.chain.Expression.Transpose;

/** Rules with some parts replaced. */
final class Rewritten {
  private Rewritten() {}

  /** Another expression in place of a symbol. */
  static Expression symbol(Expression rule, String name, Expression other) {
    return map(rule, e -> e.equals(new Symbol(name)) ? other : e);
  }

  /** Another expression in place of each call of a function. */
  static Expression calls(Expression rule, String function, UnaryOperator<Expression> other) {
    return map(
        rule, e -> e instanceof Call call && call.function().equals(function) ? other.apply(e) : e);
  }

  /** The parts first, then what is made of them. */
  static Expression map(Expression e, UnaryOperator<Expression> change) {
    var whole =
        switch (e) {
          case Addition(var a, var b) -> new Addition(map(a, change), map(b, change));
          case Difference(var a, var b) -> new Difference(map(a, change), map(b, change));
          case Product(var a, var b) -> new Product(map(a, change), map(b, change));
          case Elementwise(var a, var b) -> new Elementwise(map(a, change), map(b, change));
          case Quotient(var a, var b) -> new Quotient(map(a, change), map(b, change));
          case Power(var a, var b) -> new Power(map(a, change), map(b, change));
          case Negation(var a) -> new Negation(map(a, change));
          case Transpose(var a) -> new Transpose(map(a, change));
          case SampleSum(var a, var samples) -> new SampleSum(map(a, change), samples);
          case Indicator(var relation) -> new Indicator(relation(relation, change));
          case Relation relation -> relation(relation, change);
          case Call(var function, var parts, var settings) ->
              new Call(function, mapped(parts, change), settings);
          default -> e;
        };
    return change.apply(whole);
  }

  private static List<Expression> mapped(List<Expression> parts, UnaryOperator<Expression> change) {
    return parts.stream().map(part -> map(part, change)).toList();
  }

  private static Relation relation(Relation it, UnaryOperator<Expression> change) {
    return new Relation(map(it.left(), change), it.symbol(), map(it.right(), change));
  }
}
