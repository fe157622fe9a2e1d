package org.backprop.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.backprop.model.Model;
import org.backprop.model.Predictor;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.provenance.Choice;
import org.backprop.provenance.Origin;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.RowsUsed;
import org.backprop.score.Scores;

/**
 * A training with every value settled, ready to run.
 *
 * @param origin the version, the data and the command, which the trained model stores
 */
public record TrainingPlan(TrainingData data, Settings settings, Origin origin) {

  /** A training from Java. */
  TrainingPlan(TrainingData data, Settings settings) {
    this(data, settings, Origin.of(data.sources()));
  }

  public TrainingPlan withOrigin(Origin other) {
    return new TrainingPlan(data, settings, other);
  }

  /** The model that the settings make for the data. */
  public Model model() {
    return settings.network().model(data.training().features(), data.training().outputs());
  }

  public Trainer trainer() {
    return new Trainer(model(), settings.learning(), settings.stopping(), settings.execution());
  }

  public TrainingResult run() {
    return run(epoch -> {});
  }

  /** Trains, estimates the dispersion and scores the model on each part of the data. */
  public TrainingResult run(Consumer<Epoch> progress) {
    var start = System.nanoTime();
    var fit = trainer().fit(data.training(), data.validation(), progress);
    var model = trained(fit);
    var baseline = baseline(data.training());
    var train = Scores.of(model, data.training(), baseline);
    var validation = data.validation().map(rows -> Scores.of(model, rows, baseline));
    var test = data.test().map(rows -> Scores.of(model, rows, baseline));
    var seconds = (System.nanoTime() - start) / 1e9;
    var scores = scores(train, validation, test);
    var provenance = provenance(fit, baseline, scores);
    return new TrainingResult(
        model.withProvenance(provenance), this, fit, train, validation, test, seconds);
  }

  private TrainedModel trained(Fit fit) {
    return new TrainedModel(
        model(),
        fit.parameters(),
        data.training().x().dtype(),
        data.preparation(),
        data.target(),
        dispersion(fit),
        Optional.empty());
  }

  /** Estimated on the validation rows, which the parameters have not been fitted to. */
  private double dispersion(Fit fit) {
    var likelihood = model().likelihood();
    if (!likelihood.hasDispersion()) {
      return 1;
    }
    var rows = data.validation().orElse(data.training());
    var predictor =
        new Predictor(model(), fit.parameters(), trainer().precision(), rows.x().dtype());
    var means = predictor.means(rows.x());
    var y = rows.y();
    var sum = 0.0;
    for (var i = 0; i < means.length; i++) {
      sum += rows.weights().at(i) * likelihood.dispersionTerm(y.at(i), means[i][0]);
    }
    return sum / Arrays.stream(rows.weights().toDoubles()).sum();
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

  private Provenance provenance(Fit fit, double[] baseline, Map<String, Object> scores) {
    return new Provenance(
        origin,
        new Choice(
            data.target().column(),
            model().likelihood().name(),
            data.choice().reason(),
            data.notices()),
        new LinkedHashMap<>(settings.toMap()),
        fit.history(),
        rows(),
        Arrays.stream(baseline).boxed().toList(),
        scores);
  }

  private RowsUsed rows() {
    return new RowsUsed(
        data.training().rows(),
        data.validation().map(Dataset::rows).orElse(0),
        data.test().map(Dataset::rows).orElse(0),
        data.heldOut().getOrDefault(Parts.VALIDATION, List.of()),
        data.heldOut().getOrDefault(Parts.TEST, List.of()));
  }
}
