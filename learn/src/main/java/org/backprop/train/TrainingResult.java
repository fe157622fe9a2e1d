package org.backprop.train;

import java.util.List;
import java.util.Optional;
import org.backprop.advice.Notice;
import org.backprop.model.TrainedModel;
import org.backprop.provenance.Origin;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.Warning;
import org.backprop.score.Scores;

/**
 * A finished training.
 *
 * @param plan the settings that the model was trained with
 * @param notices what the fit found and the validation rows chose, beside the notices of the data
 * @param train scores on the rows that were learned from
 * @param validation scores on the rows that chose the epoch, if there were any
 * @param test scores on rows that nothing was chosen by, if there were any
 * @param seconds the time that training and scoring took
 */
public record TrainingResult(
    TrainedModel model,
    TrainingPlan plan,
    Fit fit,
    List<Notice> notices,
    Scores train,
    Optional<Scores> validation,
    Optional<Scores> test,
    double seconds) {

  /** The same with the version, the data and the command that the model stores. */
  public TrainingResult withOrigin(Origin origin) {
    var provenance = model.provenance().orElseThrow().withOrigin(origin);
    return new TrainingResult(
        model.withProvenance(provenance), plan, fit, notices, train, validation, test, seconds);
  }

  /** What makes the model doubtful, such as a training that diverged; empty if nothing does. */
  public List<Warning> warnings() {
    return model.provenance().map(Provenance::warnings).orElse(List.of());
  }

  /** The fit, the scores of the last part, and the warnings. */
  @Override
  public String toString() {
    var last = test.isPresent() ? "test " : validation.isPresent() ? "validation " : "training ";
    var scores = test.or(() -> validation).orElse(train);
    return fit + "; " + last + scores + (warnings().isEmpty() ? "" : "; " + warnings());
  }
}
