package org.backprop.app;

import java.util.List;
import java.util.Optional;
import org.backprop.model.Prediction;

/**
 * A row and what a model says of it.
 *
 * @param number from 1, in the order of the file
 * @param kept the texts of the columns to copy
 */
record PredictedRow(int number, List<String> kept, Optional<Prediction> prediction) {}
