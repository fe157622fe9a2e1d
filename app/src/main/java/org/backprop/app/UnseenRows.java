package org.backprop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.model.TrainedModel;
import org.backprop.optimizer.Optimizers;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.RowsUsed;
import org.backprop.provenance.Source;
import org.backprop.table.Counted;
import org.backprop.table.DataException;

/**
 * Which rows of a file may judge a model: of the file that it was trained on, those that training
 * did not see; of any other, all.
 *
 * @param parts each with its rows, or with none said where all count
 * @param remark what the user should know
 */
record UnseenRows(List<Part> parts, String remark) {

  /** Rows of one kind: {@code validation}, {@code test} or {@code data}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(String name, Optional<int[]> rows) {
    /** The rows left out of a file with this number of rows. */
    int[] in(int count) {
      var all = rows.orElseGet(() -> IntStream.range(0, count).toArray());
      for (var row : all) {
        if (row < 0 || row >= count) {
          throw new DataException(
              "the model remembers a row "
                  + (row + 1)
                  + " of this file, which is read as "
                  + Counted.of(count, "row")
                  + "; give the same --delimiter and --no-header as in training");
        }
      }
      return all;
    }
  }

  static UnseenRows of(TrainedModel model, InputFile data, boolean all) {
    var provenance = model.provenance();
    var trainedOn = provenance.flatMap(it -> hash(it, Parts.TRAIN));
    if (provenance.isEmpty() || trainedOn.isEmpty()) {
      return whole(
          "data", "The model does not say what it was trained on; some rows may be known to it.");
    }
    var hash = data.fingerprint();
    if (hash(provenance.get(), Parts.VALIDATION).equals(Optional.of(hash))) {
      return whole(Parts.VALIDATION, "These rows chose the epoch, so the scores flatter a little.");
    }
    if (!trainedOn.get().equals(hash)) {
      return whole("data", "");
    }
    return all
        ? whole("data", "Most of these rows were learned from, so the scores flatter.")
        : heldOut(provenance.get(), data);
  }

  private static Optional<String> hash(Provenance provenance, String part) {
    return provenance.origin().source(part).flatMap(Source::sha256);
  }

  private static UnseenRows whole(String name, String remark) {
    return new UnseenRows(List.of(new Part(name, Optional.empty())), remark);
  }

  private static UnseenRows heldOut(Provenance provenance, InputFile data) {
    var rows = provenance.rows();
    var parts = new ArrayList<Part>();
    Stream.of(Parts.VALIDATION, Parts.TEST)
        .filter(name -> !rows.heldOut(name).isEmpty())
        .forEach(name -> parts.add(new Part(name, Optional.of(array(rows.heldOut(name))))));
    if (parts.isEmpty()) {
      throw new DataException(
          "training saw every row of "
              + data
              + ", so none of them can judge the model; evaluate it on other data, train with"
              + " --test 0.2, or say --all to score the known rows");
    }
    var newton = Optional.<Object>of(Optimizers.newton().name());
    var chosen = !provenance.setting("learning", "optimizer").equals(newton);
    return new UnseenRows(parts, remark(data, rows, chosen));
  }

  private static int[] array(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static String remark(InputFile data, RowsUsed rows, boolean chosen) {
    var validation = rows.heldOutValidation().size();
    var test = rows.heldOutTest().size();
    var chose = test > 0 ? "The validation rows chose" : "They chose";
    return "The model was trained on %s, so only the %s %s that training did not see.%s"
        .formatted(
            data,
            Counted.of(validation + test, "row"),
            validation + test == 1 ? "counts" : "count",
            chosen && validation > 0
                ? " " + chose + " the epoch, so their scores flatter a little."
                : "");
  }
}
