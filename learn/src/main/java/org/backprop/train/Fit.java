package org.backprop.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.engine.Profile;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.provenance.History;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * The outcome of a training.
 *
 * @param parameters by name: those after the best epoch where there were validation rows, else the
 *     last ones
 * @param inputType the element type of the rows: {@code UINT8} for images
 * @param dispersion of the encoded target, estimated on the validation rows, else on the training
 *     rows; 1 if the likelihood has none
 * @param epochs every epoch that ran
 * @param bestEpoch the number of the epoch whose parameters these are; 0 for the initial ones, if
 *     no validation loss was finite
 * @param stopReason why it ended
 * @param profile what the kernels of a step took, if the trainer's options asked for it
 * @param linear what the rows determine, of a model without hidden layers fitted exactly
 */
public record Fit(
    Model model,
    Map<String, Tensor> parameters,
    DType inputType,
    double dispersion,
    List<Epoch> epochs,
    int bestEpoch,
    StopReason stopReason,
    Optional<Profile> profile,
    Optional<LinearFit> linear) {

  /** Keeps copies. */
  public Fit {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    epochs = List.copyOf(epochs);
  }

  static Fit of(Trainer trainer, OptimizerRun run, Dataset training, Optional<Dataset> validation) {
    var model = trainer.model();
    var rows = validation.orElse(training);
    return new Fit(
        model,
        run.parameters(),
        training.x().dtype(),
        Dispersion.of(model, run.parameters(), trainer.precision(), rows),
        run.epochs(),
        run.bestEpoch(),
        run.stopReason(),
        run.profile(),
        run.linear());
  }

  /** The losses by epoch. */
  public History history() {
    return new History(
        epochs.size(),
        bestEpoch,
        epochs.stream().map(Epoch::loss).toList(),
        epochs.stream().flatMap(e -> e.validationLoss().stream().boxed()).toList());
  }

  /** The trained model, which predicts this target from rows of numbers and can be saved. */
  public TrainedModel trained(Target target) {
    return new TrainedModel(
        model,
        parameters,
        inputType,
        Optional.empty(),
        target,
        dispersion,
        linear.flatMap(LinearFit::spread),
        Optional.empty());
  }

  /**
   * The trained model, which predicts from rows of numbers and can be saved.
   *
   * @param target what is predicted, as in {@code species}
   * @param classes the name of each class in the order of the labels, or the objects that print as
   *     such; none if the target is a number, which is then predicted as it was trained
   * @throws DataException if the likelihood needs another number of classes
   */
  public TrainedModel trained(String target, Object... classes) {
    var likelihood = model.likelihood();
    var encoding = likelihood.encoding();
    var needed = encoding == TargetEncoding.BINARY ? 2 : model.outputs();
    if (classes.length != (encoding.isClasses() ? needed : 0)) {
      throw new DataException(
          encoding.isClasses()
              ? "%s has %s classes under %s(), not %s; name each"
                  .formatted(target, needed, likelihood.name(), classes.length)
              : "%s is a number under %s(); name no classes".formatted(target, likelihood.name()));
    }
    return trained(
        encoding.isClasses()
            ? new Target.Classes(
                target,
                Arrays.stream(classes).map(String::valueOf).toList(),
                encoding == TargetEncoding.BINARY)
            : new Target.Number(target, likelihood, 0, 1));
  }

  /** As in {@code 42 epochs, best 12, training loss 0.03}. */
  @Override
  public String toString() {
    return "%s, best %s, last training loss %s"
        .formatted(Counted.of(epochs.size(), "epoch"), bestEpoch, epochs.getLast().loss());
  }
}
