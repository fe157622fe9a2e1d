package org.backprop.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.engine.GradientCheck;
import org.backprop.graph.Node;
import org.backprop.likelihood.Likelihoods;
import org.backprop.part.Faults;
import org.backprop.part.TextCheck;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Checks that a layer's value has the shape it states, that its text makes it again, and that its
 * derivatives agree with finite differences. Every layer of this library passes.
 */
public final class LayerCheck {
  private static final int ROWS = 4;

  private final Layer layer;
  private final Faults faults = Faults.none();

  private LayerCheck(Layer layer) {
    this.layer = layer;
  }

  /**
   * Checks a layer on rows of a shape.
   *
   * @return a sentence for each fault; empty if there is none
   */
  public static List<String> of(Layer layer, Shape row) {
    var check = new LayerCheck(layer);
    check.faults.addAll(TextCheck.of(layer, List.of(Layers.catalog(), Likelihoods.catalog())));
    check.faults.attempt(layer.text(), () -> check.derivative(row));
    return check.faults.sentences();
  }

  private void derivative(Shape row) {
    var x = Node.input("x", DType.FLOAT64, new Features(row).rows(ROWS).dims());
    var construction = new Construction(DType.FLOAT64, 0, Optional.empty());
    var value = construction.apply(List.of(layer), x);
    var random = new SplittableRandom(1);
    var given = new HashMap<Node, Tensor>();
    given.put(x, drawn(x.shape(), random));
    construction.parameters().forEach(p -> given.put(p.node(), drawn(p.node().shape(), random)));
    var report = GradientCheck.of(value.squared().sum(), List.copyOf(given.keySet())).at(given);
    if (!report.passed()) {
      faults.add(
          "the derivative of %s differs from differences: %s"
              .formatted(layer.text(), report.worst()));
    }
  }

  private static Tensor drawn(Shape shape, SplittableRandom random) {
    var values = random.doubles(shape.size(), -2, 2).toArray();
    return Tensor.of(shape, values);
  }
}
