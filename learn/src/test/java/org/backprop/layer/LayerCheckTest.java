package org.backprop.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.part.Arguments;
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
        List.of("halves() fails: halves() makes [4, 1], but states [4, 3] as its output"),
        LayerCheck.of(new Halves(), Shape.of(3)));
  }

  /** A layer of the same values as its input. */
  private interface Same extends Layer {
    @Override
    default String name() {
      return "same";
    }

    @Override
    default Node apply(Node x, Construction construction) {
      return x.times(1);
    }

    @Override
    default Shape output(Shape row) {
      return row;
    }
  }

  /** States the shape of its input, but sums each row. */
  private record Halves() implements Same {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public Node apply(Node x, Construction construction) {
      return x.sum(-1).reshape(x.shape().dim(0), 1);
    }
  }

  static Stream<Layer> forgetful() {
    return Stream.of(
        new NoArguments(0.3),
        new OnlyObject(0.3),
        new NoWith(0.3),
        new WrongWith(0.3),
        new Lost(0.3),
        new Kept(4, 0.3),
        Layers.residual(new NoArguments(0.3)));
  }

  @ParameterizedTest
  @MethodSource("forgetful")
  void a_text_that_does_not_make_the_layer_again_is_one_sentence(Layer layer) {
    var faults = LayerCheck.of(layer, Shape.of(3));
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(
        faults.getFirst().matches("(the|reading the) text same\\(.*\\) (does not hold|fails).*"),
        faults::toString);
  }

  private record NoArguments(double scale) implements Same {
    private NoArguments() {
      this(0.1);
    }
  }

  /** No other is made of its text. */
  private record OnlyObject(double scale) implements Same {}

  private record NoWith(double scale) implements Same {
    @Override
    public List<?> arguments() {
      return List.of(scale);
    }
  }

  private record WrongWith(double scale) implements Same {
    @Override
    public List<?> arguments() {
      return List.of(scale);
    }

    @Override
    public Layer with(Arguments arguments) {
      return new WrongWith(1);
    }
  }

  /** A class whose objects are equal to themselves alone. */
  private static final class Lost implements Same {
    private final double scale;

    private Lost() {
      this(0.1);
    }

    private Lost(double scale) {
      this.scale = scale;
    }

    @Override
    public Node apply(Node x, Construction construction) {
      return x.times(scale);
    }
  }

  /** Keeps the scale of the prototype. */
  private record Kept(int outputs, double scale) implements Same {
    private Kept() {
      this(1, 0.1);
    }

    @Override
    public List<?> arguments() {
      return List.of(outputs);
    }

    @Override
    public Layer with(Arguments arguments) {
      return new Kept(arguments.whole(0), scale);
    }
  }

  @Test
  void a_name_of_another_layer_is_a_fault() {
    var faults = LayerCheck.of(new Named(), Shape.of(3));
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains("has that name already"), faults::toString);
  }

  private record Named() implements Same {
    @Override
    public String name() {
      return "relu";
    }
  }

  @Test
  void two_parameters_of_one_name_are_a_fault() {
    var faults = LayerCheck.of(new Twice(), Shape.of(3));
    assertEquals(1, faults.size(), faults::toString);
    assertTrue(faults.getFirst().contains("two parameters are called g"), faults::toString);
  }

  private record Twice() implements Same {
    @Override
    public Node apply(Node x, Construction construction) {
      var shape = x.shape().without(0);
      return x.times(construction.zeros("g", shape)).plus(construction.zeros("g", shape));
    }
  }
}
