package org.backprop.train;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.table.DidYouMean;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Refuses initial values and frozen parameters that a model does not have. */
final class InitialCheck {
  private InitialCheck() {}

  /**
   * Checks names and shapes.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static void require(Model model, Map<String, Tensor> initial, List<String> frozen) {
    if (initial.isEmpty() && frozen.isEmpty()) {
      return;
    }
    var shapes = shapes(model);
    frozen.forEach(name -> requireKnown(name, shapes.keySet()));
    if (frozen.containsAll(shapes.keySet())) {
      throw new IllegalArgumentException(
          "every parameter is frozen, so there is nothing to train; leave one of %s out"
              .formatted(DidYouMean.list(shapes.keySet())));
    }
    initial.forEach((name, values) -> {
      requireKnown(name, shapes.keySet());
      if (!Objects.equals(values.shape(), shapes.get(name))) {
        throw new IllegalArgumentException(
            "the initial values of %s have the shape %s, but the model needs %s"
                .formatted(name, values.shape(), shapes.get(name)));
      }
      if (!values.dtype().isFloat() || !values.isFinite()) {
        throw new IllegalArgumentException(
            "the initial values of %s must be finite numbers of a float type".formatted(name));
      }
    });
  }

  private static Map<String, Shape> shapes(Model model) {
    var shapes = new LinkedHashMap<String, Shape>();
    ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 1)
        .parameters()
        .forEach(parameter -> shapes.put(parameter.name(), parameter.node().shape()));
    return shapes;
  }

  private static void requireKnown(String name, Collection<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "the model has no parameter \"%s\"; %s".formatted(name, DidYouMean.hint(name, known)));
    }
  }
}
