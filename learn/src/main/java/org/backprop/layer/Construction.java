package org.backprop.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A model's graph under construction: gives its layers names, parameters and random bits. */
public final class Construction {

  /** What random bits are made of: seed and step (scalars) and the rows' numbers, {@code INT64}. */
  public record Randomness(Node seed, Node step, Node rows) {}

  private final DType dtype;
  private final int numbered;
  private final @Nullable Randomness randomness;
  private final List<Parameter> parameters = new ArrayList<>();
  private boolean rectified;
  private int number;
  private int hidden;
  private int streams;

  /**
   * An empty graph.
   *
   * @param numbered how many layers ask for a number: with two, the hidden value is called {@code
   *     h}
   * @param randomness what dropout draws from; empty when predicting
   */
  public Construction(DType dtype, int numbered, Optional<Randomness> randomness) {
    this.dtype = dtype;
    this.numbered = numbered;
    this.randomness = randomness.orElse(null);
  }

  /**
   * The value of layers one after another.
   *
   * @throws IllegalArgumentException if a layer's value has another shape than it states
   */
  public Node apply(List<Layer> layers, Node x) {
    var value = x;
    for (var i = 0; i < layers.size(); i++) {
      var next = i + 1 < layers.size() ? layers.get(i + 1) : Activations.IDENTITY;
      rectified = next instanceof Activation activation && activation.rectifies();
      value = applied(layers.get(i), value);
    }
    return value;
  }

  private Node applied(Layer layer, Node x) {
    var value = layer.apply(x, this);
    var stated = new Features(layer.output(x.shape().without(0))).rows(x.shape().dim(0));
    if (!value.shape().equals(stated)) {
      throw new IllegalArgumentException(
          "%s makes %s, but states %s as its output"
              .formatted(layer.text(), value.shape(), stated));
    }
    return value;
  }

  /** All parameters asked for so far, in order. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** The number n of a layer with weights, whose names end with it: Wn, bn, an; from 1. */
  public int nextNumber() {
    return ++number;
  }

  /** How many layers have asked for a number so far. */
  public int numbered() {
    return number;
  }

  /** Names a hidden value: h in a network of two numbered layers, else h1, h2, ... */
  public Node hidden(Node value) {
    hidden++;
    return value.named(numbered == 2 && hidden == 1 ? "h" : "h" + hidden);
  }

  /**
   * A weight matrix {@code [inputs, outputs]}, initially uniform with variance 2 / inputs before a
   * rectifier (He et al. 2015), else 2 / (inputs + outputs) (Glorot and Bengio 2010).
   */
  public Node weights(String name, Shape shape) {
    var inputs = shape.dim(0);
    var variance = rectified ? 2.0 / inputs : 2.0 / (inputs + shape.dim(1));
    return parameter(name, shape, Math.sqrt(3 * variance));
  }

  /** A parameter that is initially 0, such as a bias. */
  public Node zeros(String name, Shape shape) {
    return parameter(name, shape, 0);
  }

  /** A parameter with initial values uniform between {@code -bound} and {@code bound}. */
  public Node parameter(String name, Shape shape, double bound) {
    if (parameters.stream().anyMatch(it -> it.name().equals(name))) {
      throw new IllegalArgumentException(
          "two parameters are called %s, but a model file names each; number them by nextNumber()"
              .formatted(name));
    }
    var node = Node.variable(name, dtype, shape);
    parameters.add(new Parameter(node, bound));
    return node;
  }

  /** Bits {@code INT32[rows, columns]} of a stream of their own; empty when predicting. */
  public Optional<Node> randomBits(int columns) {
    if (randomness == null) {
      return Optional.empty();
    }
    return Optional.of(
        Compositions.randomBits(
            randomness.seed(), randomness.step(), randomness.rows(), streams++, columns));
  }

  /** The names of the parameters so far. */
  @Override
  public String toString() {
    return parameters.stream().map(Parameter::name).toList().toString();
  }
}
