package extending;

import java.util.List;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.graph.Op;

/** The inverse hyperbolic sine, with a lowering: compiled and fused. */
public record Asinh() implements Op.Unary {
  @Override
  public String name() {
    return "asinh";
  }

  @Override
  public double apply(double x) {
    return Math.copySign(Math.log1p(Math.abs(x) + x * x / (1 + Math.hypot(x, 1))), x);
  }

  @Override
  public Node derivative(Node x, Node y) {
    return x.squared().plus(1).sqrt().reciprocal();
  }

  @Override
  public Optional<Node> lowered(List<Node> inputs) {
    var x = inputs.getFirst();
    var root = x.squared().plus(1).sqrt();
    var magnitude = x.abs().plus(x.squared().dividedBy(root.plus(1))).log1p();
    return Optional.of(magnitude.times(x.sign()));
  }
}
