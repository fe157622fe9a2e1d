package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.List;
import org.backprop.app.draw.Picture.Arrow;
import org.backprop.app.draw.Picture.Box;
import org.backprop.app.draw.Picture.Kind;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Dropout;
import org.backprop.layer.Layer;
import org.backprop.layer.Residual;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.rewrite.Printer;
import org.backprop.rewrite.Simplify;
import org.backprop.tensor.DType;

/** The textbook's picture of a model: x -> *W1 -> +b1 -> f1 -> ... -> loss -> L. */
final class ModelPicture {
  private final Model model;
  private final boolean backward;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private int dense;
  private int hidden;
  private int boxCount;

  private ModelPicture(Model model, boolean backward) {
    this.model = model;
    this.backward = backward;
  }

  /** The picture, with the gradients on their way back if asked for. */
  static Picture of(Model model, boolean backward) {
    return new ModelPicture(model, backward).drawn();
  }

  private record End(String box, String label) {}

  private Picture drawn() {
    var end = new End(box(Kind.VALUE, "x", ""), "");
    for (var layer : model.layers()) {
      end = layer(layer, end);
    }
    var output = box(Kind.OPERATION, "f" + dense, outputUnit());
    join(end, output);
    var loss = box(Kind.OPERATION, "loss", model.likelihood().lossName());
    join(new End(output, "y_hat"), loss);
    join(new End(box(Kind.VALUE, "y", ""), ""), loss);
    join(new End(loss, ""), box(Kind.VALUE, "L", ""));
    return new Picture(model.toString(), boxes, arrows);
  }

  private End layer(Layer layer, End in) {
    return switch (layer) {
      case Dense _ -> dense(in);
      case Activation activation -> activation(activation, in);
      case Dropout dropout -> through(in, "dropout", String.valueOf(dropout.rate()), in.label());
      case Residual residual -> residual(residual, in);
    };
  }

  private End dense(End in) {
    dense++;
    var from = in.label().isEmpty() ? "x" : in.label();
    var product = box(Kind.OPERATION, "*W" + dense, gradient("W", from + "^T delta" + dense));
    join(in, product);
    var sum = box(Kind.OPERATION, "+b" + dense, gradient("b", "sum of delta" + dense));
    join(new End(product, ""), sum);
    return new End(sum, "a" + dense);
  }

  /** A parameter's gradient, shown below its box where gradients are asked for. */
  private String gradient(String parameter, String formula) {
    return backward ? "dL/d" + parameter + dense + " = " + formula : "";
  }

  private End activation(Activation activation, End in) {
    if (activation == Activation.IDENTITY) {
      return in;
    }
    hidden++;
    var name = model.denseLayers() == 2 && hidden == 1 ? "h" : "h" + hidden;
    return through(in, "f" + hidden, activation.word(), name);
  }

  private End residual(Residual residual, End in) {
    var end = in;
    for (var layer : residual.layers()) {
      end = layer(layer, end);
    }
    hidden++;
    var sum = box(Kind.OPERATION, "+", "residual");
    join(end, sum);
    join(in, sum);
    return new End(sum, "h" + hidden);
  }

  private End through(End in, String label, String note, String out) {
    var box = box(Kind.OPERATION, label, note);
    join(in, box);
    return new End(box, out);
  }

  private String box(Kind kind, String label, String note) {
    var id = "n" + boxCount++;
    boxes.add(new Box(id, kind, label, note));
    return id;
  }

  private void join(End from, String to) {
    arrows.add(new Arrow(from.box(), to, from.label(), false));
    if (backward && !from.label().isEmpty()) {
      arrows.add(new Arrow(to, from.box(), gradient(from.label()), true));
    }
  }

  /** What comes back along an arrow, as in {@code delta2 = y_hat - y}. */
  private String gradient(String label) {
    if (label.equals("a" + model.denseLayers())) {
      return "delta" + dense + " = " + deltaRule(model);
    }
    return label.startsWith("a") ? "delta" + label.substring(1) : "dL/d" + label;
  }

  /** The gradient at the last pre-activation, as the simplified derivative prints. */
  static String deltaRule(Model model) {
    var graph = ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 2);
    var losses = model.likelihood().logDensity(graph.eta(), graph.y()).negated().sum();
    var delta = Gradients.of(losses, graph.eta());
    return Printer.expression(Simplify.of(List.of(graph.mean(), delta)).get(1));
  }

  /** The output unit by name: the last of {@code softmax(a2)}. */
  private String outputUnit() {
    var eta = Node.input("a", DType.FLOAT32, 2, model.outputs());
    var unit = Printer.expression(Simplify.of(model.likelihood().mean(eta)));
    var bracket = unit.indexOf('(');
    return bracket > 0 ? unit.substring(0, bracket) : "linear";
  }
}
