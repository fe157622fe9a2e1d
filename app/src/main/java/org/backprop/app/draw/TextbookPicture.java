package org.backprop.app.draw;

import static org.backprop.app.draw.Derivation.gradient;

import java.util.ArrayList;
import java.util.List;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Dropout;
import org.backprop.layer.Layer;
import org.backprop.layer.Residual;
import org.backprop.model.Model;

/** A model as the textbook draws it: {@code x -> *W1 -> +b1 -(a1)-> f1 -(h)-> ... -> loss -> L}. */
final class TextbookPicture {
  private final Model model;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private final Flowback flowback = new Flowback();
  private String at = "x";
  private String value = "x";
  private int width;
  private int dense;
  private int functions;
  private int hidden;
  private int others;

  private TextbookPicture(Model model) {
    this.model = model;
    this.width = model.features().count();
  }

  static Picture of(Model model, boolean backward) {
    var textbook = new TextbookPicture(model);
    textbook.build();
    if (!backward) {
      return textbook.picture(List.of());
    }
    textbook.boxes.addAll(textbook.flowback.boxes());
    textbook.edges.addAll(textbook.flowback.edges());
    return textbook.picture(textbook.flowback.lines());
  }

  private Picture picture(List<String> gradients) {
    return new Picture(model.toString(), boxes, edges, path, gradients);
  }

  private void build() {
    box("x", "x", size(width), Box.Kind.VALUE);
    model.layers().forEach(this::layer);
    var likelihood = model.likelihood();
    var unit = "f" + ++functions;
    box(unit, unit, Derivation.unit(likelihood), Box.Kind.FUNCTION);
    step(unit, "y_hat", Derivation.delta(likelihood, value));
    box("y", "y", size(width), Box.Kind.VALUE);
    box("loss", "loss", likelihood.lossName(), Box.Kind.LOSS);
    step("loss", "L", "");
    edges.add(new Edge("y", "loss", "", Edge.Flow.FORWARD));
    box("L", "L", "", Box.Kind.VALUE);
    edges.add(new Edge("loss", "L", "", Edge.Flow.FORWARD));
  }

  private void layer(Layer layer) {
    switch (layer) {
      case Dense it -> dense(it);
      case Activation it -> activation(it);
      case Dropout it -> dropout(it);
      case Residual it -> residual(it);
    }
    width = layer.outputs(width);
  }

  private void dense(Dense layer) {
    var n = ++dense;
    var gradients = Derivation.dense(value, n);
    box("W" + n, "*W" + n, "%d x %d".formatted(width, layer.outputs()), Box.Kind.PARAMETER);
    step("W" + n, "a" + n, gradients.input());
    box("b" + n, "+b" + n, size(layer.outputs()), Box.Kind.PARAMETER);
    edges.add(new Edge("W" + n, "b" + n, "", Edge.Flow.FORWARD));
    flowback.layer(n, gradients);
    at = "b" + n;
  }

  /** The identity is no step: the model's own graph has no node for it either. */
  private void activation(Activation layer) {
    if (layer == Activation.IDENTITY) {
      return;
    }
    var id = "f" + ++functions;
    var output = nextHidden();
    box(id, id, layer.word(), Box.Kind.FUNCTION);
    step(id, output, Derivation.activation(layer, id, value, output));
  }

  private void dropout(Dropout layer) {
    var id = "dropout" + ++others;
    box(id, "dropout", "rate " + layer.rate(), Box.Kind.FUNCTION);
    var output = value + "'";
    var kept = "%s / %s where kept".formatted(gradient(output), (float) (1 - layer.rate()));
    step(id, output, layer.rate() == 0 ? gradient(output) : kept);
  }

  private void residual(Residual layer) {
    var from = at;
    var skipped = value;
    var learned = dense > 0;
    layer.layers().forEach(this::layer);
    var id = "plus" + ++others;
    var output = nextHidden();
    box(id, "+", "residual", Box.Kind.FUNCTION);
    step(id, output, gradient(output));
    edges.add(new Edge(from, id, label(skipped), Edge.Flow.FORWARD));
    if (learned) {
      flowback.term(id, from, skipped, gradient(output));
    }
  }

  /** To a box that reads the value and makes another one of it. */
  private void step(String to, String output, String gradientBefore) {
    edges.add(new Edge(at, to, label(value), Edge.Flow.FORWARD));
    if (!value.startsWith("x")) {
      flowback.term(to, at, value, gradientBefore);
    }
    at = to;
    value = output;
  }

  private static String label(String value) {
    return value.equals("x") ? "" : value;
  }

  /** As in the model's own graph: h in a network of two dense layers, else h1, h2, ... */
  private String nextHidden() {
    hidden++;
    return model.denseLayers() == 2 && hidden == 1 ? "h" : "h" + hidden;
  }

  private void box(String id, String label, String note, Box.Kind kind) {
    boxes.add(new Box(id, label, note, kind));
    if (!id.equals("y")) {
      path.add(id);
    }
  }

  private static String size(int width) {
    return String.valueOf(width);
  }
}
