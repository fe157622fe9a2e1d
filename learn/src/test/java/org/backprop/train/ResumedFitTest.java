package org.backprop.train;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.backprop.model.Model;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedules;
import org.backprop.prepare.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fit that goes on from any of its states ends with the same bits. */
final class ResumedFitTest {
  private static final int ROWS = 50;

  /** Keeps every state, and begins from one. */
  private static final class AllStates implements Checkpoints {
    final List<FitState> states = new ArrayList<>();
    final Optional<FitState> from;

    AllStates(Optional<FitState> from) {
      this.from = from;
    }

    @Override
    public Optional<FitState> last() {
      return from;
    }

    @Override
    public boolean isDue(long step) {
      return true;
    }

    @Override
    public void keep(FitState state) {
      states.add(state);
    }

    @Override
    public void epoch(Epoch epoch) {}
  }

  private static Dataset rows(int seed) {
    var random = new SplittableRandom(seed);
    var x = new double[ROWS][3];
    var labels = new int[ROWS];
    for (var row = 0; row < ROWS; row++) {
      for (var i = 0; i < 3; i++) {
        x[row][i] = random.nextDouble(-1, 1);
      }
      labels[row] = x[row][0] + 0.3 * random.nextDouble(-1, 1) > 0 ? 1 : 0;
    }
    var weights = IntStream.range(0, ROWS).mapToDouble(i -> i % 7 == 0 ? 0 : 1 + i % 3).toArray();
    return Dataset.ofClasses(x, labels, 2).withWeights(weights);
  }

  private static Trainer trainer(String optimizer) {
    var model = Model.of(features(3), dense(5), tanh(), dropout(0.2), dense(2), categorical());
    return Trainer.of(model)
        .withOptimizer(Optimizers.named(optimizer).orElseThrow())
        .withSchedule(Schedules.COSINE)
        .withBatch(8)
        .withClip(1)
        .withPatience(3)
        .withEpochs(8);
  }

  private static void assertSame(Fit expected, Fit actual) {
    assertEquals(expected.parameters(), actual.parameters());
    assertEquals(losses(expected), losses(actual));
    assertEquals(expected.bestEpoch(), actual.bestEpoch());
    assertEquals(expected.stopReason(), actual.stopReason());
    assertEquals(expected.dispersion(), actual.dispersion());
  }

  private static List<?> losses(Fit fit) {
    return fit.epochs().stream().map(e -> List.of(e.loss(), e.validationLoss(), e.best())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam", "amsgrad", "rmsprop"})
  void from_every_step(String optimizer) {
    for (var validation : List.of(Optional.<Dataset>empty(), Optional.of(rows(2)))) {
      var states = new AllStates(Optional.empty());
      var trainer = trainer(optimizer);
      var whole = trainer.fit(rows(1), validation, epoch -> {}, states);
      assertSame(whole, trainer.fit(rows(1), validation, epoch -> {}));
      var steps = Math.ceilDiv(ROWS, 8) * whole.epochs().size();
      assertEquals(steps, states.states.size());
      assertEquals(steps, states.states.getLast().step());
      assertTrue(states.states.getLast().ended().isPresent());
      for (var i = 0; i < steps; i += i < steps - 3 ? 5 : 1) {
        var state = states.states.get(i);
        var rest = new AllStates(Optional.of(state));
        assertSame(whole, trainer.fit(rows(1), validation, epoch -> {}, rest));
        assertEquals(steps - i - 1, rest.states.size());
      }
    }
  }

  @Test
  void after_it_was_stopped_within_an_epoch() {
    var trainer = trainer("adam");
    var whole = trainer.fit(rows(1), Optional.of(rows(2)), epoch -> {});
    var states = new AllStates(Optional.empty());
    var stopped =
        trainer.fit(
            rows(1),
            Optional.of(rows(2)),
            new TrainingListener() {
              private int steps;

              @Override
              public void epoch(Epoch epoch) {}

              @Override
              public boolean isStopping() {
                return ++steps > 17;
              }
            },
            states);
    assertEquals(StopReason.REQUEST, stopped.stopReason());
    var last = new AllStates(Optional.of(states.states.getLast()));
    assertSame(whole, trainer.fit(rows(1), Optional.of(rows(2)), epoch -> {}, last));
  }
}
