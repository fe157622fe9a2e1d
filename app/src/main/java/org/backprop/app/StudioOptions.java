package org.backprop.app;

import org.backprop.app.studio.TrainingPage;
import picocli.CommandLine.Option;

/** The options of {@code train} that show the training in the studio. */
final class StudioOptions {
  @Option(
      names = "--studio",
      order = 61,
      description = "Show the training in the browser as it goes, on a page of this computer.")
  boolean wanted;

  @Option(
      names = "--studio-port",
      paramLabel = "N",
      order = 62,
      description = "The port of that page. Default: 0, any that is free.")
  int port;

  boolean isWanted() {
    return wanted;
  }

  /** Trains while a page shows it, and serves the page until a signal comes. */
  int serving(Terminal terminal, TrainCommand command) {
    return TrainingPage.serving(terminal, command, port);
  }
}
