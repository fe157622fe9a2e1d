package org.backprop.app;

import java.nio.file.Path;
import java.util.Optional;
import org.backprop.engine.NonFiniteException;
import org.backprop.provenance.RunCommand;
import org.backprop.run.RunRecorder;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;

/** A training of the command line, and its recorder if it is recorded. */
record RunSession(Optional<RunRecorder> recorder, Terminal terminal) implements AutoCloseable {

  /**
   * Trains.
   *
   * @throws NonFiniteException if the loss is not finite
   */
  TrainingResult run(TrainingPlan plan, TrainingListener listener) {
    if (recorder.isEmpty()) {
      return plan.run(listener);
    }
    try {
      return recorder.get().run(plan, listener);
    } catch (NonFiniteException e) {
      terminal.notice(
          "The steps before are recorded; to find the rows and the node: "
              + new Typed("bisect", folder().orElseThrow().toString(), "--when", "nan").here());
      throw e;
    }
  }

  /** Where the run is recorded. */
  Optional<Path> folder() {
    return recorder.map(RunRecorder::folder);
  }

  /** Records the command that repeats the run. */
  void settled(RunCommand command) {
    recorder.ifPresent(it -> {
      it.settled(command);
      it.failure()
          .ifPresent(why ->
              terminal.notice("The run in %s is not whole: %s.".formatted(it.folder(), why)));
    });
  }

  /** What to type to go on with a run that was stopped, or to repeat one. */
  void showNext(boolean isStopped, RunCommand command) {
    if (isStopped && recorder.isPresent()) {
      terminal.line("The run was stopped; to go on with it:");
      terminal.line(new Typed("train", "--resume").add(folder().orElseThrow().toString()).here());
      return;
    }
    terminal.line(
        isStopped ? "The run was stopped; to run it whole:" : "To repeat this run, bit for bit:");
    terminal.line(Typed.of(command).here());
  }

  @Override
  public void close() {
    recorder.ifPresent(RunRecorder::close);
  }
}
