package org.backprop.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.part.Arguments;
import org.backprop.part.Catalog;
import org.backprop.part.PartText;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.tensor.Shape;

/** The words that a model is written with; meant to be imported statically. */
public final class Layers {
  /** One layer of each built-in kind, from which {@link Layer#with} makes others. */
  public static final List<Layer> ALL =
      Stream.concat(Stream.of(dense(1), dropout(0), residual()), Activations.ALL.stream()).toList();

  private Layers() {}

  /** The layers by name: the built-in ones and those of service providers. */
  public static Catalog<Layer> catalog() {
    return new Catalog<>(Layer.class, ALL);
  }

  /**
   * The layers of a text, as in {@code dense(8), tanh, dropout(0.2)}.
   *
   * @throws DataException with a sentence, if it is no list of layers, or names one that is unknown
   */
  public static List<Layer> parse(String text) {
    try {
      return new Arguments(
              "a list of layers",
              PartText.typed(text).stream().map(part -> part.part(Layers::prototype)).toList())
          .parts(Layer.class);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "\"%s\" is no list of layers, such as dense(8), tanh: %s".formatted(text, e.getMessage()),
          e);
    }
  }

  private static Optional<Layer> prototype(String name) {
    var found = catalog().named(name);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no layer \"%s\"; %s".formatted(name, DidYouMean.hint(name, catalog().names())));
    }
    return found;
  }

  /** The number of input columns. */
  public static Features features(int count) {
    return new Features(count);
  }

  /** The shape of one row of inputs, such as {@code features(28, 28)}. */
  public static Features features(int... row) {
    return new Features(Shape.of(row));
  }

  /** {@code x W + b} with this number of outputs. */
  public static Dense dense(int outputs) {
    return new Dense(outputs);
  }

  public static Activation identity() {
    return Activations.IDENTITY;
  }

  public static Activation sigmoid() {
    return Activations.SIGMOID;
  }

  public static Activation tanh() {
    return Activations.TANH;
  }

  public static Activation relu() {
    return Activations.RELU;
  }

  public static Activation leakyRelu() {
    return Activations.LEAKY_RELU;
  }

  public static Activation elu() {
    return Activations.ELU;
  }

  public static Activation gelu() {
    return Activations.GELU;
  }

  public static Activation silu() {
    return Activations.SILU;
  }

  public static Activation softplus() {
    return Activations.SOFTPLUS;
  }

  public static Activation softmax() {
    return Activations.SOFTMAX;
  }

  /** Sets a share of the values to 0 while training, and scales the rest up. */
  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** {@code x + f(x)} where f is these layers. */
  public static Residual residual(Layer... layers) {
    return new Residual(List.of(layers));
  }
}
