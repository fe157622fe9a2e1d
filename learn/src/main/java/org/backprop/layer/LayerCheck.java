package org.backprop.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.engine.GradientCheck;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Checks that a layer's value has the shape it states, that its text makes it again, and that its
 * derivatives agree with finite differences. Every layer of this library passes.
 */
public final class LayerCheck {
  private static final int ROWS = 4;

  private LayerCheck() {}

  /**
   * Checks a layer on rows of a shape.
   *
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(Layer layer, Shape row) {
    var faults = new ArrayList<String>();
    var again = layer.with(new Arguments(layer.name(), written(layer)));
    if (!again.text().equals(layer.text())) {
      faults.add("%s is read as %s".formatted(layer.text(), again.text()));
    }
    var x = Node.input("x", DType.FLOAT64, new Features(row).rows(ROWS).dims());
    var construction = new Construction(DType.FLOAT64, 0, Optional.empty());
    var value = construction.apply(List.of(layer), x);
    var stated = new Features(layer.output(row)).rows(ROWS);
    if (!value.shape().equals(stated)) {
      faults.add("%s makes %s, not %s".formatted(layer.text(), value.shape(), stated));
    }
    var random = new SplittableRandom(1);
    var given = new HashMap<Node, Tensor>();
    given.put(x, drawn(x.shape(), random));
    construction.parameters().forEach(p -> given.put(p.node(), drawn(p.node().shape(), random)));
    var report = GradientCheck.of(value.squared().sum(), List.copyOf(given.keySet())).at(given);
    if (!report.passed()) {
      faults.add(
          "the derivative of %s differs from differences: %s".formatted(layer.text(), report));
    }
    return List.copyOf(faults);
  }

  /** The arguments as a text has them: numbers as double. */
  private static List<?> written(Layer layer) {
    return layer.arguments().stream()
        .map(it -> it instanceof Number number ? (Object) number.doubleValue() : it)
        .toList();
  }

  private static Tensor drawn(Shape shape, SplittableRandom random) {
    var values = random.doubles(shape.size(), -2, 2).toArray();
    return Tensor.of(shape, values);
  }
}
