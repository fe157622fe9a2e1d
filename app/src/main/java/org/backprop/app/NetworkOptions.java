package org.backprop.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backprop.layer.Activation;
import org.backprop.layer.Activations;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.DataException;
import org.backprop.train.Training;
import picocli.CommandLine.Option;

/** Options of {@code train} that say what is trained. */
final class NetworkOptions {
  private static final String NONE = "none";

  @Option(
      names = "--likelihood",
      paramLabel = "NAME",
      order = 10,
      description =
          "normal, bernoulli, categorical, poisson, laplace, exponential or gamma. Default: the"
              + " target picks it.")
  Optional<String> likelihood = Optional.empty();

  @Option(
      names = "--hidden",
      paramLabel = "WIDTHS",
      order = 11,
      description = "Widths of the hidden layers, as in 64,32, or none. Default: 64.")
  Optional<String> hidden = Optional.empty();

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      order = 12,
      description =
          "identity, sigmoid, tanh, relu, leakyRelu, elu, gelu, silu or softplus. Default: tanh,"
              + " for images relu.")
  Optional<String> activation = Optional.empty();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      order = 13,
      description = "Share of hidden values set to 0 while training. Default: 0.")
  Optional<Double> dropout = Optional.empty();

  void apply(Training training) {
    likelihood
        .map(name -> Choices.require("--likelihood", name, Likelihoods.catalog()))
        .ifPresent(training::likelihood);
    hidden.map(NetworkOptions::widths).ifPresent(training::hidden);
    activation
        .map(name -> Choices.require("--activation", name, hiddenActivation(name), names()))
        .ifPresent(training::activation);
    dropout.ifPresent(training::dropout);
  }

  /** Softmax couples the values of a row: it is an output unit, which the likelihood brings. */
  private static Optional<Activation> hiddenActivation(String name) {
    return Layers.catalog()
        .named(name, Activation.class)
        .filter(found -> !found.equals(Activations.SOFTMAX));
  }

  private static List<String> names() {
    return Layers.catalog().names(Activation.class).stream()
        .filter(name -> !name.equals(Activations.SOFTMAX.name()))
        .toList();
  }

  private static int[] widths(String text) {
    return text.equalsIgnoreCase(NONE)
        ? new int[0]
        : Arrays.stream(text.split(",", -1)).mapToInt(part -> width(part, text)).toArray();
  }

  private static int width(String part, String text) {
    try {
      var width = Integer.parseInt(part.strip());
      if (width > 0) {
        return width;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new DataException(
        "--hidden is the widths of the hidden layers, as in 64 or 64,32, or none, not \""
            + text
            + "\".");
  }
}
