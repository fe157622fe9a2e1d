package org.backprop.app;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.backprop.train.Epoch;
import org.backprop.train.TrainingResult;

/** The one line that shows a training as it goes. */
final class ProgressLine implements Consumer<Epoch> {
  private final Terminal terminal;
  private final CompletableFuture<?> before;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  /**
   * @param before what is written first
   */
  ProgressLine(Terminal terminal, CompletableFuture<?> before) {
    this.terminal = terminal;
    this.before = before;
  }

  /** Waits until the line may be shown. */
  void awaitStart() {
    before.join();
  }

  @Override
  public void accept(Epoch epoch) {
    awaitStart();
    if (epoch.best()) {
      best = epoch.validationLoss().orElse(epoch.loss());
      bestEpoch = epoch.number();
    }
    terminal.progress(text(epoch));
  }

  void finish(TrainingResult result) {
    var last = result.fit().epochs().getLast();
    var kept = last.validationLoss().isPresent() ? ", kept" : "";
    terminal.line("  " + text(last) + kept + terminal.dim("  " + Numbers.seconds(last.seconds())));
  }

  private String text(Epoch epoch) {
    return "epoch %s  loss %s%s"
        .formatted(epoch.number(), Numbers.of(epoch.loss()), validation(epoch.validationLoss()));
  }

  private String validation(OptionalDouble loss) {
    return loss.isEmpty()
        ? ""
        : "  validation loss %s  best %s (epoch %s)"
            .formatted(Numbers.of(loss.getAsDouble()), Numbers.of(best), bestEpoch);
  }
}
