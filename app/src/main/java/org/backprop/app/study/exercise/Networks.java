package org.backprop.app.study.exercise;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.sigmoid;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;

import org.backprop.layer.Layer;
import org.backprop.model.Model;

/** The small networks of the exercises: two inputs and two hidden units. */
final class Networks {
  static final int CLASSES = 3;

  private Networks() {}

  /** With linear outputs. */
  static Network numbers(int samples, int outputs) {
    return new Network(
        "2 tanh units and %s linear output%s".formatted(outputs, outputs == 1 ? "" : "s"),
        Model.of(features(2), dense(2), tanh(), dense(outputs), normal()),
        samples,
        random -> Draw.tenths(samples, outputs, random));
  }

  /** With a sigmoid output. */
  static Network yesOrNo(int samples, String unit) {
    return new Network(
        "2 %s units and a sigmoid output".formatted(unit),
        Model.of(features(2), dense(2), activation(unit), dense(1), bernoulli()),
        samples,
        random -> Draw.bits(samples, random));
  }

  private static Layer activation(String name) {
    return switch (name) {
      case "tanh" -> tanh();
      case "sigmoid" -> sigmoid();
      case "relu" -> relu();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** With three softmax outputs. */
  static Network classes(int samples) {
    return new Network(
        "2 tanh units and %s softmax outputs".formatted(CLASSES),
        Model.of(features(2), dense(2), tanh(), dense(CLASSES), categorical()),
        samples,
        random -> Draw.classes(samples, CLASSES, random));
  }

  /** With an exponential output. */
  static Network counts(int samples) {
    return new Network(
        "2 tanh units and an exponential output",
        Model.of(features(2), dense(2), tanh(), dense(1), poisson()),
        samples,
        random -> Draw.counts(samples, random));
  }
}
