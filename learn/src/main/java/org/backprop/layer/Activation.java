package org.backprop.layer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;

/** An elementwise function between dense layers (softmax: over each row). */
public enum Activation implements Layer {
  IDENTITY("identity", x -> x, false),
  SIGMOID("sigmoid", Node::sigmoid, false),
  TANH("tanh", Node::tanh, false),
  RELU("relu", Compositions::relu, true),
  LEAKY_RELU("leakyRelu", x -> Compositions.leakyRelu(x, 0.01), true),
  ELU("elu", x -> Compositions.elu(x, 1), true),
  GELU("gelu", Compositions::gelu, true),
  SILU("silu", Compositions::silu, true),
  SOFTPLUS("softplus", Node::softplus, true),
  SOFTMAX("softmax", Compositions::softmax, false);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
  private final UnaryOperator<Node> function;

  private final boolean rectifier;

  Activation(String word, UnaryOperator<Node> function, boolean rectifier) {
    this.word = word;
    this.function = function;
    this.rectifier = rectifier;
  }

  /** The name in models and on the command line, as in {@code leakyRelu}. */
  public String word() {
    return word;
  }

  /** The activation of that name, in any case and with or without hyphens. */
  public static Optional<Activation> named(String name) {
    var plain = name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(activation -> activation.word.toLowerCase(Locale.ROOT).equals(plain))
        .findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(Activation::word).collect(Collectors.joining(", "));
  }

  /**
   * Whether it cuts one half off, so that weights before it are drawn by He's rule, not Xavier's.
   */
  boolean rectifies() {
    return rectifier;
  }

  public Node of(Node x) {
    return function.apply(x);
  }

  @Override
  public Node apply(Node x, Construction construction) {
    return this == IDENTITY ? x : construction.hidden(of(x));
  }

  @Override
  public int outputs(int inputs) {
    return inputs;
  }

  @Override
  public String toString() {
    return word + "()";
  }
}
