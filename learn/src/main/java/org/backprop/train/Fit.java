package org.backprop.train;

import java.util.List;
import java.util.Map;
import org.backprop.tensor.Tensor;

/**
 * The outcome of a training.
 *
 * @param parameters by name: those after the best epoch where there were validation rows, else the
 *     last ones
 * @param epochs every epoch that ran
 * @param bestEpoch the number of the epoch whose parameters these are
 */
public record Fit(Map<String, Tensor> parameters, List<Epoch> epochs, int bestEpoch) {}
