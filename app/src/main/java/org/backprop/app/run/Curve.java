package org.backprop.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backprop.app.Numbers;

/**
 * Numbers in their order as a curve of characters; on a logarithmic scale where they span more than
 * two orders of magnitude above 0.
 *
 * @param values one for each epoch or step
 */
record Curve(List<Double> values) {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 8;
  private static final double MAGNITUDES = 100;

  /** The lines, the largest value on top; each column shows the last of its values. */
  List<String> lines() {
    var finite = values.stream().filter(Double::isFinite).toList();
    if (finite.size() < 2) {
      return List.of();
    }
    var low = finite.stream().mapToDouble(it -> it).min().orElseThrow();
    var high = finite.stream().mapToDouble(it -> it).max().orElseThrow();
    var width = Math.min(WIDTH, values.size());
    var rows = new char[HEIGHT][width];
    for (var row : rows) {
      Arrays.fill(row, ' ');
    }
    for (var column = 0; column < width; column++) {
      var value = values.get((int) ((column + 1L) * values.size() / width) - 1);
      if (Double.isFinite(value)) {
        rows[row(value, low, high)][column] = '*';
      }
    }
    var lines = new ArrayList<String>();
    for (var i = 0; i < HEIGHT; i++) {
      var label = i == 0 ? Numbers.of(high) : i == HEIGHT - 1 ? Numbers.of(low) : "";
      lines.add("%10s |%s".formatted(label, new String(rows[i])).stripTrailing());
    }
    return lines;
  }

  private static int row(double value, double low, double high) {
    if (high <= low) {
      return HEIGHT - 1;
    }
    var share =
        low > 0 && high > MAGNITUDES * low
            ? Math.log(high / value) / Math.log(high / low)
            : (high - value) / (high - low);
    return (int) Math.round((HEIGHT - 1) * share);
  }
}
