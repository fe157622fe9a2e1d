package org.backprop.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LayerCheckTest {
  static Stream<Layer> layers() {
    return Stream.concat(
        Activations.ALL.stream(),
        Stream.of(
            Layers.dense(5),
            Layers.dropout(0.25),
            Layers.residual(Layers.dense(4), Layers.tanh(), Layers.dense(3))));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void every_layer_passes(Layer layer) {
    assertEquals(List.of(), LayerCheck.of(layer, Shape.of(3)));
  }

  @Test
  void a_wrong_shape_is_a_fault() {
    assertEquals(
        List.of("halves() makes [4, 1], not [4, 3]"), LayerCheck.of(new Halves(), Shape.of(3)));
  }

  /** States the shape of its input, but sums each row. */
  private record Halves() implements Layer {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public Node apply(Node x, Construction construction) {
      return x.sum(-1).reshape(x.shape().dim(0), 1);
    }

    @Override
    public Shape output(Shape row) {
      return row;
    }
  }
}
