package org.backprop.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.layer.Parameter;
import org.backprop.model.TrainedModel;
import org.backprop.tensor.Shape;

/** The layers of a model, one a line: their widths, parameters and shapes. */
public final class LayerTable {
  private LayerTable() {}

  /** The table of a model. */
  public static TextTable of(TrainedModel trained) {
    var model = trained.model();
    var table = TextTable.of("layer", "width", "parameters", "<");
    var row = model.features().row();
    table.row("x", width(row), "", "");
    var parameters = model.parametersByLayer();
    for (var i = 0; i < model.layers().size(); i++) {
      var layer = model.layers().get(i);
      var own = parameters.get(i);
      row = layer.output(row);
      var count = own.stream().mapToInt(parameter -> parameter.node().shape().size()).sum();
      table.row(
          layer.text().replace("()", ""),
          width(row),
          own.isEmpty() ? "" : Numbers.count(count),
          shapes(own));
    }
    var unit = model.likelihood().outputUnit();
    table.row(unit + " output", width(row), "", "");
    return table.row("together", "", Numbers.count(trained.parameterCount()), precision(trained));
  }

  /** As in {@code float32}. */
  public static String precision(TrainedModel trained) {
    return trained.dtype().name().toLowerCase(Locale.ROOT);
  }

  static List<Integer> dims(Shape shape) {
    return IntStream.range(0, shape.rank()).mapToObj(shape::dim).toList();
  }

  /** As in {@code 16}, or {@code 28 x 28}. */
  private static String width(Shape row) {
    return dims(row).stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  private static String shapes(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> parameter.name() + dims(parameter.node().shape()))
        .collect(Collectors.joining(", "));
  }
}
