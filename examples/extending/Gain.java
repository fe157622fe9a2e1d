package extending;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.layer.Construction;
import org.backprop.layer.Layer;
import org.backprop.part.Arguments;
import org.backprop.tensor.Shape;

/** {@code x (start + g)} with one trained g for each value of a row, initially 0. */
public record Gain(double start) implements Layer {
  /** The prototype that a service loader makes. */
  public Gain() {
    this(1);
  }

  @Override
  public String name() {
    return "gain";
  }

  @Override
  public Node apply(Node x, Construction construction) {
    var g = construction.zeros("g" + (construction.parameters().size() + 1), row(x));
    return x.times(g.plus(start));
  }

  private static Shape row(Node x) {
    return x.shape().without(0);
  }

  @Override
  public Shape output(Shape row) {
    return row;
  }

  @Override
  public List<?> arguments() {
    return List.of(start);
  }

  @Override
  public Layer with(Arguments arguments) {
    arguments.requireCount(1);
    return new Gain(arguments.number(0));
  }
}
