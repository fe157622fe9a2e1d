package org.backprop.app.studio;

import java.util.concurrent.CountDownLatch;
import org.backprop.app.Failures;
import org.backprop.app.Interruption;
import org.backprop.app.Terminal;
import org.backprop.app.TrainCommand;

/** A training of the command line that a page shows as it goes. */
public final class TrainingPage {
  private static final String LOOPBACK = "127.0.0.1";

  private TrainingPage() {}

  /** Trains, then serves the page until a signal comes; returns the exit status of the training. */
  public static int serving(Terminal terminal, TrainCommand command, int port) {
    var studio = new Studio();
    try (var server = studio.serve(LOOPBACK, port)) {
      terminal.notice("The studio is at " + server.url() + "#panel=training");
      var live = studio.training();
      command.watchedBy(live);
      studio.steer(live);
      int status;
      try {
        status = command.train();
      } catch (RuntimeException e) {
        live.failed(Failures.sentence(e));
        throw e;
      }
      wait(terminal, server);
      return status;
    }
  }

  private static void wait(Terminal terminal, StudioServer server) {
    var ended = new CountDownLatch(1);
    try (var _ = Interruption.begin(ended::countDown)) {
      terminal.notice("The studio stays at " + server.url() + " until Ctrl-C.");
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
