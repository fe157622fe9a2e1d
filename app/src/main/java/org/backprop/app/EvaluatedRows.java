package org.backprop.app;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.LabelledRows;
import org.backprop.prepare.Preparation;
import org.backprop.table.DataException;
import org.backprop.table.Table;

/** Reads and encodes the rows that a model is judged by. */
public final class EvaluatedRows {

  /**
   * The rows of one part that can be scored.
   *
   * @param data as they are encoded
   * @param numbers of the rows in the file, from 1
   * @param table as they were read; empty for images
   */
  public record Part(Dataset data, List<Integer> numbers, Optional<Table> table) {
    /** Keeps a copy. */
    public Part {
      numbers = List.copyOf(numbers);
    }

    private static Part of(Table rows, LabelledRows examples) {
      var scored = rows.select(examples.rows());
      var numbers =
          IntStream.range(0, scored.rowCount()).mapToObj(i -> scored.position(i) + 1).toList();
      return new Part(examples.data(), numbers, Optional.of(scored));
    }

    private static Part of(Dataset images, int[] rows) {
      var numbers = Arrays.stream(rows).mapToObj(row -> row + 1).toList();
      return new Part(images.select(rows), numbers, Optional.empty());
    }
  }

  private final TrainedModel model;
  private final InputFile path;
  private final UnseenRows unseen;

  /** The rows of a file that training did not see, or all rows. */
  public EvaluatedRows(TrainedModel model, InputFile path, boolean all) {
    this.model = model;
    this.path = path;
    this.unseen = UnseenRows.of(model, path, all);
  }

  /** What the user should know about them; may be empty. */
  public String remark() {
    return unseen.remark();
  }

  /** The rows of each part of a table. */
  Map<String, Table> tables(Table table) {
    var column = model.target().column();
    if (!table.has(column)) {
      throw new DataException(
          path
              + " has no column "
              + column
              + " to compare the predictions with; without it,"
              + " `backprop predict` says what the model predicts");
    }
    return each(table.rowCount(), table::select);
  }

  /** The rows of all parts of a table in their order. */
  public Table together(Table table) {
    var rows =
        tables(table).values().stream()
            .flatMapToInt(part -> IntStream.range(0, part.rowCount()).map(part::position))
            .sorted()
            .toArray();
    return table.select(rows);
  }

  /** The rows of each part of a table, as far as they can be scored. */
  public Map<String, Part> parts(Table table, Preparation preparation, Terminal terminal) {
    var all = new LinkedHashMap<String, Part>();
    tables(table)
        .forEach((name, rows) -> {
          var examples = preparation.examples(rows);
          examples.notices().stream().map(Notices::text).forEach(terminal::notice);
          if (examples.data().rows() > 0) {
            all.put(name, Part.of(rows, examples));
          }
        });
    if (all.isEmpty()) {
      throw new DataException(
          path + " has no complete row with a value of " + model.target().column());
    }
    return all;
  }

  /** The images of each part. */
  public Map<String, Part> parts(Optional<InputFile> labels) {
    var all = images(model, path, labels);
    return each(all.rows(), rows -> Part.of(all, rows));
  }

  /** All images of a file, with their labels. */
  public static Dataset images(TrainedModel model, InputFile path, Optional<InputFile> labels) {
    var images = ImageOptions.read(path, labels, "--labels");
    return Dataset.ofImages(images.images(), images.labels(), model.model().outputs());
  }

  private <T> Map<String, T> each(int count, Function<int[], T> select) {
    var parts = new LinkedHashMap<String, T>();
    unseen.parts().forEach(part -> parts.put(part.name(), select.apply(part.in(count))));
    return parts;
  }
}
