package org.backprop.modelfile;

import java.util.ArrayList;
import java.util.List;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Dropout;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.layer.Residual;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;

/** Reads a model from the text that {@link Model#toString} writes. */
final class ModelText {
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private ModelText(String text) {
    this.text = text.replaceAll("\\s", "");
  }

  static Model parse(String text) {
    return new ModelText(text).model();
  }

  private Model model() {
    if (!word().equals("features")) {
      throw unreadable();
    }
    var features = new Features(whole());
    var layers = new ArrayList<Layer>();
    while (take(',')) {
      var word = word();
      var likelihood = Likelihoods.named(word);
      if (likelihood.isPresent()) {
        requireEmptyParentheses();
        requireEnd();
        return new Model(features, layers, likelihood.get());
      }
      layers.add(layer(word));
    }
    throw unreadable();
  }

  private Layer layer(String word) {
    return switch (word) {
      case "dense" -> new Dense(whole());
      case "dropout" -> new Dropout(number());
      case "residual" -> new Residual(layers());
      default -> {
        var activation = Activation.named(word).orElseThrow(this::unreadable);
        requireEmptyParentheses();
        yield activation;
      }
    };
  }

  private List<Layer> layers() {
    require('(');
    if (++depth > DEEPEST) {
      throw unreadable();
    }
    var layers = new ArrayList<Layer>();
    do {
      layers.add(layer(word()));
    } while (take(','));
    depth--;
    require(')');
    return layers;
  }

  private String word() {
    var start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private double number() {
    require('(');
    var end = text.indexOf(')', at);
    try {
      var number = Double.parseDouble(text.substring(at, Math.max(at, end)));
      at = end + 1;
      return number;
    } catch (NumberFormatException e) {
      throw unreadable();
    }
  }

  private int whole() {
    var number = number();
    if (number != (int) number) {
      throw unreadable();
    }
    return (int) number;
  }

  private void requireEmptyParentheses() {
    require('(');
    require(')');
  }

  private void requireEnd() {
    if (at < text.length()) {
      throw unreadable();
    }
  }

  private boolean take(char expected) {
    var found = at < text.length() && text.charAt(at) == expected;
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
