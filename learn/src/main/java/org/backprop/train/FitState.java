package org.backprop.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.tensor.Tensor;

/**
 * A fit between two steps: all that the next step depends on. With the trainer and the rows it
 * makes the rest of the fit again, bit for bit.
 *
 * @param step the number of steps done; with the seed it is the position in the data
 * @param variables the parameters, and what the optimizer keeps for each, by name, as in {@code W1}
 *     and {@code m.W1}
 * @param lossSum of the epoch in progress, the sum of the batches' losses times their weights
 * @param weightSum of the epoch in progress, the sum of the rows' weights
 * @param epochs those that have ended
 * @param best the parameters to keep if the fit ended here: those after the best epoch so far, the
 *     initial ones if there is none, and without validation rows the current ones
 * @param bestLoss their validation loss; infinite if there is none
 * @param bestEpoch the number of the best epoch; 0 if there is none
 * @param ended why the fit has ended, if it has
 */
public record FitState(
    long step,
    Map<String, Tensor> variables,
    double lossSum,
    double weightSum,
    List<Epoch> epochs,
    Map<String, Tensor> best,
    double bestLoss,
    int bestEpoch,
    Optional<StopReason> ended) {

  /** Keeps copies. */
  public FitState {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    epochs = List.copyOf(epochs);
    best = Collections.unmodifiableMap(new LinkedHashMap<>(best));
  }

  /** Whether the parameters to keep are the current ones. */
  public boolean isBest() {
    return best.entrySet().stream()
        .allMatch(entry -> Objects.equals(entry.getValue(), variables.get(entry.getKey())));
  }

  /** What the fit came to, if it has ended. */
  Optional<OptimizerRun> run() {
    return ended.map(reason ->
        new OptimizerRun(best, epochs, bestEpoch, reason, Optional.empty(), Optional.empty()));
  }

  /** As in {@code after step 120, epoch 3}. */
  @Override
  public String toString() {
    return "after step %s, epoch %s".formatted(step, epochs.size());
  }
}
