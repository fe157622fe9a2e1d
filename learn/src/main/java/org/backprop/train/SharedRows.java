package org.backprop.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.prepare.Dataset;
import org.backprop.provenance.Parts;
import org.backprop.table.Counted;

/**
 * Finds rows that are in two parts of the data: with the same inputs and the same target as they
 * are encoded. Scores on such rows are too good.
 */
final class SharedRows {
  private SharedRows() {}

  /** The data with a notice for each two parts that share rows. */
  static TrainingData noticed(TrainingData data) {
    var training = Optional.of(data.training());
    var notices = new ArrayList<Notice>();
    notices.addAll(between(training, "training", data.validation(), Parts.VALIDATION));
    notices.addAll(between(training, "training", data.test(), Parts.TEST));
    notices.addAll(between(data.validation(), Parts.VALIDATION, data.test(), Parts.TEST));
    return data.withNotices(notices);
  }

  private static List<Notice> between(
      Optional<Dataset> known, String knownName, Optional<Dataset> rows, String name) {
    if (known.isEmpty() || rows.isEmpty()) {
      return List.of();
    }
    var count = count(known.get(), rows.get());
    if (count == 0) {
      return List.of();
    }
    var fact =
        "%s of %s have the same values as %s rows, target included"
            .formatted(count, Counted.of(rows.get().rows(), name + " row"), knownName);
    return List.of(
        Notice.of(fact, "remove them if they are the same cases, since their scores are too good"));
  }

  /** How many of the rows are among the known ones. */
  static int count(Dataset known, Dataset rows) {
    var wanted = hashes(rows);
    var sorted = wanted.clone();
    Arrays.parallelSort(sorted);
    var found = new boolean[sorted.length];
    for (var hash : hashes(known)) {
      var place = Arrays.binarySearch(sorted, hash);
      if (place >= 0) {
        found[place] = true;
      }
    }
    // A search of equal hashes ends at the same place each time.
    return (int)
        Arrays.stream(wanted).filter(hash -> found[Arrays.binarySearch(sorted, hash)]).count();
  }

  /** Of each row 64 bits, which two different rows share with a probability of 5e-20. */
  private static long[] hashes(Dataset data) {
    var width = data.features();
    var outputs = data.outputs();
    return IntStream.range(0, data.rows())
        .parallel()
        .mapToLong(row -> {
          var hash = 1L;
          for (var i = row * width; i < (row + 1) * width; i++) {
            hash = mixed(hash, data.x().at(i));
          }
          for (var i = row * outputs; i < (row + 1) * outputs; i++) {
            hash = mixed(hash, data.y().at(i));
          }
          return hash;
        })
        .toArray();
  }

  /** A step of Murmur's finalizer (Appleby 2008); 0 and -0 are one number. */
  private static long mixed(long hash, double value) {
    var bits = hash * 31 + Double.doubleToLongBits(value + 0.0);
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    return bits ^ (bits >>> 29);
  }
}
