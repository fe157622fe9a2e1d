package org.backprop.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.layer.Dense;
import org.backprop.layer.Layer;
import org.backprop.layer.Residual;
import org.backprop.model.TrainedModel;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** The layers of a model, one a line: their widths, parameters and shapes. */
final class LayerTable {
  private LayerTable() {}

  static TextTable of(TrainedModel trained) {
    var model = trained.model();
    var table = TextTable.of("layer", "width", "parameters", "<");
    Queue<Map.Entry<String, Tensor>> parameters = new ArrayDeque<>(trained.parameters().entrySet());
    var width = model.features().count();
    table.row("x", String.valueOf(width), "", "");
    for (var layer : model.layers()) {
      width = layer.outputs(width);
      var own = own(layer, parameters);
      var count = own.stream().mapToInt(entry -> entry.getValue().size()).sum();
      table.row(
          layer.toString().replace("()", ""),
          String.valueOf(width),
          own.isEmpty() ? "" : Numbers.count(count),
          shapes(own));
    }
    var unit = OutputUnit.of(model.likelihood());
    table.row(unit + " output", String.valueOf(width), "", "");
    return table.row("together", "", Numbers.count(trained.parameterCount()), precision(trained));
  }

  static String precision(TrainedModel trained) {
    return trained.dtype().name().toLowerCase(Locale.ROOT);
  }

  static List<Integer> dims(Shape shape) {
    return IntStream.range(0, shape.rank()).mapToObj(shape::dim).toList();
  }

  /** The next parameters: two for each dense layer. */
  private static List<Map.Entry<String, Tensor>> own(
      Layer layer, Queue<Map.Entry<String, Tensor>> parameters) {
    var own = new ArrayList<Map.Entry<String, Tensor>>();
    for (var i = 0; i < 2 * denseLayers(layer); i++) {
      own.add(parameters.remove());
    }
    return own;
  }

  private static int denseLayers(Layer layer) {
    return switch (layer) {
      case Dense _ -> 1;
      case Residual residual -> residual.layers().stream().mapToInt(LayerTable::denseLayers).sum();
      default -> 0;
    };
  }

  private static String shapes(List<Map.Entry<String, Tensor>> parameters) {
    return parameters.stream()
        .map(entry -> entry.getKey() + dims(entry.getValue().shape()))
        .collect(Collectors.joining(", "));
  }
}
