package org.backprop.train;

import java.util.Optional;
import org.backprop.model.TrainedModel;
import org.backprop.score.Scores;

/**
 * A finished training.
 *
 * @param train scores on the rows that were learned from
 * @param validation scores on the rows that chose the epoch, if there were any
 * @param test scores on rows that nothing was chosen by, if there were any
 * @param seconds the time that training and scoring took
 */
public record TrainingResult(
    TrainedModel model,
    TrainingPlan plan,
    Fit fit,
    Scores train,
    Optional<Scores> validation,
    Optional<Scores> test,
    double seconds) {}
