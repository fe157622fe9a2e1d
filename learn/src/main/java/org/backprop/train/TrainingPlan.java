package org.backprop.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.backprop.model.Model;
import org.backprop.model.Predictor;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.score.Scores;

/**
 * A training with every value settled, ready to run.
 *
 * @param facts what the trained model is to remember beside what the training itself knows, such as
 *     the command and the data's hash
 */
public record TrainingPlan(TrainingData data, Settings settings, Map<String, Object> facts) {

  public TrainingPlan {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  public TrainingPlan withFacts(Map<String, Object> others) {
    return new TrainingPlan(data, settings, others);
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
    var facts = facts(fit, baseline, train, validation, test);
    return new TrainingResult(model.withFacts(facts), this, fit, train, validation, test, seconds);
  }

  private TrainedModel trained(Fit fit) {
    return new TrainedModel(
        model(),
        fit.parameters(),
        data.training().x().dtype(),
        data.preparation(),
        data.target(),
        dispersion(fit),
        Map.of());
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

  private Map<String, Object> facts(
      Fit fit,
      double[] baseline,
      Scores train,
      Optional<? extends Scores> validation,
      Optional<? extends Scores> test) {
    var all = new LinkedHashMap<>(facts);
    all.put("likelihoodReason", data.choice().reason());
    all.put("trainingRows", data.training().rows());
    all.put("seed", settings.execution().seed());
    all.put("optimizer", trainer().optimizer().name());
    all.put("epochs", fit.epochs().size());
    all.put("bestEpoch", fit.bestEpoch());
    all.put("baseline", Arrays.stream(baseline).boxed().toList());
    all.put("heldOut", data.heldOut());
    var scores = new LinkedHashMap<String, Object>();
    scores.put("train", train.toMap());
    validation.ifPresent(s -> scores.put("validation", s.toMap()));
    test.ifPresent(s -> scores.put("test", s.toMap()));
    all.put("scores", scores);
    return all;
  }
}
