package org.backprop.chain;

import org.backprop.chain.Expression.Addition;
import org.backprop.chain.Expression.Call;
import org.backprop.chain.Expression.Difference;
import org.backprop.chain.Expression.Negation;
import org.backprop.chain.Expression.Quotient;

/** Signs and sums where a person would write them. */
final class Tidy {
  private Tidy() {}

  static Expression of(Expression e) {
    return switch (e) {
      case Negation(Addition(var a, var b)) -> sum(negated(a), negated(b));
      case Negation(var x) -> negated(of(x));
      case Quotient(var a, var b) -> new Quotient(of(a), b);
      case Call call when isSum(call) && call.parts().getFirst() instanceof Call x && isSum(x) ->
          of(x);
      default -> e;
    };
  }

  private static boolean isSum(Call call) {
    return call.function().equals("sum");
  }

  /** The term with a minus last. */
  private static Expression sum(Expression a, Expression b) {
    return a instanceof Negation(var x) && !(b instanceof Negation)
        ? new Difference(b, x)
        : b instanceof Negation(var y) ? new Difference(a, y) : new Addition(a, b);
  }

  private static Expression negated(Expression e) {
    return switch (e) {
      case Negation(var x) -> x;
      case Difference(var a, var b) -> new Difference(b, a);
      case Quotient(Difference(var a, var b), var divisor) ->
          new Quotient(new Difference(b, a), divisor);
      default -> new Negation(e);
    };
  }
}
