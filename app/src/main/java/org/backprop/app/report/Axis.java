package org.backprop.app.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.backprop.app.run.Scale;

/**
 * One direction of a chart.
 *
 * @param label what is counted, with its unit
 */
record Axis(String label, Scale scale) {
  private static final int TICKS = 4;

  /** From the lowest to the highest of these numbers; logarithmic as {@link Scale} decides. */
  static Axis of(String label, Collection<Double> values) {
    var scale = Scale.of(values);
    if (scale.high() > scale.low()) {
      return new Axis(label, scale);
    }
    var middle = Double.isFinite(scale.low()) ? scale.low() : 0;
    var half = middle == 0 ? 1 : Math.abs(middle) / 2;
    return new Axis(label, new Scale(middle - half, middle + half));
  }

  /** From one number to another, never logarithmic. */
  static Axis of(String label, double low, double high) {
    return of(label, low < 0 ? List.of(low, high) : List.of(low, high, 0.0));
  }

  /** Round numbers from the lowest to the highest; on a logarithmic scale powers of ten. */
  List<Double> ticks() {
    return scale.isLogarithmic() ? powers() : steps();
  }

  private List<Double> powers() {
    var first = (int) Math.ceil(Math.log10(scale.low()) - 1e-9);
    var last = (int) Math.floor(Math.log10(scale.high()) + 1e-9);
    var by = Math.max(1, Math.ceilDiv(last - first, TICKS));
    var ticks = new ArrayList<Double>();
    for (var power = first; power <= last; power += by) {
      ticks.add(Math.pow(10, power));
    }
    return ticks;
  }

  private List<Double> steps() {
    var step = step((scale.high() - scale.low()) / TICKS);
    var ticks = new ArrayList<Double>();
    var first = Math.ceil(scale.low() / step - 1e-9);
    for (var i = 0; i <= 2 * TICKS && (first + i) * step <= scale.high() + step * 1e-9; i++) {
      ticks.add((first + i) * step);
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten, at least this. */
  private static double step(double least) {
    var power = Math.pow(10, Math.floor(Math.log10(least)));
    for (var factor : new int[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
