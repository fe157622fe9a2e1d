package org.backprop.app.studio;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.chain.Chain;
import org.backprop.chain.Operand;
import org.backprop.chain.Orientation;
import org.backprop.chain.Step;
import org.backprop.chain.Value;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * A chain as the page reads it: each value once, under its name, and of a large one its first rows
 * and columns.
 */
final class ChainMap {
  /** Larger values are cut. */
  private static final int MOST_NUMBERS = 2_000;

  private static final int MOST_ROWS = 40;
  private static final int MOST_COLUMNS = 40;

  private ChainMap() {}

  static Map<String, Object> of(Chain chain, Orientation orientation) {
    var values = new LinkedHashMap<String, Object>();
    chain.parameters().forEach(it -> values.put(it.name(), value(it.value(), orientation)));
    chain.steps().forEach(it -> values.put(it.name(), value(it.value(), orientation)));
    var map = new LinkedHashMap<String, Object>();
    map.put("samples_as", orientation.word());
    map.put("rows", chain.rows());
    map.put("rate", chain.rate());
    map.put("parameters", chain.parameters().stream().map(Operand::name).toList());
    map.put("steps", chain.steps().stream().map(it -> step(it, orientation)).toList());
    map.put("values", values);
    return map;
  }

  private static Map<String, Object> step(Step step, Orientation orientation) {
    var map = new LinkedHashMap<>(step.toMap(orientation));
    map.remove("value");
    map.put("operands", step.operands().stream().map(Operand::name).toList());
    map.put("given", step.isGiven());
    map.put("phase", phase(step));
    step.otherWay()
        .ifPresent(other -> {
          var way = new LinkedHashMap<>(other.toMap(orientation));
          way.put("rule_tree", orientation.of(other.rule()).toMap());
          way.put("disagreement", step.disagreement());
          map.put("other_way", way);
        });
    return map;
  }

  private static String phase(Step step) {
    return step.kind().isForward() ? "forward" : step.kind().isBackward() ? "backward" : "update";
  }

  private static Map<String, Object> value(Value value, Orientation orientation) {
    if (value instanceof Value.Computed(var numbers)) {
      var shown = orientation.of(numbers);
      var cut = cut(shown);
      var map = new LinkedHashMap<>(new Value.Computed(cut).toMap(Orientation.ROWS));
      map.put("whole_shape", dims(shown.shape()));
      map.put("norm", norm(shown));
      return map;
    }
    return value.toMap(orientation);
  }

  private static List<Integer> dims(Shape shape) {
    return Arrays.stream(shape.dims()).boxed().toList();
  }

  private static double norm(Tensor tensor) {
    var sum = 0.0;
    for (var i = 0; i < tensor.size(); i++) {
      sum += tensor.at(i) * tensor.at(i);
    }
    return Math.sqrt(sum);
  }

  /** The first rows and columns of what is large. */
  private static Tensor cut(Tensor tensor) {
    var shape = tensor.shape();
    if (tensor.size() <= MOST_NUMBERS || shape.rank() > 2) {
      return tensor;
    }
    var columns = shape.dim(shape.rank() - 1);
    var rows = tensor.size() / columns;
    var keptRows = Math.min(rows, rows == 1 ? 1 : MOST_ROWS);
    var keptColumns = Math.min(columns, columns == 1 ? 1 : MOST_COLUMNS);
    var numbers = new double[keptRows * keptColumns];
    for (var i = 0; i < numbers.length; i++) {
      numbers[i] = tensor.at(i / keptColumns * columns + i % keptColumns);
    }
    return Tensor.of(
        shape.rank() == 1 ? Shape.of(keptColumns) : Shape.of(keptRows, keptColumns), numbers);
  }
}
