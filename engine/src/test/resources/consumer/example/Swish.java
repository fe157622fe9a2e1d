package example;

import java.util.List;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.graph.Op;

/** x sigmoid(x), with a lowering: compiled and fused. */
public record Swish() implements Op.Unary {
  @Override
  public String name() {
    return "swish";
  }

  @Override
  public double apply(double x) {
    return x / (1 + Math.exp(-x));
  }

  @Override
  public Node derivative(Node x, Node y) {
    return y.plus(x.sigmoid().times(y.oneMinus()));
  }

  @Override
  public Optional<Node> lowered(List<Node> inputs) {
    var x = inputs.getFirst();
    return Optional.of(x.times(x.sigmoid()));
  }
}
