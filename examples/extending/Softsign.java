package extending;

import org.backprop.graph.Node;
import org.backprop.layer.Activation;

/** {@code x / (1 + |x|)}. */
public record Softsign() implements Activation {
  @Override
  public String name() {
    return "softsign";
  }

  @Override
  public Node of(Node x) {
    return x.dividedBy(x.abs().plus(1));
  }
}
