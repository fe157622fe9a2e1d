package org.backprop.simplify;

import static org.backprop.rewrite.Change.INFINITY;
import static org.backprop.rewrite.Change.NAN;
import static org.backprop.rewrite.Change.RANGE;
import static org.backprop.rewrite.Change.ROUNDING;
import static org.backprop.rewrite.Change.ZERO_SIGN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Cast;
import org.backprop.graph.Contract;
import org.backprop.graph.Max;
import org.backprop.graph.Min;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Pad;
import org.backprop.graph.Permute;
import org.backprop.graph.Prod;
import org.backprop.graph.Reshape;
import org.backprop.graph.Slice;
import org.backprop.graph.Sub;
import org.backprop.graph.Sum;
import org.backprop.graph.TensorType;
import org.backprop.rewrite.Rule;
import org.backprop.rewrite.RuleCase;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Both sides of each rule of simplification on all combinations of edge values. A rule that changes
 * a value is listed with the case and the reason; any other keeps every bit.
 */
class RulesTest {
  private static final Shape ONE = Shape.of(1);
  private static final Shape PAIR = Shape.of(2);
  private static final Shape ROW = Shape.of(1, 2);

  private static void check(String what, List<Rule> rules, RuleCase... cases) {
    assertEquals(List.of(), RuleCase.faults(what, rules, List.of(cases)));
  }

  @Test
  void constants() {
    check(
        "ConstantRules",
        ConstantRules.RULES,
        RuleCase.ofNumbers(
            "a number that was moved is a number",
            (s, a, _) -> s.number(a).reshape(1, 1).broadcastTo(ROW).transposed(),
            (s, a, _) -> s.vector(a).broadcastTo(PAIR).slice(0, 0, 1)),
        RuleCase.ofNumbers(
            "a function of numbers is a number",
            (s, a, b) -> s.number(a).plus(s.number(b)),
            (s, a, b) -> s.number(a).times(s.number(b)).broadcastTo(PAIR).input(0),
            (s, a, b) -> s.number(a).dividedBy(s.number(b)),
            (s, a, b) -> s.number(a).maximum(s.number(b)),
            (s, a, b) -> s.number(a).lessThan(s.number(b)),
            (s, a, _) -> s.number(a).broadcastTo(PAIR).exp()),
        RuleCase.ofNumbers(
            "a function of small constants is a constant",
            (s, a, b) -> s.vector(a, b).times(s.vector(b, a)),
            (s, a, b) -> s.vector(a, b).plus(s.number(b).broadcastTo(PAIR)),
            (s, a, b) -> s.vector(a, b).sum()),
        RuleCase.of("a cast to the own type", s -> Node.of(new Cast(s.dtype()), s.x())),
        RuleCase.of(
            "a float widened and narrowed",
            _ -> Node.input("x", DType.FLOAT32).cast(DType.FLOAT64).cast(DType.FLOAT32)));
  }

  @Test
  void moves() {
    check(
        "MoveRules",
        MoveRules.RULES,
        RuleCase.of(
            "a move to where it is",
            s -> Node.of(new Permute(List.of(0, 1)), s.x(1, 2)),
            s -> Node.of(new Reshape(PAIR), s.x(2)),
            s -> Node.of(new Broadcast(PAIR), s.x(2)),
            s -> Node.of(new Slice(List.of(0), List.of(2), List.of(1)), s.x(2)),
            s -> pad(s.x(2), 0),
            s -> Node.concatenate(0, List.of(s.x(2)))),
        RuleCase.of("two reshapes", s -> s.x(2, 1).reshape(2).reshape(1, 2)),
        RuleCase.of(
            "two broadcasts", s -> s.x(1, 1).broadcastTo(ROW).broadcastTo(Shape.of(3, 1, 2))),
        RuleCase.of("a broadcast that repeats nothing", s -> s.x(2).broadcastTo(ROW)),
        RuleCase.of("two permutations", s -> s.x(1, 2).transposed().transposed()),
        RuleCase.of("what was padded", s -> pad(s.x(2), 1).slice(0, 1, 3)),
        RuleCase.of("two slices", s -> s.x(3).slice(0, 1, 3).slice(0, 1, 2)),
        RuleCase.of(
            "a slice of one part",
            s -> Node.concatenate(0, List.of(s.x(2), s.y(1))).slice(0, 2, 3),
            s -> Node.concatenate(0, List.of(s.x(2), s.y(1))).slice(0, 1, 2)),
        RuleCase.of(
            "leading axes of size 1", s -> s.x(2).reshape(1, 2).broadcastTo(Shape.of(3, 2))),
        RuleCase.of("a reshaped repeated number", s -> s.x().broadcastTo(PAIR).reshape(2, 1)),
        RuleCase.of("a permuted repeated number", s -> s.x(1).broadcastTo(ROW).transposed()),
        RuleCase.of("a slice of a repeated number", s -> s.x().broadcastTo(PAIR).slice(0, 1, 2)),
        RuleCase.of(
            "a moved negative",
            s -> s.x(2).negated().reshape(1, 2),
            s -> s.x(2).negated().broadcastTo(Shape.of(3, 2)),
            s -> s.x(1, 2).negated().transposed(),
            s -> s.x(2).negated().slice(0, 1, 2)),
        RuleCase.of(
            "a product of transposed operands",
            s -> s.x(2, 1).transposed().matmul(s.y(2, 1)),
            s -> s.x(1, 2).matmul(s.y(1, 2).transposed()),
            s ->
                Node.of(
                    new Contract("ikl", "klj", "ij"), s.x(3, 7, 1).permute(2, 0, 1), s.y(3, 7, 1)),
            s ->
                Node.of(
                    new Contract("ikl", "klj", "ij"),
                    s.x(1, 3, 7),
                    s.y(7, 3, 1).permute(1, 0, 2))));
  }

  private static Node pad(Node x, int around) {
    return Node.of(new Pad(List.of(around), List.of(around), List.of(0)), x);
  }

  @Test
  void reductions() {
    check(
        "ReductionRules",
        ReductionRules.RULES,
        RuleCase.of(
                "over axes of size 1",
                s -> Node.of(new Sum(List.of(0)), s.x(1, 2)),
                s -> Node.of(new Max(List.of(0)), s.x(1, 2)),
                s -> Node.of(new Min(List.of(0)), s.x(1, 2)),
                s -> Node.of(new Prod(List.of()), s.x(2)))
            .but(ZERO_SIGN, "a sum starts from 0, so the sum of -0 alone is 0; the element is -0"),
        RuleCase.of("the sum of nothing", s -> s.x(0, 2).sum(0)),
        RuleCase.of(
                "the sum of n copies is n times the element",
                s -> s.x().broadcastTo(Shape.of(3)).sum(),
                s -> s.x(2).broadcastTo(Shape.of(3, 2)).sum())
            .but(ROUNDING, "n - 1 additions become one product")
            .but(RANGE, "copies may overflow before terms of the other sign are added")
            .but(INFINITY, "copies of a large number overflow and meet the other infinity"),
        RuleCase.ofNumbers(
            "the maximum of a number", (s, a, _) -> s.number(a).broadcastTo(PAIR).max()),
        RuleCase.of("a sum in any shape", s -> s.x(3, 7).reshape(7, 3).sum()),
        RuleCase.of("the sum of negatives", s -> s.x(2).negated().sum())
            .but(ZERO_SIGN, "a sum that cancels is 0, and its negative -0"),
        RuleCase.of(
                "a product of negatives",
                s -> s.x(1, 2).negated().matmul(s.y(2, 1)),
                s -> s.x(1, 2).matmul(s.y(2, 1).negated()))
            .but(ZERO_SIGN, "a sum that cancels is 0, and its negative -0"));
  }

  @Test
  void products() {
    check(
        "ProductRules",
        ProductRules.RULES,
        RuleCase.of("x c = c x", s -> s.x().times(s.number(3)), s -> s.x().times(s.number(-0.0))),
        RuleCase.of("1 x = x", s -> s.number(1).times(s.x())),
        RuleCase.of("-1 x = -x", s -> s.number(-1).times(s.x())),
        RuleCase.of(
            "(-x) y = -(x y)",
            s -> s.x().negated().times(s.y()),
            s -> s.x().times(s.y().negated())),
        RuleCase.of(
                "c (d x) = (c d) x",
                s -> s.number(3).times(s.number(0.7).times(s.x())),
                s -> s.number(-0.25).times(s.number(2).times(s.x())))
            .but(ROUNDING, "c d is rounded instead of d x")
            .but(RANGE, "d x may overflow or underflow where c d x does not"),
        RuleCase.of(
                "(c x) y = c (x y)",
                s -> s.number(0.7).times(s.x()).times(s.y()),
                s -> s.x().times(s.number(3).times(s.y())),
                s -> s.number(0.7).times(s.x()).broadcastTo(ONE).times(s.y(1)))
            .but(ROUNDING, "x y is rounded instead of c x")
            .but(RANGE, "x y may overflow or underflow where c x y does not"),
        RuleCase.of("-(-x) = x", s -> s.x().negated().negated()),
        RuleCase.of("-(x - y) = y - x", s -> s.x().minus(s.y()).negated())
            .but(ZERO_SIGN, "equal numbers differ by 0 in either order, and its negative is -0"),
        RuleCase.of("-(c x) = (-c) x", s -> s.number(0.7).times(s.x()).negated()));
  }

  @Test
  void quotients() {
    check(
        "QuotientRules",
        QuotientRules.RULES,
        RuleCase.of("x / 1 = x", s -> s.x().dividedBy(s.number(1))),
        RuleCase.of(
            "(-x) / y = -(x / y)",
            s -> s.x().negated().dividedBy(s.y()),
            s -> s.x().dividedBy(s.y().negated())),
        RuleCase.of("(c x) / y = c (x / y)", s -> s.number(0.7).times(s.x()).dividedBy(s.y()))
            .but(ROUNDING, "x / y is rounded instead of c x")
            .but(RANGE, "x / y may overflow or underflow where c x / y does not"),
        RuleCase.of(
            "x / 2^n = 2^-n x",
            s -> s.x().dividedBy(s.number(4)),
            s -> s.x().dividedBy(s.number(-0.5))),
        RuleCase.of(
                "(g / sum(e)) e = g (e / sum(e))",
                s -> s.y().dividedBy(s.x(2).sum()).broadcastTo(PAIR).times(s.x(2)))
            .but(ROUNDING, "e / sum(e) is rounded instead of g / sum(e)")
            .but(RANGE, "g / sum(e) overflows where g e / sum(e) does not")
            .but(INFINITY, "e / sum(e) underflows to 0, and is then multiplied by infinity"),
        RuleCase.of(
                "(c / s) e = c (e / s)",
                s -> s.number(0.7).dividedBy(s.x()).times(s.y()),
                s -> s.y(1).times(s.number(0.7).dividedBy(s.x()).broadcastTo(ONE)),
                s -> s.number(0.7).dividedBy(s.x()).times(s.number(3)))
            .but(ROUNDING, "e / s is rounded instead of c / s")
            .but(RANGE, "c / s may overflow or underflow where c e / s does not"),
        RuleCase.of("-(c / s) = (-c) / s", s -> s.number(0.7).dividedBy(s.x()).negated()));
  }

  @Test
  void sums() {
    check(
        "SumRules",
        SumRules.RULES,
        RuleCase.of(
                "x + 0 = x",
                s -> s.x().plus(s.number(0)),
                s -> s.number(0).plus(s.x()),
                s -> s.x().plus(s.number(-0.0)))
            .but(ZERO_SIGN, "-0 + 0 is 0"),
        RuleCase.of("x - 0 = x", s -> s.x().minus(s.number(0)), s -> s.x().minus(s.number(-0.0)))
            .but(ZERO_SIGN, "-0 - -0 is 0"),
        RuleCase.of("0 - x = -x", s -> s.number(0).minus(s.x()), s -> s.number(-0.0).minus(s.x()))
            .but(ZERO_SIGN, "0 - 0 is 0, and -(0) is -0"),
        RuleCase.of(
            "x + (-y) = x - y",
            s -> s.x().plus(s.y().negated()),
            s -> s.y().negated().plus(s.x()),
            s -> s.x().plus(s.number(-0.7)),
            s -> s.x().plus(s.number(-0.7).times(s.y()))),
        RuleCase.of(
            "x - (-y) = x + y",
            s -> s.x().minus(s.y().negated()),
            s -> s.x().minus(s.number(-0.7)),
            s -> s.x().minus(s.number(-0.7).times(s.y()))),
        RuleCase.of("(-x) - y = -(x + y)", s -> s.x().negated().minus(s.y()))
            .but(ZERO_SIGN, "opposite numbers add up to 0, and its negative is -0"));
  }

  @Test
  void factors() {
    check(
        "FactorRules",
        FactorRules.RULES,
        RuleCase.of(
                "m x + n x = (m + n) x, and x x - 2 x y + y y = (x - y)^2",
                s -> s.x().plus(s.x()),
                s -> s.number(0.7).times(s.x()).plus(s.number(0.7).times(s.x())),
                s -> s.number(3).times(s.x()).plus(s.number(2).times(s.x())),
                s -> s.x().plus(s.y()).plus(s.x()),
                s -> s.x().minus(s.y().minus(s.x())),
                s ->
                    s.x()
                        .squared()
                        .minus(s.number(2).times(s.x().times(s.y())))
                        .plus(s.y().squared()),
                s ->
                    s.x()
                        .squared()
                        .plus(s.number(2).times(s.x().times(s.y())))
                        .plus(s.y().squared()))
            .but(ROUNDING, "terms are added up in another order, and fewer of them")
            .but(ZERO_SIGN, "terms that cancel may leave -0, their square is 0")
            .but(RANGE, "partial sums and squares overflow or underflow in one form only")
            .but(INFINITY, "infinite terms cancel in one form only"),
        RuleCase.of(
                "k x - k y = k (x - y)",
                s -> s.z().times(s.x()).minus(s.z().times(s.y())),
                s -> s.x().times(s.z()).plus(s.z().times(s.y())))
            .but(ROUNDING, "x - y is rounded instead of k x and k y")
            .but(ZERO_SIGN, "equal terms cancel to 0, and k times 0 may be -0")
            .but(RANGE, "k x overflows or underflows where x - y does not, or the reverse")
            .but(INFINITY, "infinite terms cancel to NaN, and an infinite k times x - y does not"),
        RuleCase.of(
                "x / s - y / s = (x - y) / s",
                s -> s.x().dividedBy(s.z()).minus(s.y().dividedBy(s.z())),
                s -> s.x().dividedBy(s.z()).plus(s.y().dividedBy(s.z())))
            .but(ROUNDING, "x - y is rounded instead of x / s and y / s")
            .but(ZERO_SIGN, "equal terms cancel to 0, and 0 / s may be -0")
            .but(RANGE, "x / s overflows or underflows where x - y does not, or the reverse")
            .but(
                INFINITY,
                "infinite quotients, as by s = 0, cancel to NaN, and (x - y) / s does not"));
  }

  @Test
  void selections() {
    check(
        "SelectRules",
        SelectRules.RULES,
        RuleCase.of(
            "a known choice",
            s -> Node.select(s.c(), s.x(), s.x()),
            s -> Node.select(Node.scalar(DType.BOOL, 1), s.x(), s.y()),
            s -> Node.select(Node.scalar(DType.BOOL, 0), s.x(), s.y())),
        RuleCase.of(
                "select(c, x, 0) + select(c, 0, y) = select(c, x, y)",
                s -> meeting(s, s.c(), 0),
                s -> meeting(s, s.c(), 1),
                s -> meeting(s, s.c(), 2))
            .but(ZERO_SIGN, "0 is no longer added, and -0 + 0 is 0")
            .but(INFINITY, "a factor of the branch that is not taken is no longer multiplied by 0")
            .but(NAN, "a factor of the branch that is not taken is discarded"));
  }

  private static Node meeting(RuleCase.Operands s, Node c, int factors) {
    var sum = Node.select(c, s.x(), s.number(0));
    for (var i = 0; i < factors; i++) {
      sum = s.z().times(sum);
    }
    return sum.plus(Node.select(c, s.number(0), s.y()));
  }

  /** Graphs to which a rule seems to apply, but would change bits. */
  @Test
  void bits_stay_where_no_rule_holds() {
    var unlike =
        RuleCase.of(
            "simplified",
            s -> pad(s.number(-0.0).broadcastTo(PAIR), 1),
            s -> pad(s.x(2).negated(), 1),
            s -> Node.of(new Reversed(), s.x(3)),
            s -> Node.of(new Reversed(), s.x(3).negated()),
            s -> Node.of(new PositivePart(List.of(0)), s.x(1)),
            s ->
                Node.of(
                    new Contract("ilk", "klj", "ij"), s.x(1, 3, 7).permute(0, 2, 1), s.y(3, 7, 1)));
    check("Simplify", List.of(Simplify::of), unlike);
  }

  /** A move from outside: the elements in reverse. */
  private record Reversed() implements Op.Move {
    @Override
    public String name() {
      return "reversed";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.getFirst();
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type) {
      var reversed = Tensor.builder(type.dtype(), type.shape());
      for (var i = 0; i < type.shape().size(); i++) {
        reversed.set(i, inputs.getFirst().at(type.shape().size() - 1 - i));
      }
      return reversed.build();
    }

    @Override
    public void pullback(Node node, Node cotangent, Cotangents into) {
      into.add(0, Node.of(this, cotangent));
    }
  }

  /** A reduction from outside that starts from a number: the largest element, at least 0. */
  private record PositivePart(List<Integer> axes) implements Op.Reduce {
    @Override
    public String name() {
      return "positivePart";
    }

    @Override
    public double start() {
      return 0;
    }

    @Override
    public double combine(double a, double b) {
      return Math.max(a, b);
    }

    @Override
    public long combine(long a, long b) {
      return Math.max(a, b);
    }

    @Override
    public void pullback(Node node, Node cotangent, Cotangents into) {}
  }

  @Test
  void a_wrong_rule_and_a_rule_without_a_case_are_found() {
    var turned = Rule.pair(Sub.class, (x, y) -> y.minus(x));
    var kept = RuleCase.of("x - y = y - x", s -> s.x().minus(s.y()));
    assertFault("y - x", List.of(turned), kept);
    assertFault("each rule needs one", SumRules.RULES, kept);
    var exact = Rule.pair(Sub.class, (x, y) -> x.plus(y.negated()));
    var excused = kept.but(ROUNDING, "none");
    assertFault("beyond the bound", List.of(turned), excused);
    assertFault("does not occur", List.of(exact), excused);
    assertFault("does not apply", List.of(Rule.pair(Sub.class, (_, _) -> null)), kept);
    var unlisted = Rule.pair(Sub.class, (x, y) -> y.minus(x).negated());
    assertFault("ZERO_SIGN is not listed", List.of(unlisted), kept);
  }

  private static void assertFault(String expected, List<Rule> rules, RuleCase entry) {
    var faults = RuleCase.faults("rules", rules, List.of(entry));
    assertTrue(faults.stream().anyMatch(fault -> fault.contains(expected)), faults.toString());
  }
}
