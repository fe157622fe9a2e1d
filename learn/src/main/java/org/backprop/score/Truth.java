package org.backprop.score;

import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.tensor.Tensor;

/** The targets of encoded rows as they were: a class's place among the levels, or the number. */
final class Truth {
  private Truth() {}

  static double[] of(Target target, Dataset data) {
    var truth = new double[data.rows()];
    var y = data.y();
    for (var row = 0; row < truth.length; row++) {
      truth[row] =
          switch (target) {
            case Target.Number number -> number.restore(y.at(row));
            case Target.Classes classes when classes.binary() -> y.at(row);
            case Target.Classes _ -> hot(y, row * data.outputs(), data.outputs());
          };
    }
    return truth;
  }

  private static int hot(Tensor y, int from, int classes) {
    var best = 0;
    for (var k = 1; k < classes; k++) {
      best = y.at(from + k) > y.at(from + best) ? k : best;
    }
    return best;
  }
}
