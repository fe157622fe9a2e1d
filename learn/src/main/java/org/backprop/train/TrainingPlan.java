package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.model.Model;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.provenance.Choice;
import org.backprop.provenance.Origin;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.RowsUsed;
import org.backprop.provenance.Warning;
import org.backprop.score.Scores;
import org.backprop.tensor.Tensor;

/**
 * A training with every value settled, ready to run.
 *
 * @param from the model that training starts from, if it does not start afresh
 * @param alternatives what is trained too, if there are validation rows, and kept where they
 *     clearly prefer it
 */
public record TrainingPlan(
    TrainingData data,
    Settings settings,
    Optional<TrainedModel> from,
    List<Alternative> alternatives) {

  public TrainingPlan {
    alternatives = List.copyOf(alternatives);
  }

  TrainingPlan with(TrainingData other) {
    return new TrainingPlan(other, settings, from, alternatives);
  }

  TrainingPlan with(Settings others) {
    return new TrainingPlan(data, others, from, alternatives);
  }

  /** The model that the settings make for the data, or that training starts from. */
  public Model model() {
    return from.map(TrainedModel::model)
        .orElseGet(
            () -> settings.network().model(data.training().features(), data.training().outputs()));
  }

  public Trainer trainer() {
    return new Trainer(
        model(),
        settings.learning(),
        settings.stopping(),
        settings.execution(),
        from.map(TrainedModel::parameters).orElse(Map.of()));
  }

  public TrainingResult run() {
    return run(epoch -> {});
  }

  /**
   * Trains, estimates the dispersion and scores the model on each part of the data. The plan of the
   * result is this one or, if an alternative was kept, the one with it.
   */
  public TrainingResult run(TrainingListener listener) {
    return run(listener, Recording.NONE);
  }

  /** The same, recorded, and going on from what was recorded before. */
  public TrainingResult run(TrainingListener listener, Recording recording) {
    var start = System.nanoTime();
    var best = new Trials(listener, recording).best(this);
    var plan = best.plan();
    var notices = new ArrayList<>(best.notices());
    plan.extension(best.fit()).ifPresent(notices::add);
    var ended = plan.ended(best.fit());
    recording.kept(best.number(), ended);
    return ended.scored(best.fit(), notices, start);
  }

  /**
   * What the training would have come to had it ended with other parameters.
   *
   * @param epochs those before, at least one
   */
  public TrainingResult result(Map<String, Tensor> parameters, List<Epoch> epochs) {
    var start = System.nanoTime();
    var run =
        new OptimizerRun(
            parameters,
            epochs,
            epochs.size(),
            StopReason.REQUEST,
            Optional.empty(),
            Optional.empty());
    var fit = Fit.of(trainer(), run, data.training(), data.validation());
    return scored(fit, List.of(), start);
  }

  /**
   * The model as it is with these parameters, during the training; its dispersion is not estimated
   * but 1.
   */
  public TrainedModel during(Map<String, Tensor> parameters) {
    return new TrainedModel(
        model(),
        parameters,
        data.training().x().dtype(),
        data.preparation(),
        data.target(),
        1,
        Optional.empty());
  }

  /** Whether training went on after the usual epochs. */
  private Optional<Notice> extension(Fit fit) {
    var usual = trainer().epochs();
    var ran = fit.epochs().size();
    return ran <= usual
        ? Optional.empty()
        : Optional.of(
            Notice.of(
                "After %s epochs the validation loss still fell: training was extended to %s, and the best epoch is %s"
                    .formatted(usual, ran, fit.bestEpoch()),
                "to end earlier, use {}.",
                Remedy.of(Setting.EPOCHS, String.valueOf(usual))));
  }

  /** With as many epochs stated as the fit needs to be repeated. */
  private TrainingPlan ended(Fit fit) {
    var stopping = settings.stopping();
    return with(settings.with(stopping.withEpochs(stopping.mostEpochs(fit.epochs().size()))));
  }

  private TrainingResult scored(Fit fit, List<Notice> choices, long start) {
    var model = trained(fit);
    var baseline = baseline(data.training());
    var train = Scores.of(model, data.training(), baseline);
    var validation = data.validation().map(rows -> Scores.of(model, rows, baseline));
    var test = data.test().map(rows -> Scores.of(model, rows, baseline));
    var seconds = (System.nanoTime() - start) / 1e9;
    var scores = scores(train, validation, test);
    var warnings =
        FitWarnings.of(
            trainer(),
            fit,
            data.training(),
            train.loss(),
            data.validation(),
            validation.map(Scores::loss).map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    var notices = Stream.concat(choices.stream(), FitNotices.of(data, fit).stream()).toList();
    var provenance = provenance(fit, notices, baseline, scores, warnings);
    return new TrainingResult(
        model.withProvenance(provenance), this, fit, notices, train, validation, test, seconds);
  }

  private TrainedModel trained(Fit fit) {
    return new TrainedModel(
        fit.model(),
        fit.parameters(),
        fit.inputType(),
        data.preparation(),
        data.target(),
        fit.dispersion(),
        fit.linear().flatMap(LinearFit::spread),
        Optional.empty());
  }

  /** The mean of the encoded target: class frequencies, or the mean of a number. */
  private static double[] baseline(Dataset rows) {
    var mean = new double[rows.outputs()];
    var y = rows.y();
    for (var i = 0; i < y.size(); i++) {
      mean[i % mean.length] += y.at(i) / rows.rows();
    }
    return mean;
  }

  private static Map<String, Object> scores(
      Scores train, Optional<? extends Scores> validation, Optional<? extends Scores> test) {
    var scores = new LinkedHashMap<String, Object>();
    scores.put(Parts.TRAIN, train.toMap());
    validation.ifPresent(s -> scores.put(Parts.VALIDATION, s.toMap()));
    test.ifPresent(s -> scores.put(Parts.TEST, s.toMap()));
    return scores;
  }

  private Provenance provenance(
      Fit fit,
      List<Notice> notices,
      double[] baseline,
      Map<String, Object> scores,
      List<Warning> warnings) {
    return new Provenance(
        Origin.of(data.sources()),
        new Choice(
            data.target().column(),
            model().likelihood().name(),
            data.choice().reason(),
            Stream.concat(data.notices().stream(), notices.stream()).toList()),
        new LinkedHashMap<>(settings.toMap()),
        fit.history(),
        rows(),
        Arrays.stream(baseline).boxed().toList(),
        scores,
        warnings);
  }

  private RowsUsed rows() {
    return new RowsUsed(
        data.training().rows(),
        data.validation().map(Dataset::rows).orElse(0),
        data.test().map(Dataset::rows).orElse(0),
        data.heldOut().getOrDefault(Parts.VALIDATION, List.of()),
        data.heldOut().getOrDefault(Parts.TEST, List.of()));
  }

  /** As in {@code species: features(14), dense(64), tanh(), dense(3), categorical()}. */
  @Override
  public String toString() {
    return data.target().column() + ": " + model();
  }
}
