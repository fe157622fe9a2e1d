package org.backprop.recall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.oracle.Oracle;

/** The numbers of the test suites of py-fsrs, ts-fsrs and fsrs-rs, read from the resources. */
final class Fsrs6 {
  static final Oracle VECTORS = Oracle.read("fsrs6");

  private Fsrs6() {}

  static Parameters parameters(double... values) {
    return new Parameters(Arrays.stream(values).boxed().toList());
  }

  /** Parameters of FSRS-5 with the two that it lacks. */
  static Parameters extended(double w19, double w20) {
    var values = new ArrayList<>(Arrays.stream(VECTORS.numbers("P19")).boxed().toList());
    values.add(w19);
    values.add(w20);
    return new Parameters(values);
  }

  /** The default parameters without an effect of reviews on the same day. */
  static Parameters withoutShortTerm() {
    var values = new ArrayList<>(Parameters.DEFAULT.values());
    IntStream.of(17, 18, 19).forEach(i -> values.set(i, 0.0));
    return new Parameters(values);
  }

  static List<Review> reviews(double[] ratings, double[] days) {
    return IntStream.range(0, ratings.length)
        .mapToObj(i -> new Review(Rating.of((int) ratings[i]), (int) days[i]))
        .toList();
  }
}
