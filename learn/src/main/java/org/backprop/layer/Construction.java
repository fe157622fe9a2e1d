package org.backprop.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A model's graph while it is built: hands out names, parameters and random bits to its layers. */
public final class Construction {

  /** What random bits are made of: seed and step (scalars) and the rows' numbers, {@code INT64}. */
  public record Randomness(Node seed, Node step, Node rows) {}

  private final DType dtype;
  private final int denseLayers;
  private final @Nullable Randomness randomness;
  private final List<Parameter> parameters = new ArrayList<>();
  private boolean rectified;
  private int dense;
  private int hidden;
  private int streams;

  /**
   * An empty graph.
   *
   * @param denseLayers how many there will be: with two, the hidden layer is called {@code h}
   * @param randomness what dropout draws from; empty when predicting
   */
  public Construction(DType dtype, int denseLayers, Optional<Randomness> randomness) {
    this.dtype = dtype;
    this.denseLayers = denseLayers;
    this.randomness = randomness.orElse(null);
  }

  /** The value of layers one after another. */
  public Node apply(List<Layer> layers, Node x) {
    var value = x;
    for (var i = 0; i < layers.size(); i++) {
      var next = i + 1 < layers.size() ? layers.get(i + 1) : Activation.IDENTITY;
      rectified = next instanceof Activation activation && activation.rectifies();
      value = layers.get(i).apply(value, this);
    }
    return value;
  }

  /** All parameters asked for so far, in order. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  int nextDense() {
    return ++dense;
  }

  /** Names a hidden value: h in a network of two dense layers, else h1, h2, ... */
  Node hidden(Node value) {
    hidden++;
    return value.named(denseLayers == 2 && hidden == 1 ? "h" : "h" + hidden);
  }

  /**
   * A weight matrix {@code [inputs, outputs]}, initially uniform with variance 2 / inputs before a
   * rectifier (He et al. 2015), else 2 / (inputs + outputs) (Glorot and Bengio 2010).
   */
  Node weights(String name, Shape shape) {
    var inputs = shape.dim(0);
    var variance = rectified ? 2.0 / inputs : 2.0 / (inputs + shape.dim(1));
    return parameter(name, shape, Math.sqrt(3 * variance));
  }

  Node zeros(String name, Shape shape) {
    return parameter(name, shape, 0);
  }

  private Node parameter(String name, Shape shape, double bound) {
    var node = Node.variable(name, dtype, shape);
    parameters.add(new Parameter(node, bound));
    return node;
  }

  /** Bits {@code INT32[rows, columns]} of a stream of their own; empty when predicting. */
  Optional<Node> randomBits(int columns) {
    if (randomness == null) {
      return Optional.empty();
    }
    return Optional.of(
        Compositions.randomBits(
            randomness.seed(), randomness.step(), randomness.rows(), streams++, columns));
  }
}
