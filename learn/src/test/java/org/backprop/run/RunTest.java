package org.backprop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.backprop.engine.NonFiniteException;
import org.backprop.engine.Options;
import org.backprop.provenance.RunCommand;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.train.Checkpoints;
import org.backprop.train.Epoch;
import org.backprop.train.FitState;
import org.backprop.train.Recording;
import org.backprop.train.Training;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are interrupted and go on, and runs that are replayed. */
final class RunTest {
  private static final CheckpointInterval EACH_STEP = CheckpointInterval.everySteps(1);

  @TempDir Path folder;

  /** The end of a process, at a step. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Ends the process, or asks for the end of the training, after a number of steps. */
  private record Ending(AtomicLong left, boolean kill) implements TrainingListener {
    static Ending kill(long steps) {
      return new Ending(new AtomicLong(steps), true);
    }

    static Ending stop(long steps) {
      return new Ending(new AtomicLong(steps), false);
    }

    @Override
    public void epoch(Epoch epoch) {}

    @Override
    public boolean isStopping() {
      var isOver = left.getAndDecrement() <= 0;
      if (isOver && kill) {
        throw new Killed();
      }
      return isOver;
    }
  }

  private static Table table(long seed) {
    var random = new SplittableRandom(seed);
    var rows = new ArrayList<List<String>>();
    for (var row = 0; row < 90; row++) {
      var a = random.nextInt(1000) / 100.0;
      var b = random.nextInt(1000) / 100.0;
      var c = random.nextInt(5);
      var y = a + 2 * b + random.nextInt(6) > 16 ? "yes" : "no";
      rows.add(List.of("" + a, "" + b, "" + c, y));
    }
    return Table.of(List.of("a", "b", "c", "y"), rows);
  }

  private static Training training(long seed) {
    return Training.of(table(seed), "y").seed(seed).epochs(6).patience(4);
  }

  /** Trains with a stopwatch that is not kept. */
  private TrainingResult recorded(TrainingPlan plan, Path run, CheckpointInterval interval) {
    try (var recorder = RunRecorder.begin(run, interval)) {
      return recorder.run(plan, epoch -> {});
    }
  }

  private static void assertSame(TrainingResult expected, TrainingResult actual) {
    assertEquals(expected.model().parameters(), actual.model().parameters());
    assertEquals(expected.fit().bestEpoch(), actual.fit().bestEpoch());
    assertEquals(
        expected.fit().epochs().stream().map(Epoch::loss).toList(),
        actual.fit().epochs().stream().map(Epoch::loss).toList());
    assertEquals(
        expected.model().provenance().orElseThrow().scores(),
        actual.model().provenance().orElseThrow().scores());
    assertEquals(expected.notices(), actual.notices());
  }

  /** Kills the run after a random number of steps, again and again, until it ends. */
  private static TrainingResult killed(
      TrainingPlan plan, Path run, CheckpointInterval interval, SplittableRandom random) {
    try (var recorder = RunRecorder.begin(run, interval)) {
      return recorder.run(plan, Ending.kill(random.nextInt(60)));
    } catch (Killed _) {
      return resumed(plan, run, interval, random);
    }
  }

  private static TrainingResult resumed(
      TrainingPlan plan, Path run, CheckpointInterval interval, SplittableRandom random) {
    while (true) {
      try (var recorder = RunRecorder.resume(run, interval)) {
        return recorder.run(plan, Ending.kill(10 + random.nextInt(60)));
      } catch (Killed _) {
        assertTrue(Run.open(run).record().isOpen());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_killed_run_ends_with_the_same_bits(int seed) {
    var random = new SplittableRandom(seed);
    var plan = training(seed).plan();
    assertFalse(plan.alternatives().isEmpty());
    var run = folder.resolve("run");
    var interval = CheckpointInterval.everySteps(1 + random.nextInt(7));
    assertSame(plan.run(), killed(plan, run, interval, random));
    var record = Run.open(run).record();
    assertEquals(RunRecord.Status.FINISHED, record.status());
    assertEquals(record.outcome().get("epochs"), Run.open(run).epochs().size());
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 40})
  void a_stopped_run_goes_on(long steps) throws IOException {
    var plan = training(3).plan();
    var run = folder.resolve("run");
    try (var recorder = RunRecorder.begin(run, CheckpointInterval.usual())) {
      recorder.run(plan, Ending.stop(steps));
    }
    assertEquals(RunRecord.Status.STOPPED, Run.open(run).record().status());
    try (var files = Files.list(run)) {
      assertEquals(1, files.filter(file -> file.toString().contains("-step-")).count());
    }
    try (var recorder = RunRecorder.resume(run, CheckpointInterval.usual())) {
      assertSame(plan.run(), recorder.run(plan, epoch -> {}));
    }
    assertEquals(RunRecord.Status.FINISHED, Run.open(run).record().status());
  }

  @Test
  void a_damaged_state_is_passed_over() throws IOException {
    var plan = training(4).plan();
    var run = folder.resolve("run");
    try (var recorder = RunRecorder.begin(run, CheckpointInterval.everySteps(2))) {
      assertThrows(Killed.class, () -> recorder.run(plan, Ending.kill(9)));
    }
    var last = run.resolve("fit-1-step-8.safetensors");
    Files.write(last, new byte[] {1, 2, 3});
    Files.writeString(run.resolve("history.jsonl"), "{\"fit\":1,\"epo", StandardOpenOption.APPEND);
    try (var recorder = RunRecorder.resume(run, CheckpointInterval.everySteps(2))) {
      assertSame(plan.run(), recorder.run(plan, epoch -> {}));
    }
  }

  /** Keeps each state of the fit that is kept. */
  private static final class States implements Recording {
    private final List<Map<Long, FitState>> fits = new ArrayList<>();
    private int kept;

    @Override
    public Checkpoints fit(int number) {
      var states = new LinkedHashMap<Long, FitState>();
      fits.add(states);
      return new Checkpoints() {
        @Override
        public Optional<FitState> last() {
          return Optional.empty();
        }

        @Override
        public boolean isDue(long step) {
          return true;
        }

        @Override
        public void keep(FitState state) {
          states.put(state.step(), state);
        }

        @Override
        public void epoch(Epoch epoch) {}
      };
    }

    @Override
    public void kept(int number, TrainingPlan plan) {
      kept = number;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void replayed_states_are_the_recorded_ones(int seed) {
    for (var optimizer : List.of("sgd", "momentum", "adam")) {
      for (var precision : List.of(DType.FLOAT32, DType.FLOAT64)) {
        var plan =
            training(seed)
                .hidden(4)
                .optimizer(optimizer)
                .precision(precision)
                .options(Options.defaults().withThreads(1 + seed % 2))
                .plan();
        var states = new States();
        plan.run(epoch -> {}, states);
        var run = folder.resolve(optimizer + precision);
        var result = recorded(plan, run, CheckpointInterval.everySteps(5));
        var again =
            training(seed)
                .hidden(4)
                .optimizer(optimizer)
                .precision(precision)
                .options(Options.defaults().withThreads(2 - seed % 2));
        var replay = new Replay(settled(again, result).plan(), Run.open(run));
        var recorded = states.fits.get(states.kept - 1);
        for (var step : List.of(11L, 3L, 17L, replay.steps(), 1L)) {
          replay.moveTo(step);
          assertEquals(recorded.get(step).variables(), replay.variables());
        }
      }
    }
  }

  /** The training with the settings that were settled. */
  private static Training settled(Training training, TrainingResult result) {
    var settings = result.plan().settings();
    var wide = settings.learning().optimizer().orElseThrow();
    return training
        .optimizer(wide)
        .epochs(settings.stopping().epochs().orElseThrow())
        .logScale()
        .likelihood("bernoulli");
  }

  @Test
  void the_states_of_a_long_run_are_few() {
    var plan = training(1).hidden(16).epochs(40).patience(40).plan();
    var run = folder.resolve("run");
    recorded(plan, run, EACH_STEP);
    var opened = Run.open(run);
    assertTrue(opened.checkpoints().size() <= 4, opened.checkpoints().toString());
    var last = opened.checkpoints().getLast();
    assertEquals(new Replay(plan, opened).steps(), last);
    var first = opened.checkpoints().getFirst();
    assertTrue(first < 0.7 * last, opened.checkpoints().toString());
  }

  @Test
  void a_run_that_diverged_says_so_and_is_replayed_to_the_step() {
    var plan = Training.of(table(1), "a").hidden(4).optimizer("sgd").learningRate(1e30).plan();
    var run = folder.resolve("run");
    try (var recorder = RunRecorder.begin(run, EACH_STEP)) {
      assertThrows(NonFiniteException.class, () -> recorder.run(plan, epoch -> {}));
    }
    assertEquals(RunRecord.Status.FAILED, Run.open(run).record().status());
  }

  @Test
  void other_rows_are_refused() {
    var run = folder.resolve("run");
    try (var recorder = RunRecorder.begin(run, EACH_STEP)) {
      assertThrows(Killed.class, () -> recorder.run(training(1).plan(), Ending.kill(20)));
    }
    try (var recorder = RunRecorder.resume(run, EACH_STEP)) {
      var other = training(2).seed(1).plan();
      var refused = assertThrows(DataException.class, () -> recorder.run(other, epoch -> {}));
      assertTrue(refused.getMessage().contains("training rows"), refused.getMessage());
    }
  }

  @Test
  void a_run_is_open_until_its_model_is_safe() {
    var plan = training(1).plan();
    var run = folder.resolve("run");
    try (var recorder = RunRecorder.begin(run, EACH_STEP)) {
      recorder.run(plan, epoch -> {});
      assertTrue(Run.open(run).record().isOpen());
      recorder.settled(new RunCommand("train", List.of(), Map.of()));
      assertEquals(RunRecord.Status.FINISHED, Run.open(run).record().status());
    }
  }

  @Test
  void one_process_records_a_run() {
    var run = folder.resolve("run");
    try (var recorder = RunRecorder.begin(run, EACH_STEP)) {
      assertThrows(Killed.class, () -> recorder.run(training(1).plan(), Ending.kill(20)));
      assertThrows(DataException.class, () -> RunRecorder.resume(run, EACH_STEP));
    }
    assertThrows(DataException.class, () -> RunRecorder.begin(run, EACH_STEP));
    assertThrows(DataException.class, () -> RunRecorder.resume(folder.resolve("none"), EACH_STEP));
  }

  @Test
  void a_short_run_keeps_no_states() throws IOException {
    var run = folder.resolve("run");
    recorded(training(1).plan(), run, CheckpointInterval.usual());
    try (var files = Files.list(run)) {
      assertEquals(
          List.of("history.jsonl", "run.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void intervals() {
    assertEquals(CheckpointInterval.everySteps(100), CheckpointInterval.parse("100"));
    for (var text : List.of("100", "500ms", "30s")) {
      assertEquals(text, CheckpointInterval.parse(text).toString());
    }
    assertEquals(Duration.ofMinutes(5), CheckpointInterval.parse("5m").duration());
    for (var text : List.of("0", "-1", "0s", "five", "", "1.5s", "99999999999999999999")) {
      assertThrows(DataException.class, () -> CheckpointInterval.parse(text));
    }
  }

  /** So that a replay that changed nothing would be seen. */
  @Test
  void steps_change_the_parameters() {
    var replay = new Replay(training(1).hidden(4).plan());
    var before = Map.<String, Tensor>copyOf(replay.parameters());
    replay.moveTo(1);
    assertFalse(before.equals(replay.parameters()));
  }
}
