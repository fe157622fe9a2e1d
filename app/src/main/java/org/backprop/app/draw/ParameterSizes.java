package org.backprop.app.draw;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.chain.Orientation;
import org.backprop.layer.Parameter;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/** The sizes of a model's weights and biases, as in {@code 4 x 16}. */
final class ParameterSizes {
  private final Map<String, Shape> shapes;
  private final Orientation orientation;

  ParameterSizes(Model model, Orientation orientation) {
    this.orientation = orientation;
    this.shapes =
        ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, 1).parameters().stream()
            .collect(Collectors.toMap(Parameter::name, it -> it.node().shape()));
  }

  /** Outputs x inputs where samples are columns. */
  String of(String parameter) {
    var shape = Objects.requireNonNull(shapes.get(parameter), parameter);
    var rank = shape.rank();
    var turned = rank == 2 && orientation == Orientation.COLUMNS;
    return IntStream.range(0, rank)
        .mapToObj(axis -> String.valueOf(shape.dim(turned ? 1 - axis : axis)))
        .collect(Collectors.joining(" x "));
  }
}
