package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.prepare.Preparation;
import org.backprop.table.DidYouMean;

/** What a fit without hidden layers found, in sentences. */
final class FitNotices {
  private static final Remedy PENALTY = Remedy.of(Setting.RIDGE, "auto");

  private final TrainingData data;
  private final LinearFit linear;
  private final List<String> features;
  private final List<Notice> notices = new ArrayList<>();

  private FitNotices(TrainingData data, LinearFit linear) {
    this.data = data;
    this.linear = linear;
    this.features =
        data.preparation()
            .map(Preparation::features)
            .orElseGet(() ->
                IntStream.range(0, data.training().features()).mapToObj(j -> "x" + j).toList());
  }

  /** The notices of a fit; none if it has hidden layers. */
  static List<Notice> of(TrainingData data, Fit fit) {
    return fit.linear().map(it -> new FitNotices(data, it).all(fit)).orElse(List.of());
  }

  private List<Notice> all(Fit fit) {
    var rows = data.training().rows();
    if (!linear.penalised() && rows <= data.training().features()) {
      tooFewRows(rows);
    } else if (!linear.penalised() && !linear.aliased().isEmpty()) {
      aliased();
    }
    if (!linear.diverging().isEmpty()) {
      diverging();
    }
    if (fit.dispersion() == 0) {
      exact(rows);
    }
    return List.copyOf(notices);
  }

  private void tooFewRows(int rows) {
    notices.add(
        Notice.of(
            "%s training rows cannot determine %s coefficients; of all that predict these rows as well, those of the smallest norm were taken, and predictions of new rows are unreliable"
                .formatted(rows, data.training().features() + 1),
            "use {} for a penalty",
            PENALTY));
  }

  private void aliased() {
    var names = names(linear.aliased());
    notices.add(
        Notice.of(
            linear.aliased().size() == 1
                ? "%s is a linear combination of the other columns, so its coefficient cannot be told from theirs: of all that predict the same, those of the smallest norm were taken."
                    .formatted(names)
                : "%s are linear combinations of the other columns, so their coefficients cannot be told from those: of all that predict the same, those of the smallest norm were taken."
                    .formatted(names)));
  }

  private void diverging() {
    var one = linear.diverging().size() == 1;
    notices.add(
        Notice.of(
            "no finite estimate exists of the %s of %s: the likelihood of %s rises without end as %s, because %s a group of training rows with certainty; training stopped on the way"
                .formatted(
                    one ? "coefficient" : "coefficients",
                    names(linear.diverging()),
                    data.target().column(),
                    one ? "it grows" : "they grow",
                    one ? "it predicts" : "they predict"),
            "use {} for an estimate with a penalty",
            PENALTY));
  }

  private void exact(int rows) {
    var spread = linear.spread();
    var saturated = spread.isPresent() && spread.get().degreesOfFreedom() < 0.5;
    notices.add(
        Notice.of(
            saturated
                ? "all %s training rows are fitted exactly by as many coefficients, so nothing tells how far new rows are from their predictions: intervals are infinite."
                    .formatted(rows)
                : "%s is an exact function of the columns in all %s training rows: prediction intervals have no width, and the log-likelihood is infinite."
                    .formatted(data.target().column(), rows)));
  }

  private String names(List<Integer> places) {
    return DidYouMean.list(places.stream().map(features::get).toList());
  }
}
