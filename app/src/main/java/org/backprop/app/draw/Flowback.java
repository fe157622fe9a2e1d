package org.backprop.app.draw;

import static org.backprop.app.draw.Derivation.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How gradients flow back through a textbook's picture; gathered while it is built forward. */
final class Flowback {
  /** A gradient, or a term of one, that one box hands back to another. */
  private record Term(String from, String to, String value, String text) {}

  private record Layer(int number, Derivation.Dense gradients) {}

  private static final double WIDTH = 8;

  private final List<Term> terms = new ArrayList<>();
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  /** The box {@code from} hands back the gradient by a value; the text is empty if it has none. */
  void term(String from, String to, String value, String text) {
    terms.add(new Term(from, to, value, text));
  }

  /** A dense layer's own gradients, which follow from the one by its value. */
  void layer(int number, Derivation.Dense gradients) {
    layers.put("a" + number, new Layer(number, gradients));
  }

  /** The gradients of the parameters. */
  List<Box> boxes() {
    var boxes = new ArrayList<Box>();
    for (var layer : layers.values()) {
      var n = layer.number;
      boxes.add(box("W" + n, layer.gradients.weights()));
      boxes.add(box("b" + n, layer.gradients.biases()));
    }
    return boxes;
  }

  private static Box box(String parameter, String text) {
    return new Box(
        "d" + parameter, gradient(parameter), text.replace(" over ", "\nover "), Box.Kind.GRADIENT);
  }

  /** The dashed arrows, from the loss back. */
  List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    for (var term : terms.reversed()) {
      var shared = terms.stream().filter(other -> other.value.equals(term.value)).count() > 1;
      var rule = MathText.wrapped(term.text, WIDTH);
      var label = shared ? rule : definition(term.value, rule, "\n= ");
      edges.add(new Edge(term.from, term.to, label, Edge.Flow.BACK));
    }
    for (var layer : layers.values()) {
      var n = layer.number;
      edges.add(new Edge("b" + n, "W" + n, "", Edge.Flow.BACK));
      edges.add(new Edge("W" + n, "dW" + n, "", Edge.Flow.BACK));
      edges.add(new Edge("b" + n, "db" + n, "", Edge.Flow.BACK));
    }
    return edges;
  }

  /** All gradients as text, from the loss back: a sum of terms once all of them are known. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    var last = new HashMap<String, Term>();
    terms.forEach(term -> last.putIfAbsent(term.value, term));
    for (var term : terms.reversed()) {
      if (term.equals(last.get(term.value))) {
        lines.add(definition(term.value, sum(term.value), " = "));
        var layer = layers.get(term.value);
        if (layer != null) {
          lines.add(gradient("W" + layer.number) + " = " + layer.gradients.weights());
          lines.add(gradient("b" + layer.number) + " = " + layer.gradients.biases());
        }
      }
    }
    return lines;
  }

  private String sum(String value) {
    return terms.stream()
        .filter(term -> term.value.equals(value))
        .map(Term::text)
        .collect(Collectors.joining(" + "));
  }

  private static String definition(String value, String text, String equals) {
    var name = value.startsWith("a") ? "delta" + value.substring(1) + " = " : "";
    return name + gradient(value) + (text.isEmpty() ? "" : equals + text);
  }
}
