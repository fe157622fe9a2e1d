package org.backprop.app;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.backprop.train.Epoch;
import org.backprop.train.Stopping;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingResult;

/** The line that shows a training as it goes, and ends it when that is asked for. */
final class ProgressLine implements TrainingListener {
  private final Terminal terminal;
  private final CompletableFuture<?> before;
  private final Stopping stopping;
  private final BooleanSupplier stopped;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch;

  /**
   * @param before what is written first
   * @param stopping with the epochs settled
   * @param stopped whether the training is to end
   */
  ProgressLine(
      Terminal terminal, CompletableFuture<?> before, Stopping stopping, BooleanSupplier stopped) {
    this.terminal = terminal;
    this.before = before;
    this.stopping = stopping;
    this.stopped = stopped;
  }

  /** Waits until the line may be shown. */
  void awaitStart() {
    before.join();
  }

  @Override
  public void epoch(Epoch epoch) {
    awaitStart();
    if (epoch.best() || epoch.number() == 1) {
      best = epoch.validationLoss().orElse(epoch.loss());
      bestEpoch = epoch.number();
    }
    terminal.progress(current(epoch));
  }

  @Override
  public boolean isStopping() {
    return stopped.getAsBoolean();
  }

  /** As in {@code epoch 12/300, up to 45 s left loss 0.43 validation 0.51 patience 28}. */
  private String current(Epoch epoch) {
    var epochs = stopping.mostEpochs(epoch.number());
    var left = epoch.seconds() / epoch.number() * (epochs - epoch.number());
    var text = new StringBuilder();
    text.append(
        "epoch %s/%s, up to %s left".formatted(epoch.number(), epochs, Numbers.roughly(left)));
    text.append("  loss ").append(Numbers.of(epoch.loss()));
    if (epoch.validationLoss().isPresent()) {
      var patience = Math.max(0, bestEpoch + stopping.patience() - epoch.number());
      text.append("  validation ").append(Numbers.of(epoch.validationLoss().getAsDouble()));
      text.append("  patience ").append(patience);
    }
    return text.toString();
  }

  void finish(TrainingResult result) {
    var epochs = result.fit().epochs();
    var last = epochs.getLast();
    bestEpoch = result.fit().bestEpoch();
    best = bestEpoch > 0 ? epochs.get(bestEpoch - 1).validationLoss().orElse(best) : best;
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
