package org.backprop.app.studio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.app.Notices;
import org.backprop.chain.Health;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.score.Calibration;
import org.backprop.score.ClassScores;
import org.backprop.score.Residuals;
import org.backprop.score.ScoredRows;
import org.backprop.score.Scores;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.train.TrainingPlan;

/**
 * What the page shows of a training at some parameters: health, scores, and how predictions and
 * targets compare, on some of the validation rows, else of the training rows.
 */
final class LiveViews {
  private static final int MOST_ROWS = 500;

  /** Multiplications of the health's rows: more would take the time of the training. */
  private static final int MOST_WORK = 2_000_000;

  private static final int FEWEST_ROWS = 8;
  private static final int GRID = 40;
  private static final int MOST_CLASSES = 12;
  private static final double MARGIN = 0.1;

  private final TrainingPlan plan;
  private final Dataset rows;
  private final Dataset healthRows;
  private final Health.Probe probe;

  /** The views of one fit; {@code parameters} say how large the network is. */
  LiveViews(TrainingPlan plan, Map<String, Tensor> parameters) {
    this.plan = plan;
    this.rows = some(plan.data().validation().orElse(plan.data().training()), MOST_ROWS);
    var weights = Math.max(1, parameters.values().stream().mapToInt(Tensor::size).sum());
    this.healthRows =
        some(plan.data().training(), Math.clamp(MOST_WORK / weights, FEWEST_ROWS, MOST_ROWS));
    this.probe = new Health.Probe(plan.model(), healthRows.x(), healthRows.y());
  }

  Map<String, Object> at(Optional<Map<String, Tensor>> before, Map<String, Tensor> parameters) {
    var model = plan.during(parameters);
    var map = new LinkedHashMap<String, Object>();
    map.put("rows", plan.data().validation().isPresent() ? "validation" : "training");
    if (healthRows.rows() > 1) {
      health(probe.at(parameters, before), map);
    }
    var scored = ScoredRows.of(model, rows);
    switch (model.target()) {
      case Target.Classes classes -> classes(model, classes, rows, scored, map);
      case Target.Number _ -> scored.residuals().ifPresent(it -> map.put("residuals", of(it)));
    }
    if (rows.features() == 2) {
      map.put("plane", plane(model, rows));
    }
    return map;
  }

  private static void health(Health health, Map<String, Object> map) {
    map.put("health", health.toMap());
    map.put("warnings", health.notices().stream().map(Notices::text).toList());
  }

  /** Rows at equal distances. */
  private static Dataset some(Dataset data, int most) {
    var count = Math.min(most, data.rows());
    return data.select(
        IntStream.range(0, count).map(i -> (int) ((long) i * data.rows() / count)).toArray());
  }

  private static void classes(
      TrainedModel model,
      Target.Classes target,
      Dataset rows,
      ScoredRows scored,
      Map<String, Object> map) {
    var baseline = new double[rows.outputs()];
    Arrays.fill(baseline, 1.0 / Math.max(2, rows.outputs()));
    if (target.levels().size() <= MOST_CLASSES
        && Scores.of(model, rows, baseline) instanceof ClassScores scores) {
      map.put("levels", target.levels());
      map.put("accuracy", scores.accuracy());
      map.put(
          "confusion",
          Arrays.stream(scores.confusion().toArray())
              .map(it -> IntStream.of(it).boxed().toList())
              .toList());
    }
    scored.calibration().ifPresent(it -> map.put("calibration", of(it)));
  }

  private static List<Map<String, Object>> of(Calibration calibration) {
    return calibration.bins().stream()
        .map(bin ->
            Map.<String, Object>of(
                "probability", bin.probability(), "share", bin.share(), "rows", bin.rows()))
        .toList();
  }

  private static List<Map<String, Object>> of(Residuals residuals) {
    return residuals.groups().stream()
        .map(group ->
            Map.<String, Object>of(
                "from", group.from(),
                "to", group.to(),
                "low", group.low(),
                "median", group.median(),
                "high", group.high(),
                "rows", group.rows()))
        .toList();
  }

  /** The first output over the plane of the two inputs, as they are encoded, and the rows on it. */
  private static Map<String, Object> plane(TrainedModel model, Dataset rows) {
    var x = range(rows, 0);
    var y = range(rows, 1);
    var points = new double[GRID * GRID * 2];
    for (var i = 0; i < GRID * GRID; i++) {
      points[2 * i] = x[0] + (x[1] - x[0]) * (i % GRID) / (GRID - 1.0);
      points[2 * i + 1] = y[0] + (y[1] - y[0]) * Math.floorDiv(i, GRID) / (GRID - 1.0);
    }
    var means =
        model.predictor().means(Tensor.of(Shape.of(GRID * GRID, 2), points).to(rows.x().dtype()));
    var outputs = means.shape().dim(1);
    var values = new ArrayList<Double>();
    for (var i = 0; i < GRID * GRID; i++) {
      values.add(outputs == 1 ? means.at(i) : largest(means, i, outputs));
    }
    return Map.of(
        "x",
        List.of(x[0], x[1]),
        "y",
        List.of(y[0], y[1]),
        "size",
        GRID,
        "outputs",
        outputs,
        "values",
        values,
        "points",
        IntStream.range(0, rows.rows())
            .mapToObj(i ->
                List.of(
                    rows.x().at(2 * i),
                    rows.x().at(2 * i + 1),
                    outputs == 1 ? rows.y().at(i) : largest(rows.y(), i, outputs)))
            .toList());
  }

  /** The place of the largest of a row. */
  private static double largest(Tensor values, int row, int columns) {
    return IntStream.range(0, columns)
        .boxed()
        .max(Comparator.comparingDouble(k -> values.at(row * columns + k)))
        .orElseThrow();
  }

  private static double[] range(Dataset rows, int feature) {
    var values =
        IntStream.range(0, rows.rows())
            .mapToDouble(i -> rows.x().at(2 * i + feature))
            .summaryStatistics();
    var margin = MARGIN * Math.max(1e-9, values.getMax() - values.getMin());
    return new double[] {values.getMin() - margin, values.getMax() + margin};
  }
}
