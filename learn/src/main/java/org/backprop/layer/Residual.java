package org.backprop.layer;

import java.util.List;
import org.backprop.graph.Node;
import org.backprop.part.Arguments;
import org.backprop.tensor.Shape;

/** {@code x + f(x)}: layers with a connection around them (He et al. 2016). */
public record Residual(List<Layer> layers) implements Layer {
  public Residual {
    layers = List.copyOf(layers);
  }

  @Override
  public String name() {
    return "residual";
  }

  @Override
  public Node apply(Node x, Construction construction) {
    return construction.hidden(x.plus(construction.apply(layers, x)));
  }

  @Override
  public Shape output(Shape row) {
    var inner = row;
    for (var layer : layers) {
      inner = layer.output(inner);
    }
    if (!inner.equals(row)) {
      throw new IllegalArgumentException(
          "%s makes rows of shape %s from rows of shape %s; they are added, so the two must be equal"
              .formatted(this, inner, row));
    }
    return row;
  }

  @Override
  public List<?> arguments() {
    return layers;
  }

  @Override
  public Layer with(Arguments arguments) {
    if (arguments.values().isEmpty()) {
      throw new IllegalArgumentException("residual needs at least one layer");
    }
    return new Residual(arguments.parts(Layer.class));
  }

  @Override
  public String toString() {
    return text();
  }
}
