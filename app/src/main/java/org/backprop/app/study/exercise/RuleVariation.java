package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.backprop.chain.Expression;
import org.backprop.chain.Expression.Addition;
import org.backprop.chain.Expression.Call;
import org.backprop.chain.Expression.Difference;
import org.backprop.chain.Expression.Elementwise;
import org.backprop.chain.Expression.Literal;
import org.backprop.chain.Expression.Negation;
import org.backprop.chain.Expression.Power;
import org.backprop.chain.Expression.Product;
import org.backprop.chain.Expression.Quotient;
import org.backprop.chain.Expression.SampleSum;
import org.backprop.chain.Expression.Symbol;
import org.backprop.chain.Expression.Transpose;
import org.backprop.chain.Orientation;

/**
 * A rule with one usual mistake in it: a factor left out, a sign or a transpose wrong, another
 * value in place of the right one.
 *
 * @param name what was done
 * @param rule with the mistake, for samples as rows
 */
record RuleVariation(String name, Expression rule) {
  private static final List<String> UNITS = List.of("tanh", "sigmoid", "relu");
  private static final List<Integer> BASES = List.of(10, 2);

  /** Makes the variations of rules, written in an orientation. */
  static final class Maker {
    private final Orientation orientation;
    private final Function<String, List<String>> siblings;

    /**
     * A maker.
     *
     * @param siblings the names of the values that may be mistaken for a value
     */
    Maker(Orientation orientation, Function<String, List<String>> siblings) {
      this.orientation = orientation;
      this.siblings = siblings;
    }

    /** All rules with one mistake. */
    List<RuleVariation> of(Expression rule) {
      var all = new ArrayList<>(everywhere(rule));
      all.addAll(somewhere(rule));
      return all;
    }

    /** What a person does wrong wherever it occurs: another base of logarithms, another value. */
    private List<RuleVariation> everywhere(Expression rule) {
      var all = new ArrayList<RuleVariation>();
      for (var base : BASES) {
        var other =
            Rewritten.calls(rule, "log", it -> new Quotient(it, new Literal(Math.log(base))));
        if (!other.equals(rule)) {
          all.add(new RuleVariation("the logarithm is that of base " + base, other));
        }
      }
      for (var name : rule.symbols()) {
        for (var sibling : siblings.apply(name)) {
          all.add(
              new RuleVariation(
                  "%s is taken in place of %s".formatted(sibling, name),
                  Rewritten.symbol(rule, name, new Symbol(sibling))));
        }
      }
      return all;
    }

    /** What a person does wrong at one place. */
    private List<RuleVariation> somewhere(Expression rule) {
      var all = new ArrayList<>(here(rule));
      switch (rule) {
        case Addition(var a, var b) -> {
          inside(all, a, it -> new Addition(it, b));
          inside(all, b, it -> new Addition(a, it));
        }
        case Difference(var a, var b) -> {
          inside(all, a, it -> new Difference(it, b));
          inside(all, b, it -> new Difference(a, it));
        }
        case Product(var a, var b) -> {
          inside(all, a, it -> new Product(it, b));
          inside(all, b, it -> new Product(a, it));
        }
        case Elementwise(var a, var b) -> {
          inside(all, a, it -> new Elementwise(it, b));
          inside(all, b, it -> new Elementwise(a, it));
        }
        case Quotient(var a, var b) -> {
          inside(all, a, it -> new Quotient(it, b));
          inside(all, b, it -> new Quotient(a, it));
        }
        case Power(var a, var b) -> inside(all, a, it -> new Power(it, b));
        case Negation(var a) -> inside(all, a, Negation::new);
        case Transpose(var a) -> inside(all, a, Transpose::new);
        case SampleSum(var a, var samples) -> inside(all, a, it -> new SampleSum(it, samples));
        case Call(var function, var parts, var settings) -> {
          if (parts.size() == 1) {
            inside(all, parts.getFirst(), it -> new Call(function, List.of(it), settings));
          }
        }
        default -> {}
      }
      return all;
    }

    private void inside(List<RuleVariation> all, Expression part, UnaryOperator<Expression> whole) {
      somewhere(part).forEach(it -> all.add(new RuleVariation(it.name, whole.apply(it.rule))));
    }

    /** The mistakes in the outermost operation. */
    private List<RuleVariation> here(Expression e) {
      return switch (e) {
        case Addition(var a, var b) ->
            List.of(
                missing(b, a),
                missing(a, b),
                new RuleVariation(text(b) + " is subtracted", new Difference(a, b)));
        case Difference(var a, var b) ->
            List.of(
                missing(b, a),
                missing(a, new Negation(b)),
                new RuleVariation(text(b) + " is added", new Addition(a, b)));
        case Elementwise(var a, var b) -> List.of(missing(b, a), missing(a, b));
        case Product(var a, var b) -> turned(a, b);
        case Transpose(var a) -> List.of(new RuleVariation(text(a) + " is not transposed", a));
        case Power(var a, var _) ->
            List.of(new RuleVariation("the square of %s is missing".formatted(text(a)), a));
        case Call call -> calls(call);
        default -> List.of();
      };
    }

    private RuleVariation missing(Expression part, Expression rest) {
      return new RuleVariation(text(part) + " is missing", rest);
    }

    private String text(Expression e) {
      return orientation.of(e).text();
    }

    private List<RuleVariation> turned(Expression a, Expression b) {
      return b instanceof Symbol && a instanceof Symbol
          ? List.of(new RuleVariation(text(b) + " is transposed", new Product(a, new Transpose(b))))
          : List.of();
    }

    private static List<RuleVariation> calls(Call call) {
      var function = call.function();
      var variations = new ArrayList<RuleVariation>();
      if (!function.equals("sum") && call.parts().size() == 1) {
        variations.add(new RuleVariation(function + " is not applied", call.parts().getFirst()));
      }
      if (UNITS.contains(function)) {
        UNITS.stream()
            .filter(unit -> !unit.equals(function))
            .forEach(unit ->
                variations.add(
                    new RuleVariation(
                        "%s is taken in place of %s".formatted(unit, function),
                        new Call(unit, call.parts(), List.of()))));
      }
      return variations;
    }
  }
}
