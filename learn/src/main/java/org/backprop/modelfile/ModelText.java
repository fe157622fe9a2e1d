package org.backprop.modelfile;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.part.Catalog;
import org.backprop.part.ModelPart;
import org.backprop.part.PartText;
import org.backprop.part.TextCheck;
import org.backprop.tensor.Shape;

/**
 * Reads a model from the text that {@link Model#toString} writes: {@code features(4), dense(3),
 * categorical()}, the features, layers, and at the end a likelihood.
 */
record ModelText(Catalog<Likelihood> likelihoods, Catalog<Layer> layers) {

  private static ModelText with(List<ModelPart> own) {
    return new ModelText(Likelihoods.catalog().with(own), Layers.catalog().with(own));
  }

  /**
   * The model of a text.
   *
   * @param own parts that are found before the built-in ones
   * @throws UnknownPartException if it names parts that are neither built in nor given nor provided
   * @throws IllegalArgumentException if it is not the text of a model
   */
  static Model parse(String text, List<ModelPart> own) {
    return with(own).model(PartText.list(text));
  }

  /**
   * Checks that a model's text makes the same model again.
   *
   * @throws ModelFileException with a sentence, if it does not
   */
  static void requireReadable(Model model) {
    var catalogs = with(List.of());
    model.parts().stream()
        .flatMap(
            part -> TextCheck.of(part, List.of(catalogs.likelihoods, catalogs.layers)).stream())
        .findFirst()
        .ifPresent(fault -> {
          throw new ModelFileException("the model cannot be written to a file: " + fault);
        });
    PartText.list(model.toString());
  }

  private Model model(List<PartText> parts) {
    if (!parts.getFirst().name().equals("features")) {
      throw new IllegalArgumentException("a model begins with features, not " + parts.getFirst());
    }
    requireKnown(parts.subList(1, parts.size()));
    var last = parts.getLast();
    var likelihood =
        likelihoods
            .named(last.name())
            .orElseThrow(
                () -> new IllegalArgumentException("a model ends with a likelihood, not " + last))
            .with(last.arguments(this::prototype));
    var middle = parts.subList(1, parts.size() - 1).stream().map(this::layer).toList();
    return new Model(features(parts.getFirst()), middle, likelihood);
  }

  private void requireKnown(List<PartText> parts) {
    var unknown =
        parts.stream()
            .flatMap(PartText::names)
            .filter(Predicate.not(name -> prototype(name).isPresent()))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      throw new UnknownPartException(unknown);
    }
  }

  private Optional<? extends ModelPart> prototype(String name) {
    return Stream.concat(layers.named(name).stream(), likelihoods.named(name).stream()).findFirst();
  }

  private Features features(PartText text) {
    var arguments = text.arguments(this::prototype);
    var dims = new int[arguments.values().size()];
    for (var axis = 0; axis < dims.length; axis++) {
      dims[axis] = arguments.whole(axis);
    }
    return new Features(Shape.of(dims));
  }

  private Layer layer(PartText text) {
    return layers
        .named(text.name())
        .orElseThrow(
            () -> new IllegalArgumentException("a model has its likelihood at the end: " + text))
        .with(text.arguments(this::prototype));
  }
}
