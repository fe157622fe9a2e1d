package org.backprop.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Profile;
import org.backprop.provenance.History;
import org.backprop.tensor.Tensor;

/**
 * The outcome of a training.
 *
 * @param parameters by name: those after the best epoch where there were validation rows, else the
 *     last ones
 * @param epochs every epoch that ran
 * @param bestEpoch the number of the epoch whose parameters these are
 * @param profile what the kernels of a step took, if the trainer's options asked for it
 */
public record Fit(
    Map<String, Tensor> parameters, List<Epoch> epochs, int bestEpoch, Optional<Profile> profile) {

  /** The losses by epoch. */
  public History history() {
    return new History(
        epochs.size(),
        bestEpoch,
        epochs.stream().map(Epoch::loss).toList(),
        epochs.stream().flatMap(e -> e.validationLoss().stream().boxed()).toList());
  }
}
