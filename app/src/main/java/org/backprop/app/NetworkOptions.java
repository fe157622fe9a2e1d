package org.backprop.app;

import java.util.Arrays;
import java.util.Optional;
import org.backprop.layer.Activation;
import org.backprop.layer.Activations;
import org.backprop.layer.Layer;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
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
      description = "One of ${COMPLETION-CANDIDATES}. Default: the target picks it.",
      completionCandidates = PartNames.OfLikelihoods.class)
  Optional<String> likelihood = Optional.empty();

  @Option(
      names = "--hidden",
      paramLabel = "WIDTHS",
      order = 11,
      description =
          "Widths of the hidden layers, as in 64,32, or none. Default: 64, or 128,128 where"
              + " the validation rows clearly prefer it.")
  Optional<String> hidden = Optional.empty();

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      order = 12,
      description = "One of ${COMPLETION-CANDIDATES}. Default: tanh, for images relu.",
      completionCandidates = PartNames.OfActivations.class)
  Optional<String> activation = Optional.empty();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      order = 13,
      description = "Share of hidden values set to 0 while training. Default: 0.")
  Optional<Double> dropout = Optional.empty();

  @Option(
      names = "--layers",
      paramLabel = "LAYERS",
      order = 14,
      description =
          "The layers before the output, one by one, as in 'dense(16), relu, dropout(0.2)'; in place"
              + " of the three above.")
  Optional<String> layers = Optional.empty();

  void apply(Training training) {
    if (layers.isPresent()
        && (hidden.isPresent() || activation.isPresent() || dropout.isPresent())) {
      throw new DataException(
          "--layers states every layer; leave --hidden, --activation and --dropout out.");
    }
    likelihood
        .map(text -> (Likelihood) Choices.part("--likelihood", text, Likelihoods.catalog()))
        .ifPresent(training::likelihood);
    hidden.map(NetworkOptions::widths).ifPresent(training::hidden);
    layers.map(Layers::parse).ifPresent(all -> training.layers(all.toArray(Layer[]::new)));
    activation
        .map(name ->
            Choices.require(
                "--activation", name, hiddenActivation(name), PartNames.hiddenActivations()))
        .ifPresent(training::activation);
    dropout.ifPresent(training::dropout);
  }

  private static Optional<Activation> hiddenActivation(String name) {
    return Layers.catalog()
        .named(name, Activation.class)
        .filter(found -> !found.equals(Activations.SOFTMAX));
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
