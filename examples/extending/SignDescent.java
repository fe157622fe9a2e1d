package extending;

import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.optimizer.StepRule;

/** W := W - rate sign(dL/dW). */
public record SignDescent() implements StepRule {
  @Override
  public String name() {
    return "sign-descent";
  }

  @Override
  public double defaultRate() {
    return 0.001;
  }

  @Override
  public Map<Node, Node> update(Node parameter, Node gradient, Node rate, Node step) {
    return Map.of(parameter, parameter.minus(gradient.sign().times(rate)));
  }
}
