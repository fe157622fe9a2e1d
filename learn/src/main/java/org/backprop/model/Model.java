package org.backprop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.layer.Part;
import org.backprop.layer.Residual;
import org.backprop.likelihood.Bernoulli;
import org.backprop.likelihood.Categorical;
import org.backprop.likelihood.Likelihood;

/**
 * The form of a model, without parameters: features, layers and a likelihood, in the order that
 * data takes. A linear or logistic regression is the same with one dense layer.
 *
 * <pre>{@code
 * Model.of(features(4), dense(16), relu(), dense(3), categorical())
 * }</pre>
 */
public record Model(Features features, List<Layer> layers, Likelihood likelihood) {

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException with a sentence, if the last layer is no dense layer, if a
   *     categorical likelihood has one output, or if a residual changes its width
   */
  public Model {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "a model needs a dense layer between " + features + " and " + likelihood.name() + "()");
    }
    requireLogits(layers.getLast(), likelihood);
    var width = features.count();
    for (var layer : layers) {
      width = layer.outputs(width);
    }
    if (likelihood instanceof Categorical && width < 2) {
      throw new IllegalArgumentException(
          "categorical() needs one output for each class, at least 2: end with dense(classes), or"
              + " name bernoulli() for yes or no");
    }
  }

  /** A model in the words of {@link org.backprop.layer.Layers} and a likelihood at the end. */
  public static Model of(Features features, Part... parts) {
    var layers = new ArrayList<Layer>();
    for (var i = 0; i < parts.length - 1; i++) {
      if (!(parts[i] instanceof Layer layer)) {
        throw new IllegalArgumentException(
            parts[i] + " stands among the layers; a likelihood comes once, at the end");
      }
      layers.add(layer);
    }
    if (parts.length == 0 || !(parts[parts.length - 1] instanceof Likelihood likelihood)) {
      throw new IllegalArgumentException(
          "a model ends with a likelihood, such as normal() or categorical()");
    }
    return new Model(features, layers, likelihood);
  }

  /** A network with hidden layers of these widths; none for a regression. */
  public static Model network(
      int features,
      List<Integer> hidden,
      Activation activation,
      int outputs,
      Likelihood likelihood) {
    var layers = new ArrayList<Layer>();
    for (var width : hidden) {
      layers.add(new Dense(width));
      layers.add(activation);
    }
    layers.add(new Dense(outputs));
    return new Model(new Features(features), layers, likelihood);
  }

  private static void requireLogits(Layer last, Likelihood likelihood) {
    if (last instanceof Dense) {
      return;
    }
    var own =
        switch (likelihood) {
          case Categorical _ -> "applies softmax itself";
          case Bernoulli _ -> "applies sigmoid itself";
          default -> "takes its own output unit from its log-density";
        };
    throw new IllegalArgumentException(
        last
            + " does not go before "
            + likelihood.name()
            + "(): the likelihood "
            + own
            + " and derives the matching loss, so it needs the plain outputs of a dense layer;"
            + " leave "
            + last
            + " out or put dense(outputs) after it");
  }

  /** The number of outputs. */
  public int outputs() {
    return ((Dense) layers.getLast()).outputs();
  }

  /** The number of dense layers, inside residuals too. */
  public int denseLayers() {
    return (int) layers.stream().flatMap(Model::flat).filter(Dense.class::isInstance).count();
  }

  private static Stream<Layer> flat(Layer layer) {
    return layer instanceof Residual residual
        ? residual.layers().stream().flatMap(Model::flat)
        : Stream.of(layer);
  }

  /** As it is written: {@code features(4), dense(16), relu(), dense(3), categorical()}. */
  @Override
  public String toString() {
    var middle = layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
    return features + ", " + middle + ", " + likelihood.name() + "()";
  }
}
