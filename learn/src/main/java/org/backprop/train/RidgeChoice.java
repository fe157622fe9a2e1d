package org.backprop.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.RandomOrder;

/**
 * The strength of a ridge penalty that has the least loss in cross-validation, among two in each
 * decade.
 *
 * @param loss the mean loss of the rows while they were left out
 * @param rows how many rows took part
 */
record RidgeChoice(double lambda, double loss, int folds, int rows) {
  private static final int FOLDS = 10;
  private static final int STRENGTHS = 17;

  /** In units of the loss's curvature by the constant. */
  private static final double STRONGEST = 1e4;

  /** Of more rows a seeded sample takes part. */
  private static final int MOST_ROWS = 20_000;

  /** Chooses by the trainer's seed. */
  static RidgeChoice of(Trainer trainer, Dataset training) {
    var order = order(training, trainer.execution().seed());
    var folds = Math.min(FOLDS, order.length);
    var strengths = strengths(new RidgePath(trainer, training).curvature());
    var losses = new double[STRENGTHS];
    for (var fold = 0; fold < folds; fold++) {
      var path = new RidgePath(trainer, training.select(rows(order, folds, fold, false)));
      var left = training.select(rows(order, folds, fold, true));
      for (var i = 0; i < STRENGTHS; i++) {
        losses[i] += path.loss(strengths[i], left) * left.rows() / order.length;
      }
    }
    var best = 0;
    for (var i = 1; i < STRENGTHS; i++) {
      best = losses[i] < losses[best] ? i : best;
    }
    return new RidgeChoice(strengths[best], losses[best], folds, order.length);
  }

  private static double[] strengths(double curvature) {
    return IntStream.range(0, STRENGTHS)
        .mapToDouble(i -> rounded(STRONGEST * curvature * Math.pow(10, -i / 2.0)))
        .toArray();
  }

  /** To three digits, so that the number is easily stated again. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  /** The rows in a random order, those of a class one after another, so that each fold has some. */
  private static int[] order(Dataset data, long seed) {
    var all = RandomOrder.of(data.rows(), new SplittableRandom(seed));
    var order = Arrays.stream(all).limit(MOST_ROWS).boxed();
    return data.outputs() > 1 || isBinary(data)
        ? order.sorted(Comparator.comparingInt(row -> label(data, row))).mapToInt(i -> i).toArray()
        : order.mapToInt(i -> i).toArray();
  }

  private static boolean isBinary(Dataset data) {
    return IntStream.range(0, data.y().size())
        .allMatch(i -> data.y().at(i) == 0 || data.y().at(i) == 1);
  }

  private static int label(Dataset data, int row) {
    for (var k = 0; k < data.outputs(); k++) {
      if (data.y().at(row * data.outputs() + k) == 1) {
        return k;
      }
    }
    return data.outputs();
  }

  private static int[] rows(int[] order, int folds, int fold, boolean left) {
    return IntStream.range(0, order.length)
        .filter(i -> (i % folds == fold) == left)
        .map(i -> order[i])
        .toArray();
  }

  Notice notice() {
    return Notice.of(
        "the ridge penalty is %s: of %s strengths the one with the least loss (%s) in cross-validation with %s folds of %s rows"
            .formatted(text(lambda), STRENGTHS, text(loss), folds, rows),
        "use {} to state another.",
        Remedy.of(Setting.RIDGE, "LAMBDA"));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
