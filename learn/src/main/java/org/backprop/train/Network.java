package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Dropout;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.Model;
import org.backprop.part.ModelPart;

/**
 * What lies between the features and the target.
 *
 * @param likelihood the distribution of the target; empty: the target column chooses it
 * @param hidden the widths of the hidden layers, none for a regression; empty: one of 64, and for
 *     tables two of 128 where validation rows prefer them
 * @param activation the function after each hidden layer; empty: tanh for tables, relu for images
 * @param dropout the share of hidden values set to 0 during training, from 0 to below 1
 * @param layers the layers before the last dense one, in place of hidden layers, activation and
 *     dropout; empty: those make them
 */
public record Network(
    Optional<Likelihood> likelihood,
    Optional<List<Integer>> hidden,
    Optional<Activation> activation,
    double dropout,
    Optional<List<Layer>> layers) {

  /** The hidden layers of the textbook's network. */
  static final List<Integer> USUAL_HIDDEN = List.of(64);

  public Network {
    hidden = hidden.map(List::copyOf);
    var _ = new Dropout(dropout); // refuses what is no share
    layers = layers.map(List::copyOf);
    if (layers.isPresent() && (activation.isPresent() || dropout != 0)) {
      throw new IllegalArgumentException(
          "the layers are stated one by one, so activation and dropout are layers among them");
    }
  }

  /** The usual hidden layers without dropout. */
  public static Network usual() {
    return new Network(Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** The network of a model. */
  static Network of(Model model) {
    var hidden = new ArrayList<Integer>();
    var activation = Optional.<Activation>empty();
    var dropout = 0.0;
    var before = model.layers().subList(0, model.layers().size() - 1);
    for (var layer : before) {
      switch (layer) {
        case Dense it -> hidden.add(it.outputs());
        case Activation it -> activation = Optional.of(it);
        case Dropout it -> dropout = it.rate();
        default -> {}
      }
    }
    var family = Optional.of(model.likelihood());
    var plain = new Network(family, Optional.of(hidden), activation, dropout, Optional.empty());
    return (hidden.isEmpty() || activation.isPresent()) && plain.hiddenLayers().equals(before)
        ? plain
        : new Network(family, Optional.empty(), Optional.empty(), 0, Optional.of(before));
  }

  public Network withLikelihood(Likelihood family) {
    return new Network(Optional.of(family), hidden, activation, dropout, layers);
  }

  public Network withHidden(List<Integer> widths) {
    return new Network(likelihood, Optional.of(widths), activation, dropout, Optional.empty());
  }

  public Network withActivation(Activation function) {
    return new Network(likelihood, hidden, Optional.of(function), dropout, layers);
  }

  public Network withDropout(double share) {
    return new Network(likelihood, hidden, activation, share, layers);
  }

  /** With these layers before the last dense one. */
  public Network withLayers(List<Layer> before) {
    return new Network(likelihood, Optional.empty(), activation, dropout, Optional.of(before));
  }

  /** Whether there are no hidden layers. */
  public boolean isRegression() {
    return layers.map(List::isEmpty).or(() -> hidden.map(List::isEmpty)).orElse(false);
  }

  /** Whether the layers are stated, in one way or the other. */
  boolean areLayersStated() {
    return hidden.isPresent() || layers.isPresent();
  }

  Network settled(Likelihood family, Activation usualActivation) {
    var known = withLikelihood(family);
    return layers.isPresent()
        ? known
        : known
            .withHidden(hidden.orElse(USUAL_HIDDEN))
            .withActivation(activation.orElse(usualActivation));
  }

  /** The model; likelihood, hidden layers and activation are settled. */
  Model model(int features, int outputs) {
    var all = new ArrayList<>(layers.orElseGet(this::hiddenLayers));
    all.add(new Dense(outputs));
    return new Model(new Features(features), all, likelihood.orElseThrow());
  }

  private static String stated(ModelPart part) {
    return part.arguments().isEmpty() ? part.name() : part.text();
  }

  private List<Layer> hiddenLayers() {
    var made = new ArrayList<Layer>();
    for (var width : hidden.orElseThrow()) {
      made.add(new Dense(width));
      made.add(activation.orElseThrow());
      if (dropout != 0) {
        made.add(new Dropout(dropout));
      }
    }
    return made;
  }

  /** The names and values; without hidden layers neither activation nor dropout. */
  Map<String, Object> toMap() {
    var values = new SettingValues().put("likelihood", likelihood.map(Network::stated));
    if (layers.isPresent()) {
      var texts = layers.get().stream().map(Layer::text).toList();
      return values.put("layers", String.join(", ", texts)).toMap();
    }
    values.put("hidden", hidden);
    return isRegression()
        ? values.toMap()
        : values.put("activation", activation.map(Network::stated)).put("dropout", dropout).toMap();
  }
}
