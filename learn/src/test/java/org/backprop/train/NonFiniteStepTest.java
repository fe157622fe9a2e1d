package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.backprop.engine.NonFiniteException;
import org.backprop.engine.Options;
import org.backprop.model.Model;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.StepRule;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A step whose loss is not finite changes no parameter, on one thread or two. Threads share a step
 * only once its vector code runs, so some steps start with it.
 */
final class NonFiniteStepTest {
  private static final int FEATURES = 24;

  /** Rows of which the last has a target whose squared error overflows. */
  private static Dataset data(int rows, boolean overflows) {
    var x = new double[rows][FEATURES];
    var y = new double[rows][1];
    for (var i = 0; i < rows; i++) {
      for (var j = 0; j < FEATURES; j++) {
        x[i][j] = Math.sin(i + 7 * j);
      }
      y[i][0] = Math.cos(i);
    }
    y[rows - 1][0] = overflows ? 1e200 : 1;
    return Dataset.of(x, y);
  }

  /** Whether scalar code runs first is for the engine's own tests, so it is no public option. */
  private static Options options(int threads, boolean scalarFirst) {
    try {
      var setting = Options.class.getDeclaredMethod("withScalarFirst", boolean.class);
      setting.setAccessible(true);
      return (Options) setting.invoke(Options.defaults().withThreads(threads), scalarFirst);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static TrainingStep step(
      Dataset data, int width, String optimizer, int threads, boolean scalarFirst) {
    var model = Model.of(features(FEATURES), dense(width), tanh(), dense(1), normal());
    var rule = (StepRule) Optimizers.named(optimizer).orElseThrow();
    var trainer =
        Trainer.of(model)
            .withOptimizer(rule)
            .withBatch(data.rows())
            .withPrecision(DType.FLOAT64)
            .withOptions(options(threads, scalarFirst));
    return new TrainingStep(trainer, rule, data);
  }

  @ParameterizedTest
  @CsvSource({
    "16, 8, sgd, 1, true",
    "16, 8, adam, 2, false",
    "512, 256, sgd, 1, true",
    "512, 256, sgd, 2, true",
    "512, 256, sgd, 2, false",
    "512, 256, adam, 2, false",
    "512, 256, momentum, 2, false"
  })
  void it_changes_no_parameter(
      int rows, int width, String optimizer, int threads, boolean scalarFirst) {
    var step = step(data(rows, true), width, optimizer, threads, scalarFirst);
    var before = step.parameters();
    for (var epoch = 1; epoch <= 3; epoch++) {
      step.load(epoch);
      assertThrows(NonFiniteException.class, step::run);
      assertEquals(before, step.parameters());
    }
    var finite = step(data(rows, false), width, optimizer, threads, scalarFirst);
    finite.load(1);
    finite.run();
    assertNotEquals(before, finite.parameters());
  }
}
