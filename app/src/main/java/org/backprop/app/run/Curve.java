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

  /** The lines, the largest value on top; each column shows the last of its values. */
  List<String> lines() {
    if (values.stream().filter(Double::isFinite).count() < 2) {
      return List.of();
    }
    var scale = Scale.of(values);
    var width = Math.min(WIDTH, values.size());
    var rows = new char[HEIGHT][width];
    for (var row : rows) {
      Arrays.fill(row, ' ');
    }
    for (var column = 0; column < width; column++) {
      var value = values.get((int) ((column + 1L) * values.size() / width) - 1);
      if (Double.isFinite(value)) {
        rows[(int) Math.round((HEIGHT - 1) * (1 - scale.share(value)))][column] = '*';
      }
    }
    var lines = new ArrayList<String>();
    for (var i = 0; i < HEIGHT; i++) {
      var label =
          i == 0 ? Numbers.of(scale.high()) : i == HEIGHT - 1 ? Numbers.of(scale.low()) : "";
      lines.add("%10s |%s".formatted(label, new String(rows[i])).stripTrailing());
    }
    return lines;
  }
}
