package org.backprop.simplify;

import static org.backprop.rewrite.Graphs.assertSimplifies;
import static org.backprop.rewrite.Graphs.input;
import static org.backprop.rewrite.Graphs.simplified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.backprop.graph.Compositions;
import org.backprop.graph.Mul;
import org.backprop.graph.Node;
import org.backprop.graph.Walk;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

/** Products, quotients, sums, and what their terms have in common. */
class ArithmeticRulesTest {
  private final Node x = input("x", 2, 3);
  private final Node y = input("y", 2, 3);
  private final Node z = input("z", 2, 3);
  private final Node s = input("s");

  @Test
  void zeros_and_ones_are_left_out() {
    assertSame(x, simplified(x.plus(0)));
    assertSame(x, simplified(x.zeros().plus(x)));
    assertSame(x, simplified(x.minus(0)));
    assertSame(x, simplified(x.times(1)));
    assertSame(x, simplified(x.constant(1).times(x)));
    assertSame(x, simplified(x.dividedBy(1)));
    assertSimplifies("-x", x.zeros().minus(x));
    assertSimplifies("0 x", x.times(0));
    assertSimplifies("0 / y", x.zeros().dividedBy(y));
  }

  @Test
  void whole_numbers_are_simplified_alike() {
    var i = Node.input("i", DType.INT64, 3);
    assertSame(i, simplified(i.times(1).plus(0)));
    assertSimplifies("-i", i.zeros().minus(i));
    assertSimplifies("7", i.constant(3).plus(4));
  }

  @Test
  void signs_meet() {
    assertSame(x, simplified(x.negated().negated()));
    assertSimplifies("-x", x.times(-1));
    assertSimplifies("x - y", x.plus(y.negated()));
    assertSimplifies("y - x", x.negated().plus(y));
    assertSimplifies("x + y", x.minus(y.negated()));
    assertSimplifies("-(x + y)", x.negated().minus(y));
    assertSimplifies("y - x", x.minus(y).negated());
    assertSimplifies("-x y", x.negated().times(y));
    assertSimplifies("x y", x.negated().times(y.negated()));
    assertSimplifies("-x / y", x.negated().dividedBy(y));
    assertSimplifies("-x / y", x.dividedBy(y.negated()));
    assertSimplifies("-2 x", x.times(2).negated());
    assertSimplifies("-1 / x", x.reciprocal().negated());
    assertSimplifies("x - 2 y", x.plus(y.times(-2)));
    assertSimplifies("x + 2 y", x.minus(y.times(-2)));
    assertSimplifies("x - 2", x.plus(-2));
    assertSimplifies("x + 2", x.minus(-2));
  }

  @Test
  void constant_factors_become_one() {
    assertSimplifies("6 x", x.times(3).times(2));
    assertSame(x, simplified(x.times(0.5).times(2)));
    assertSimplifies("6 x y", x.times(3).times(y.times(2)));
    assertSimplifies("6 x / y", x.times(3).dividedBy(y.times(0.5).times(1)).times(1));
    assertSimplifies("2 s x", s.times(2).broadcastTo(x.shape()).times(x).plus(0));
    assertSimplifies("(1/2) x", x.dividedBy(2));
    assertSimplifies("x / 3", x.dividedBy(3));
  }

  @Test
  void extreme_factors_stay_where_they_keep_a_product_from_overflowing() {
    assertEquals(2, countMultiplications(x.times(1e-200).times(y)));
    assertEquals(2, countMultiplications(x.times(1e-200).times(1e200)));
  }

  private static long countMultiplications(Node node) {
    return Walk.inputsFirst(List.of(simplified(node))).stream()
        .filter(n -> n.op() instanceof Mul)
        .count();
  }

  @Test
  void a_reciprocal_becomes_a_quotient() {
    assertSimplifies("x / y", y.reciprocal().times(x));
    assertSimplifies("x / y", x.times(y.reciprocal()));
    assertSimplifies("x / s", s.reciprocal().broadcastTo(x.shape()).times(x));
    assertSimplifies("3 x / s", s.constant(3).dividedBy(s).broadcastTo(x.shape()).times(x));
    assertSimplifies("6 / y", y.constant(3).dividedBy(y).times(2));
  }

  @Test
  void a_share_of_a_sum_is_formed_before_it_is_weighted() {
    var e = x.exp();
    var w = input("w", 2);
    var weight = w.dividedBy(e.sum(-1)).reshape(2, 1).broadcastTo(x.shape());
    assertSimplifies("w exp(x) / sum(exp(x), axis 1)", weight.times(e));
    assertEquals("mul", simplified(weight.times(e)).op().name());
  }

  @Test
  void equal_terms_are_counted() {
    assertSimplifies("2 x", x.plus(x));
    assertSimplifies("6 x", x.plus(x).plus(x).plus(x.times(3)));
    assertSimplifies("4 x", x.plus(x).plus(x.plus(x)));
    assertSimplifies("6 x", x.times(3).plus(x.times(3)));
    assertSimplifies("x - y", x.times(0.5).minus(y).plus(x.times(0.5)));
  }

  @Test
  void terms_arranged_for_precision_stay_apart() {
    assertSimplifies("x - 0.69 y - 0.003 y", x.minus(y.times(0.69)).minus(y.times(0.003)));
    assertSimplifies("x + 1000000 - 1000000", x.plus(1e6).minus(1e6));
    assertSimplifies("x + y - x", x.plus(y).minus(x));
  }

  @Test
  void common_factors_and_divisors_are_taken_out() {
    assertSimplifies("x (y - z)", x.times(y).minus(x.times(z)));
    assertSimplifies("x (y + z)", y.times(x).plus(x.times(z)));
    assertSimplifies("3 (y - z)", y.times(3).minus(z.times(3)));
    assertSimplifies("(x - y) / z", x.dividedBy(z).minus(y.dividedBy(z)));
    var wide = s.broadcastTo(x.shape());
    assertSimplifies("s (x - y)", wide.times(x).minus(s.broadcastTo(x.shape()).times(y)));
  }

  @Test
  void the_square_is_completed_in_whatever_order_it_appears() {
    var xx = x.squared().times(0.5);
    var yy = y.squared().times(0.5);
    var xy = x.times(y);
    assertSimplifies("(1/2) (x - y)^2", xx.minus(xy).plus(yy));
    assertSimplifies("(1/2) (x - y)^2", xx.plus(yy).minus(xy));
    assertSimplifies("(1/2) (y - x)^2", yy.minus(xy).plus(xx));
    assertSimplifies("(1/2) (y - x)^2", yy.minus(xy.minus(xx)));
    assertSimplifies("(1/2) (x + y)^2", xx.plus(xy).plus(yy));
    assertSimplifies("-(1/2) (x - y)^2", xy.minus(xx).minus(yy));
    assertSimplifies("(x - y)^2", x.squared().minus(xy.times(2)).plus(y.squared()));
    assertSimplifies("(1/2) (x - y)^2 + 0.9", xx.minus(xy).minus(yy.negated().minus(0.9)));
    assertSimplifies("(1/2) (x - y)^2 + z", xx.plus(z).minus(xy).plus(yy));
    assertSimplifies("(1/2) x^2 - x z + (1/2) y^2", xx.minus(x.times(z)).plus(yy));
  }

  @Test
  void branches_of_one_choice_meet() {
    var down = x.atMost(x.zeros());
    var a = Node.select(down, y, y.zeros());
    var b = Node.select(down, y.zeros(), z);
    assertSimplifies("select(x <= 0, y, z)", a.plus(b));
    assertSimplifies("select(x <= 0, 3 y, x z)", b.times(x).plus(a.times(3)));
    assertSimplifies(
        "leakyRelu(x, 0.1)", Node.select(down, x.times(0.1), x.zeros()).plus(Compositions.relu(x)));
  }

  @Test
  void known_choices_are_made() {
    var yes = Node.scalar(DType.BOOL, 1).broadcastTo(x.shape());
    assertSame(x, simplified(Node.select(yes, x, y)));
    assertSame(y, simplified(Node.select(x.zeros().lessThan(x.zeros()), x, y)));
    assertSame(x, simplified(Node.select(x.lessThan(y), x, x)));
  }

  @Test
  void stable_forms_stay() {
    assertSimplifies("logsumexp(x)", Compositions.logsumexp(x));
    assertSimplifies("softmax(x)", Compositions.softmax(x));
    assertSimplifies("softplus(x)", x.softplus());
    assertSimplifies("log1p(exp(x))", x.exp().log1p());
    assertSimplifies("expm1(x)", x.expm1());
  }
}
