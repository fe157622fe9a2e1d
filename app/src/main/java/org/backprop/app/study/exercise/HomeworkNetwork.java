package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backprop.layer.Activation;
import org.backprop.layer.Layer;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.part.ModelPart;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;

/** Makes the network of a homework, as in {@code 2 -> tanh 3 -> softmax 2}. */
final class HomeworkNetwork {
  private static final Pattern ARROW = Pattern.compile("\\s*(->|\u2192|,)\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Set<String> FILLERS =
      Set.of("input", "inputs", "unit", "units", "output", "outputs", "neurons", "classes");
  private static final List<String> OUTPUTS = List.of("linear", "sigmoid", "softmax", "exp");
  private static final int MOST = 50;
  private static final String EXAMPLE = "as in 2 -> tanh 3 -> softmax 2";

  private final HomeworkText text;

  private HomeworkNetwork(HomeworkText text) {
    this.text = text;
  }

  /**
   * The model.
   *
   * @throws DataException if the line names no network
   */
  static Model of(HomeworkText text) {
    return new HomeworkNetwork(text).model();
  }

  /** The name of a unit, empty for the inputs, and how many there are. */
  private record Part(String unit, int count) {}

  private Model model() {
    var parts = Arrays.stream(ARROW.split(text.network().text(), -1)).map(this::part).toList();
    if (parts.size() < 2) {
      throw fault("a network has inputs and outputs, " + EXAMPLE);
    }
    var layers = new ArrayList<ModelPart>();
    for (var part : parts.subList(1, parts.size() - 1)) {
      layers.add(Layers.dense(part.count()));
      layers.addAll(activation(part));
    }
    var output = parts.getLast();
    layers.add(Layers.dense(output.count()));
    var features = Layers.features(parts.getFirst().count());
    layers.add(likelihood(output));
    return Model.of(features, layers.toArray(ModelPart[]::new));
  }

  private Part part(String words) {
    var unit = "";
    var count = 0;
    for (var word : SPACE.split(words.strip().toLowerCase(Locale.ROOT), -1)) {
      if (word.matches("\\d{1,4}")) {
        count = Integer.parseInt(word);
      } else if (!FILLERS.contains(word)) {
        unit = word;
      }
    }
    if (count < 1 || count > MOST) {
      throw fault("\"%s\" has no number of units from 1 to %s, %s".formatted(words, MOST, EXAMPLE));
    }
    return new Part(unit, count);
  }

  private List<Layer> activation(Part part) {
    if (part.unit().isEmpty() || part.unit().equals("linear")) {
      return List.of();
    }
    var found = Layers.catalog().named(part.unit(), Activation.class);
    var known = Layers.catalog().names(Activation.class);
    return List.of(found.orElseThrow(() -> unknown("unit", part.unit(), known)));
  }

  private Likelihood likelihood(Part part) {
    var likelihood =
        switch (part.unit()) {
          case "linear", "" -> Likelihoods.normal();
          case "sigmoid" -> Likelihoods.bernoulli();
          case "softmax" -> Likelihoods.categorical();
          case "exp" -> Likelihoods.poisson();
          default -> throw unknown("output", part.unit(), OUTPUTS);
        };
    if (Stream.of("sigmoid", "exp").anyMatch(part.unit()::equals) && part.count() > 1) {
      throw fault("%s is one output; several classes have softmax".formatted(part.unit()));
    }
    return likelihood;
  }

  private DataException unknown(String what, String unit, List<String> known) {
    return fault("there is no %s \"%s\"; %s".formatted(what, unit, DidYouMean.hint(unit, known)));
  }

  private DataException fault(String what) {
    return text.fault(text.network(), what);
  }
}
