package org.backprop.lower;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.graph.Atan;
import org.backprop.graph.Atan2;
import org.backprop.graph.Cos;
import org.backprop.graph.Erf;
import org.backprop.graph.Erfc;
import org.backprop.graph.Exp;
import org.backprop.graph.Expm1;
import org.backprop.graph.Floor;
import org.backprop.graph.Gaussian;
import org.backprop.graph.InverseMills;
import org.backprop.graph.Log;
import org.backprop.graph.Log1p;
import org.backprop.graph.LogNormalCdf;
import org.backprop.graph.LogisticDensity;
import org.backprop.graph.Node;
import org.backprop.graph.NormalCdf;
import org.backprop.graph.Op;
import org.backprop.graph.Ops;
import org.backprop.graph.Pow;
import org.backprop.graph.RandomBits;
import org.backprop.graph.Round;
import org.backprop.graph.SechSquared;
import org.backprop.graph.Sigmoid;
import org.backprop.graph.Sign;
import org.backprop.graph.Sin;
import org.backprop.graph.Softplus;
import org.backprop.graph.Tanh;
import org.backprop.rewrite.Rewriting;
import org.backprop.rewrite.Rule;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces functions by graphs of machine operations: arithmetic, fma, comparison, select and the
 * bits of numbers. Code is generated for this graph, so it defines the result to the last bit.
 *
 * <p>Types and labels stay; {@link Simplify} must not be applied to the result. The largest error
 * in units in the last place: FLOAT32 of the exact value, over the whole range of floats (every
 * 9,973rd in {@code ./check}, all of them in {@code ./check --all}); FLOAT64 of the value of {@link
 * Math}, on numbers of all sizes.
 *
 * <table>
 * <caption>Largest errors</caption>
 * <tr><th>function<th>FLOAT32<th>FLOAT64
 * <tr><td>exp, log<td>1<td>1
 * <tr><td>expm1, log1p, tanh<td>2<td>2
 * <tr><td>erf<td>1.5<td>1
 * <tr><td>atan<td>2<td>2
 * <tr><td>gaussian<td>1.5<td>2
 * <tr><td>sechSquared<td>4.5<td>6.5
 * <tr><td>inverseMills<td>5.5<td>8
 * <tr><td>erfc<td>5<td>8
 * <tr><td>normalCdf<td>5<td>10
 * <tr><td>logNormalCdf<td>6.5<td>10
 * <tr><td>sigmoid<td>2.5<td>2.5
 * <tr><td>softplus<td>2.5<td>3
 * <tr><td>logisticDensity<td>4.5<td>4.5
 * <tr><td>sin<td>2<td>2
 * <tr><td>cos<td>2.5<td>2
 * <tr><td>pow, on samples<td>1.1<td>1.1
 * <tr><td>sign, round, floor<td>0<td>0
 * </table>
 */
public final class Lowering {
  private static final List<Rule> FUNCTIONS =
      List.of(
          Rule.on(Exp.class, (node, x) -> LowerExp.exp(x)),
          Rule.on(Expm1.class, (node, x) -> LowerExp.expm1(x)),
          Rule.on(Tanh.class, (node, x) -> LowerExp.tanh(x)),
          Rule.on(SechSquared.class, (node, x) -> LowerExp.sechSquared(x)),
          Rule.on(Sigmoid.class, (node, x) -> LowerExp.sigmoid(x)),
          Rule.on(LogisticDensity.class, (node, x) -> LowerExp.logisticDensity(x)),
          Rule.on(Log.class, (node, x) -> LowerLog.log(x)),
          Rule.on(Log1p.class, (node, x) -> LowerLog.log1p(x)),
          Rule.on(Softplus.class, (node, x) -> LowerLog.softplus(x)),
          Rule.on(Sin.class, (node, x) -> LowerSine.sin(x)),
          Rule.on(Cos.class, (node, x) -> LowerSine.cos(x)),
          Rule.on(Atan.class, (node, x) -> LowerAtan.atan(x)),
          Rule.pair(Atan2.class, LowerAtan::atan2),
          Rule.on(Floor.class, (node, x) -> LowerRound.floor(x)),
          Rule.on(Erf.class, (node, x) -> LowerErf.erf(x)),
          Rule.on(Erfc.class, (node, x) -> LowerNormal.erfc(x)),
          Rule.on(Gaussian.class, Lowering::gaussian),
          Rule.on(NormalCdf.class, (node, x) -> LowerNormal.normal(x)),
          Rule.on(LogNormalCdf.class, (node, x) -> LowerNormal.logNormal(x)),
          Rule.on(InverseMills.class, (node, x) -> LowerNormal.inverseMills(x)),
          Rule.on(Sign.class, (node, x) -> LowerRound.sign(x)),
          Rule.on(Round.class, (node, x) -> LowerRound.round(x)),
          Rule.pair(Pow.class, LowerPow::pow),
          Rule.on(RandomBits.class, (node, _) -> LowerRandom.bits(node)));

  private static final List<Rule> RULES =
      Stream.of(FUNCTIONS, List.<Rule>of(Lowering::stated), LoweredRules.RULES)
          .flatMap(List::stream)
          .toList();

  private Lowering() {}

  /** The nodes, made of machine operations wherever a lowering is known. */
  public static List<Node> of(List<Node> roots) {
    return new Rewriting(RULES).of(roots);
  }

  private static Node gaussian(Node node, Node x) {
    return LowerNormal.gaussian(((Gaussian) node.op()).factor(), x);
  }

  /** The lowering that the operation states itself. */
  private static @Nullable Node stated(Node node) {
    var lowered = node.op().lowered(node.inputs()).orElse(null);
    if (lowered != null && !lowered.type().equals(node.type())) {
      throw new ShapeException(
          node.op().name()
              + " is lowered to "
              + lowered.type()
              + ", but its value is of type "
              + node.type());
    }
    return lowered;
  }

  /**
   * Why a kernel computes this operation by its reference value rather than by generated code, as a
   * clause: {@code each element depends on the one before it}.
   */
  public static String reason(Op op) {
    return InterpretedOp.of(op)
        .map(InterpretedOp::reason)
        .orElseGet(() ->
            Ops.ALL.stream().anyMatch(own -> own.getClass() == op.getClass())
                ? "no single loop walks over the axes of its operands"
                : op.name() + " states no lowering");
  }
}
