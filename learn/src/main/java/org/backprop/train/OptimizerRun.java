package org.backprop.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Profile;
import org.backprop.tensor.Tensor;

/** What an optimizer came to; {@link Fit} describes the values. */
record OptimizerRun(
    Map<String, Tensor> parameters,
    List<Epoch> epochs,
    int bestEpoch,
    StopReason stopReason,
    Optional<Profile> profile,
    Optional<LinearFit> linear) {}
