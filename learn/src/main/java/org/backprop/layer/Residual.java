package org.backprop.layer;

import java.util.List;
import java.util.stream.Collectors;
import org.backprop.graph.Node;

/** {@code x + f(x)}: layers with a connection around them (He et al. 2016). */
public record Residual(List<Layer> layers) implements Layer {
  public Residual {
    layers = List.copyOf(layers);
  }

  @Override
  public Node apply(Node x, Construction construction) {
    return construction.hidden(x.plus(construction.apply(layers, x)));
  }

  @Override
  public int outputs(int inputs) {
    var width = inputs;
    for (var layer : layers) {
      width = layer.outputs(width);
    }
    if (width != inputs) {
      throw new IllegalArgumentException(
          this
              + " makes "
              + width
              + " outputs of "
              + inputs
              + " inputs; they are added, so the two must be equal");
    }
    return width;
  }

  @Override
  public String toString() {
    return layers.stream().map(Layer::toString).collect(Collectors.joining(", ", "residual(", ")"));
  }
}
