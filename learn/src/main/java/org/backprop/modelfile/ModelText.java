package org.backprop.modelfile;

import java.util.ArrayList;
import java.util.List;
import org.backprop.layer.Arguments;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.part.Catalog;
import org.backprop.part.ModelPart;
import org.backprop.tensor.Shape;

/**
 * Reads a model from the text that {@link Model#toString} writes: {@code features(4), dense(3),
 * categorical()}. A word names a likelihood or a layer, whose arguments are numbers and layers.
 */
final class ModelText {
  private static final int DEEPEST = 100;

  private final Catalog<Likelihood> likelihoods;
  private final Catalog<Layer> layers;
  private final String text;
  private int at;
  private int depth;

  private ModelText(String text, List<ModelPart> own) {
    this.text = text.replaceAll("\\s", "");
    this.likelihoods = Likelihoods.catalog().with(own);
    this.layers = Layers.catalog().with(own);
  }

  /**
   * The model of a text.
   *
   * @param own parts that are found before the built-in ones
   * @throws UnknownPartException if it names a part that is neither built in nor given nor provided
   * @throws IllegalArgumentException if it is not the text of a model
   */
  static Model parse(String text, List<ModelPart> own) {
    return new ModelText(text, own).model();
  }

  private Model model() {
    if (!word().equals("features")) {
      throw unreadable();
    }
    var features = features();
    var parts = new ArrayList<Layer>();
    while (take(',')) {
      var word = word();
      var likelihood = likelihoods.named(word);
      if (likelihood.isPresent()) {
        require('(');
        require(')');
        requireEnd();
        return new Model(features, parts, likelihood.get());
      }
      parts.add(layer(word));
    }
    throw unreadable();
  }

  private Features features() {
    var arguments = arguments("features");
    var dims = new int[arguments.values().size()];
    for (var axis = 0; axis < dims.length; axis++) {
      dims[axis] = arguments.whole(axis);
    }
    return new Features(Shape.of(dims));
  }

  private Layer layer(String word) {
    var found = layers.named(word);
    var arguments = arguments(word);
    if (found.isEmpty()) {
      throw new UnknownPartException(word);
    }
    return found.get().with(arguments);
  }

  private Arguments arguments(String word) {
    require('(');
    if (++depth > DEEPEST) {
      throw unreadable();
    }
    var values = new ArrayList<>();
    if (!take(')')) {
      do {
        values.add(argument());
      } while (take(','));
      require(')');
    }
    depth--;
    return new Arguments(word, values);
  }

  private Object argument() {
    return Character.isLetter(peek()) ? layer(word()) : number();
  }

  private String word() {
    var start = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '-' || peek() == '_') {
      at++;
    }
    if (start == at) {
      throw unreadable();
    }
    return text.substring(start, at);
  }

  private Object number() {
    var start = at;
    while (at < text.length() && peek() != ',' && peek() != ')') {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw unreadable();
    }
  }

  private void requireEnd() {
    if (at < text.length()) {
      throw unreadable();
    }
  }

  /** The next character; 0 at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char expected) {
    var found = peek() == expected;
    at += found ? 1 : 0;
    return found;
  }

  private void require(char expected) {
    if (!take(expected)) {
      throw unreadable();
    }
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException("not a model at character " + (at + 1) + ": " + text);
  }
}
