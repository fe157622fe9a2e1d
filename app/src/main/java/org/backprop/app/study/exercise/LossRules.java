package org.backprop.app.study.exercise;

import java.util.List;
import org.backprop.chain.Chain;
import org.backprop.chain.Expression;
import org.backprop.chain.Expression.Call;
import org.backprop.chain.Expression.Elementwise;
import org.backprop.chain.Expression.Literal;
import org.backprop.chain.Expression.Negation;
import org.backprop.chain.Expression.Quotient;
import org.backprop.chain.Expression.Symbol;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;

/**
 * The rules of a chain with the factors that a notation has in the loss.
 *
 * @param isSquaredError whether the loss is a squared error, which some write with 1/2
 */
record LossRules(Chain chain, Notation notation, boolean isSquaredError) {

  /** The rule of a step, for samples as rows. */
  Expression of(Step step) {
    if (!isOfLoss(step)) {
      return step.rule();
    }
    var summed = notation.mean() ? step.rule() : withoutMean(step.rule());
    return isSquaredError && !notation.half() ? doubled(summed) : summed;
  }

  /** The same as text in the orientation of the notation. */
  String text(Step step) {
    return notation.orientation().of(of(step)).text();
  }

  /** Whether its rule has the factors of the loss, not only its value. */
  private boolean isOfLoss(Step step) {
    return step.kind() == StepKind.TEXTBOOK_LOSS
        || chain.steps(StepKind.GRADIENT).subList(0, 2).contains(step);
  }

  private static Expression withoutMean(Expression e) {
    return switch (e) {
      case Quotient(var a, Symbol(var name)) when name.equals("m") -> withoutMean(a);
      case Quotient(var a, var b) -> new Quotient(withoutMean(a), b);
      case Negation(var a) -> new Negation(withoutMean(a));
      default -> e;
    };
  }

  private static Expression doubled(Expression e) {
    return switch (e) {
      case Quotient(var a, var b) -> new Quotient(doubled(a), b);
      case Call(var function, var parts, var settings) ->
          new Call(function, List.of(doubled(parts.getFirst())), settings);
      default -> new Elementwise(new Literal(2), e);
    };
  }

  /** The loss is L, whatever terms without y_hat the likelihood has beside it. */
  static String heading(Step step) {
    return step.kind() == StepKind.TEXTBOOK_LOSS ? "L" : step.heading();
  }
}
