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

/**
 * What lies between the features and the target.
 *
 * @param likelihood the distribution of the target; empty: the target column chooses it
 * @param hidden the widths of the hidden layers; none for a regression
 * @param activation the function after each hidden layer; empty: tanh for tables, relu for images
 * @param dropout the share of hidden values set to 0 during training, from 0 to below 1
 */
public record Network(
    Optional<Likelihood> likelihood,
    List<Integer> hidden,
    Optional<Activation> activation,
    double dropout) {

  public Network {
    hidden = List.copyOf(hidden);
    var _ = new Dropout(dropout); // refuses what is no share
  }

  /** One hidden layer of 64 without dropout. */
  public static Network usual() {
    return new Network(Optional.empty(), List.of(64), Optional.empty(), 0);
  }

  /** The network of a model, as far as these settings can state it. */
  static Network of(Model model) {
    var hidden = new ArrayList<Integer>();
    var activation = Optional.<Activation>empty();
    var dropout = 0.0;
    for (var layer : model.layers().subList(0, model.layers().size() - 1)) {
      switch (layer) {
        case Dense it -> hidden.add(it.outputs());
        case Activation it -> activation = Optional.of(it);
        case Dropout it -> dropout = it.rate();
        default -> {}
      }
    }
    return new Network(Optional.of(model.likelihood()), hidden, activation, dropout);
  }

  public Network withLikelihood(Likelihood family) {
    return new Network(Optional.of(family), hidden, activation, dropout);
  }

  public Network withHidden(List<Integer> widths) {
    return new Network(likelihood, widths, activation, dropout);
  }

  public Network withActivation(Activation function) {
    return new Network(likelihood, hidden, Optional.of(function), dropout);
  }

  public Network withDropout(double share) {
    return new Network(likelihood, hidden, activation, share);
  }

  /** Whether there are no hidden layers. */
  public boolean isRegression() {
    return hidden.isEmpty();
  }

  Network settled(Likelihood family, Activation usualActivation) {
    return withLikelihood(family).withActivation(activation.orElse(usualActivation));
  }

  /** The model; likelihood and activation are settled. */
  Model model(int features, int outputs) {
    var layers = new ArrayList<Layer>();
    for (var width : hidden) {
      layers.add(new Dense(width));
      layers.add(activation.orElseThrow());
      if (dropout != 0) {
        layers.add(new Dropout(dropout));
      }
    }
    layers.add(new Dense(outputs));
    return new Model(new Features(features), layers, likelihood.orElseThrow());
  }

  /** The names and values; without hidden layers neither activation nor dropout. */
  Map<String, Object> toMap() {
    var values =
        new SettingValues()
            .put("likelihood", likelihood.map(Likelihood::name))
            .put("hidden", hidden);
    return isRegression()
        ? values.toMap()
        : values
            .put("activation", activation.map(Activation::name))
            .put("dropout", dropout)
            .toMap();
  }
}
