package org.backprop.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Feature;
import org.backprop.prepare.Preparation;
import org.backprop.provenance.Parts;
import org.backprop.train.TrainingData;

/**
 * The rows that a run has reason to doubt. A row is suspected by its loss, summed over the run, in
 * relation to the mean of its part, since a wrong target is learned later than the others are; or
 * by a number that is far outside the range of all others of its column, as one in a wrong unit is,
 * in relation to the column's variance.
 */
public final class Suspects {
  private static final int MOST_EPOCHS = 50;

  /** How many times as far from the mean of the others as any of them a doubtful number is. */
  private static final double FAR = 20;

  private Suspects() {}

  /**
   * A row that is suspected.
   *
   * @param part that the row is in, as in {@code train}
   * @param row of the source, from 1
   * @param times how many times the mean its loss is, or the square of its number's distance from
   *     the column's mean
   * @param column the column of the number; empty if the row is suspected by its loss
   */
  public record Suspect(String part, int row, double times, Optional<String> column) {}

  /**
   * All rows of all parts, the most suspected first: by how many times the mean, times the square
   * root of the share that the part has in all rows. A larger part has more wrong rows, and the
   * rows that a model has not learned from have a wider range of losses.
   */
  public static List<Suspect> of(Replay replay) {
    var data = replay.plan().data();
    var found = new ArrayList<Suspect>();
    found.addAll(ofPart(replay, data, Parts.TRAIN, data.training()));
    data.validation().ifPresent(rows -> found.addAll(ofPart(replay, data, Parts.VALIDATION, rows)));
    data.test().ifPresent(rows -> found.addAll(ofPart(replay, data, Parts.TEST, rows)));
    var all = (double) found.size();
    found.sort(
        Comparator.comparingDouble(
            suspect -> -suspect.times() * Math.sqrt(count(data, suspect.part()) / all)));
    return found;
  }

  private static int count(TrainingData data, String part) {
    return Objects.requireNonNull(data.rows().get(part)).count();
  }

  private static List<Suspect> ofPart(Replay replay, TrainingData data, String part, Dataset rows) {
    var numbers = Objects.requireNonNull(data.rows().get(part));
    var losses = losses(replay, rows);
    var suspects = new ArrayList<Suspect>();
    for (var i = 0; i < rows.rows(); i++) {
      suspects.add(new Suspect(part, numbers.row(i) + 1, losses[i], Optional.empty()));
    }
    var columns = data.preparation().map(Suspects::columns).orElse(List.of());
    for (var feature = 0; feature < columns.size(); feature++) {
      var row = columns.get(feature).isEmpty() ? -1 : farthest(rows, feature);
      if (row >= 0) {
        var z = rows.x().at(row * rows.features() + feature);
        if (z * z > suspects.get(row).times()) {
          suspects.set(
              row,
              new Suspect(part, numbers.row(row) + 1, z * z, Optional.of(columns.get(feature))));
        }
      }
    }
    return suspects;
  }

  /** The column of each feature that is a number; an empty text for other features. */
  private static List<String> columns(Preparation preparation) {
    return preparation.inputs().stream().flatMap(Suspects::columns).toList();
  }

  /** The row whose number is far outside the range of the others, which differ; -1 if none is. */
  private static int farthest(Dataset rows, int feature) {
    var sorted =
        IntStream.range(0, rows.rows())
            .mapToDouble(row -> rows.x().at(row * rows.features() + feature))
            .sorted()
            .toArray();
    var last = sorted.length - 1;
    if (last < 2) {
      return -1;
    }
    var mean = Arrays.stream(sorted).average().orElseThrow();
    var isHigh = sorted[last] - mean > mean - sorted[0];
    var far = isHigh ? sorted[last] : sorted[0];
    var low = isHigh ? sorted[0] : sorted[1];
    var high = isHigh ? sorted[last - 1] : sorted[last];
    var outside = isHigh ? far - high : low - far;
    return high > low && outside > FAR * (high - low)
        ? IntStream.range(0, rows.rows())
            .filter(row -> rows.x().at(row * rows.features() + feature) == far)
            .findFirst()
            .orElse(-1)
        : -1;
  }

  private static Stream<String> columns(Feature feature) {
    var isNumber = feature instanceof Feature.Numeric;
    var width = feature.names().size();
    return IntStream.range(0, width).mapToObj(i -> isNumber && i == 0 ? feature.column() : "");
  }

  /** The loss of each row in relation to the mean of all rows, averaged over the epochs. */
  private static double[] losses(Replay replay, Dataset rows) {
    var trainer = replay.plan().trainer();
    var encoded = rows.to(trainer.precision());
    var predictor =
        new Predictor(
            trainer.model(), replay.parameters(), trainer.precision(), encoded.x().dtype());
    var sums = new double[rows.rows()];
    var steps = replay.batches().steps();
    var epochs = replay.steps() / steps;
    var every = Math.max(1, Math.ceilDiv(epochs, MOST_EPOCHS));
    for (var epoch = every; epoch <= epochs; epoch += every) {
      replay.moveTo(epoch * steps);
      add(sums, predictor.withParameters(replay.parameters()).losses(encoded), rows);
    }
    var count = Math.max(1, epochs / every);
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  /** Adds the losses of an epoch in relation to their mean; all losses count from the lowest. */
  private static void add(double[] sums, double[] losses, Dataset rows) {
    Arrays.setAll(losses, i -> losses[i] * rows.weights().at(i));
    var lowest = Math.min(0, Arrays.stream(losses).min().orElse(0));
    var mean = Arrays.stream(losses).map(loss -> loss - lowest).average().orElse(0);
    for (var i = 0; i < sums.length && mean > 0; i++) {
      sums[i] += (losses[i] - lowest) / mean;
    }
  }
}
