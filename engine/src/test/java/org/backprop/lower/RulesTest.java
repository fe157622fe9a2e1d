package org.backprop.lower;

import static org.backprop.rewrite.Change.RANGE;
import static org.backprop.rewrite.Change.ROUNDING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.rewrite.RuleCase;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Both sides of each rule that is applied before and after lowering, on edge values. */
class RulesTest {
  private static final Shape PAIR = Shape.of(2);

  @Test
  void before_lowering() {
    var cases =
        List.of(
            RuleCase.of("detach(x) = x", s -> s.x().detach()),
            RuleCase.of(
                    "x / s = x (1 / s) for one s",
                    s -> s.x().broadcastTo(PAIR).dividedBy(s.y().broadcastTo(PAIR)))
                .but(ROUNDING, "1 / s is rounded too")
                .but(RANGE, "1 / s overflows where s is subnormal, underflows where s is largest"),
            RuleCase.of(
                    "c (x s) = x (c s) for one s",
                    s ->
                        s.number(0.7).times(s.x().broadcastTo(PAIR).times(s.y().broadcastTo(PAIR))))
                .but(ROUNDING, "c s is rounded instead of x s")
                .but(RANGE, "c s may overflow or underflow where x s does not, or the reverse"),
            RuleCase.of(
                "select(x <= 0, 0, y) = select(relu(x) <= 0, 0, y)",
                s -> Node.select(s.x().atMost(s.number(0)), s.number(0), s.y()),
                s -> Node.select(s.x().atMost(s.number(-0.0)), s.number(-0.0), s.y())));
    assertEquals(List.of(), RuleCase.faults("CompilerRules", CompilerRules.RULES, cases));
  }

  @Test
  void after_lowering() {
    var whole = Node.input("i", DType.INT32);
    var cases =
        List.of(
            RuleCase.ofNumbers(
                "a function of numbers is a number",
                (s, a, b) -> s.number(a).times(s.number(b)),
                (s, a, b) -> s.number(a).minus(s.number(b))),
            RuleCase.of(
                "a known choice",
                s -> Node.select(s.c(), s.x(), s.x()),
                s -> Node.select(Node.scalar(DType.BOOL, 1), s.x(), s.y())),
            RuleCase.of(
                "i or 0 = i",
                _ -> whole.or(whole.zeros()),
                s -> s.c().or(s.c().zeros()),
                s -> s.c().zeros().or(s.c())),
            RuleCase.of(
                "bits there and back",
                _ -> whole.bitcast(DType.FLOAT32).bitcast(DType.INT32),
                _ -> Node.input("x", DType.FLOAT32).bitcast(DType.INT32).bitcast(DType.FLOAT32),
                _ -> Node.input("x", DType.FLOAT64).bitcast(DType.INT64).bitcast(DType.FLOAT64)));
    assertEquals(List.of(), RuleCase.faults("LoweredRules", LoweredRules.RULES, cases));
  }
}
