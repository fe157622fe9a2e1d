package org.backprop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.layer.Activation;
import org.backprop.layer.Construction;
import org.backprop.layer.Dense;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.layer.Parameter;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.part.ModelPart;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

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
   * @throws IllegalArgumentException with a sentence, if the last layer is not affine, if classes
   *     have one output, or if a layer does not take the rows of the one before it
   */
  public Model {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "a model needs a dense layer between " + features + " and " + likelihood.text());
    }
    requireLogits(layers.getLast(), likelihood);
    var output = output(features, layers);
    if (output.rank() != 1) {
      throw new IllegalArgumentException(
          "a model ends with a row of numbers [outputs], but %s makes rows of shape %s"
              .formatted(layers.getLast().text(), output));
    }
    if (likelihood.encoding() == TargetEncoding.ONE_HOT && output.size() < 2) {
      throw new IllegalArgumentException(
          likelihood.name()
              + "() needs one output for each class, at least 2: end with dense(classes), or name"
              + " bernoulli() for yes or no");
    }
  }

  private static Shape output(Features features, List<Layer> layers) {
    var row = features.row();
    for (var layer : layers) {
      row = layer.output(row);
    }
    return row;
  }

  /** A model in the words of {@link org.backprop.layer.Layers} and a likelihood at the end. */
  public static Model of(Features features, ModelPart... parts) {
    var layers = new ArrayList<Layer>();
    for (var i = 0; i < parts.length - 1; i++) {
      if (!(parts[i] instanceof Layer layer)) {
        throw new IllegalArgumentException(
            parts[i].text() + " stands among the layers; a likelihood comes once, at the end");
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

  /** The likelihood derives the output unit and the matching loss from plain outputs. */
  private static void requireLogits(Layer last, Likelihood likelihood) {
    if (!last.isAffine()) {
      throw new IllegalArgumentException(
          "%s does not go before %s: the likelihood has its own output unit (%s) and derives the matching loss, so it needs the plain outputs of a dense layer; leave %1$s out or put dense(outputs) after it"
              .formatted(last.text(), likelihood.text(), likelihood.outputUnit()));
    }
  }

  /** The number of outputs. */
  public int outputs() {
    return output(features, layers).size();
  }

  /** The number of layers with weights and a number of their own, inside residuals too. */
  public int numberedLayers() {
    return constructed(layers.size()).numbered();
  }

  /** The parameters of each layer, in order. */
  public List<List<Parameter>> parametersByLayer() {
    var byLayer = new ArrayList<List<Parameter>>();
    var all = constructed(layers.size()).parameters();
    var before = 0;
    for (var count = 1; count <= layers.size(); count++) {
      var until = constructed(count).parameters().size();
      byLayer.add(all.subList(before, until));
      before = until;
    }
    return byLayer;
  }

  /** The first layers, built for one row to see what they ask for. */
  private Construction constructed(int count) {
    var construction = new Construction(DType.FLOAT32, 0, Optional.empty());
    var x = Node.input("x", DType.FLOAT32, features.rows(1).dims());
    construction.apply(layers.subList(0, count), x);
    return construction;
  }

  /** The layers, and the likelihood at the end. */
  public List<ModelPart> parts() {
    return Stream.concat(layers.stream(), Stream.of(likelihood)).toList();
  }

  /** As it is written: {@code features(4), dense(16), relu(), dense(3), categorical()}. */
  @Override
  public String toString() {
    var middle = layers.stream().map(Layer::text).collect(Collectors.joining(", "));
    return features + ", " + middle + ", " + likelihood.text();
  }
}
