package org.backprop.app.explain;

import java.util.ArrayList;
import java.util.List;
import org.backprop.app.Numbers;
import org.backprop.tensor.Tensor;

/** Matrices in a few lines: large ones by their first elements and their norm. */
record MatrixText(boolean columns) {
  private static final int MOST_COLUMNS = 6;
  private static final int MOST_ROWS = 5;

  /** The lines of a vector or matrix; transposed where columns are samples. */
  List<String> lines(Tensor tensor) {
    var shape = tensor.shape();
    var rows = shape.rank() < 2 ? 1 : shape.dim(0);
    var width = shape.size() / Math.max(1, rows);
    var vector = rows == 1;
    var turned = columns && !vector;
    var lines = new ArrayList<String>();
    var shown = turned ? width : rows;
    for (var i = 0; i < Math.min(shown, MOST_ROWS); i++) {
      var line = new StringBuilder("[");
      var across = turned ? rows : width;
      for (var j = 0; j < Math.min(across, MOST_COLUMNS); j++) {
        var at = turned ? j * width + i : i * width + j;
        line.append("%11s".formatted(Numbers.of(tensor.at(at))));
      }
      line.append(across > MOST_COLUMNS ? " ..." : "").append(" ]");
      lines.add(line + (columns && vector ? "^T" : ""));
    }
    if (shown > MOST_ROWS) {
      lines.add("... " + (shown - MOST_ROWS) + " more rows");
    }
    if (shown > MOST_ROWS || (turned ? rows : width) > MOST_COLUMNS) {
      lines.set(lines.size() - 1, lines.getLast() + "  norm " + Numbers.of(norm(tensor)));
    }
    return lines;
  }

  /** As in {@code [1, 16]}, transposed where columns are samples. */
  String shape(Tensor tensor) {
    var shape = tensor.shape();
    var bias = shape.rank() == 1;
    var rows = bias ? 1 : shape.rank() == 0 ? 1 : shape.dim(0);
    var width = shape.size() / Math.max(1, rows);
    return columns
        ? "[" + width + ", " + rows + "]"
        : bias ? "[" + width + "]" : "[" + rows + ", " + width + "]";
  }

  private static double norm(Tensor tensor) {
    var sum = 0.0;
    for (var value : tensor.toDoubles()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
