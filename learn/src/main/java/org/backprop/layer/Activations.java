package org.backprop.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;

/** The built-in activations. */
public final class Activations {
  /** {@code x} itself; no step of its own in the graph. */
  public static final Activation IDENTITY = new Identity();

  public static final Activation SIGMOID = smooth("sigmoid", Node::sigmoid);
  public static final Activation TANH = smooth("tanh", Node::tanh);
  public static final Activation RELU = rectifier("relu", Compositions::relu);

  /** {@code 0.01 x} below 0. */
  public static final Activation LEAKY_RELU =
      rectifier("leakyRelu", x -> Compositions.leakyRelu(x, 0.01));

  /** {@code exp(x) - 1} below 0. */
  public static final Activation ELU = rectifier("elu", x -> Compositions.elu(x, 1));

  public static final Activation GELU = rectifier("gelu", Compositions::gelu);
  public static final Activation SILU = rectifier("silu", Compositions::silu);
  public static final Activation SOFTPLUS = rectifier("softplus", Node::softplus);

  /** Over each row: an output unit, which a categorical likelihood brings itself. */
  public static final Activation SOFTMAX = smooth("softmax", Compositions::softmax);

  /** The built-in activations, in the order in which messages list them. */
  public static final List<Activation> ALL =
      List.of(IDENTITY, SIGMOID, TANH, RELU, LEAKY_RELU, ELU, GELU, SILU, SOFTPLUS, SOFTMAX);

  private Activations() {}

  private static Activation smooth(String name, UnaryOperator<Node> function) {
    return new Function(name, function, false);
  }

  private static Activation rectifier(String name, UnaryOperator<Node> function) {
    return new Function(name, function, true);
  }

  private record Function(String name, UnaryOperator<Node> function, boolean rectifies)
      implements Activation {
    @Override
    public Node of(Node x) {
      return function.apply(x);
    }

    @Override
    public String toString() {
      return text();
    }
  }

  private record Identity() implements Activation {
    @Override
    public String name() {
      return "identity";
    }

    @Override
    public Node of(Node x) {
      return x;
    }

    @Override
    public Node apply(Node x, Construction construction) {
      return x;
    }

    @Override
    public String toString() {
      return text();
    }
  }
}
