package org.backprop.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Compares the value and the gradient that contenders have computed, element by element. */
final class Derivatives {
  /** How far an element may be from ours, as a share of it. */
  private static final double TOLERANCE = 1e-8;

  private Derivatives() {}

  /** The first element that differs, in a sentence; empty if there is none. */
  static String difference(List<Double> theirs, List<Double> ours) {
    if (theirs.size() != ours.size()) {
      return "different work: it has %d derivatives, we %d".formatted(theirs.size(), ours.size());
    }
    return IntStream.range(0, ours.size())
        .filter(i -> !isNear(theirs.get(i), ours.get(i)))
        .mapToObj(i ->
            String.format(
                Locale.ROOT,
                "different work: element %d of its value and gradient is %.17g, ours %.17g",
                i,
                theirs.get(i),
                ours.get(i)))
        .findFirst()
        .orElse("");
  }

  private static boolean isNear(double theirs, double ours) {
    return Math.abs(theirs - ours) <= TOLERANCE * Math.abs(ours);
  }
}
