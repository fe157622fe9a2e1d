package org.backprop.app.explain;

import java.util.Optional;
import org.backprop.app.DataArgument;
import org.backprop.app.InputFile;
import org.backprop.app.Terminal;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;

/** The rows of a file, each to be explained by itself: of a table, or images with their labels. */
public sealed interface ExplainedRows {

  /** How many there are. */
  int count();

  /**
   * One row.
   *
   * @param number from 1
   * @throws DataException if it is not there or has a value missing
   */
  ExplainedRow row(int number);

  /**
   * The row that the model predicts worst.
   *
   * @throws DataException if no row is complete
   */
  ExplainedRow worst();

  /**
   * The rows of a file, read at once.
   *
   * @throws DataException if it cannot be read, or has no target
   */
  static ExplainedRows read(
      TrainedModel trained, DataArgument data, Optional<InputFile> labels, Terminal terminal) {
    return trained.preparation().isPresent()
        ? OfTable.read(trained, data, terminal)
        : OfImages.read(trained, data, labels);
  }

  private static void require(int number, int count, String source) {
    if (number < 1 || number > count) {
      throw new DataException(
          "row %s is not in %s, which has rows 1 to %s".formatted(number, source, count));
    }
  }

  private static String worstOf(int rows) {
    return ", the worst predicted of " + Counted.of(rows, "row");
  }

  /** The place of the largest loss. */
  private static int worst(TrainedModel trained, Dataset rows) {
    var losses = trained.predictor().losses(rows);
    var worst = 0;
    for (var i = 1; i < losses.length; i++) {
      worst = losses[i] > losses[worst] || Double.isNaN(losses[i]) ? i : worst;
    }
    return worst;
  }

  /** Rows of a table with the target's column. */
  record OfTable(TrainedModel trained, Table table, String source) implements ExplainedRows {
    private static OfTable read(TrainedModel trained, DataArgument data, Terminal terminal) {
      var table = data.table(trained, terminal);
      var column = trained.target().column();
      if (!table.has(column)) {
        throw new DataException(
            data.path() + " has no column " + column + ", and the loss needs it");
      }
      return new OfTable(trained, table, data.path().toString());
    }

    @Override
    public int count() {
      return table.rowCount();
    }

    @Override
    public ExplainedRow row(int number) {
      require(number, count(), source);
      return row(number, "");
    }

    @Override
    public ExplainedRow worst() {
      var examples = trained.preparation().orElseThrow().examples(table);
      if (examples.data().rows() == 0) {
        throw new DataException(
            source + " has no complete row with a value of " + trained.target().column());
      }
      var place = ExplainedRows.worst(trained, examples.data());
      return row(examples.rows()[place] + 1, worstOf(examples.data().rows()));
    }

    private ExplainedRow row(int number, String remark) {
      var one = table.select(new int[] {number - 1});
      var preparation = trained.preparation().orElseThrow();
      var encoded = preparation.encode(one);
      if (encoded.dropped() > 0) {
        throw new DataException(
            one.place(0) + " has a missing value, and this model was trained on complete rows");
      }
      return new ExplainedRow(
          one.place(0) + " (row " + number + ")" + remark,
          number,
          Optional.of(one),
          encoded.x().to(DType.FLOAT64),
          preparation.encodeTarget(one));
    }
  }

  /** Images with their labels. */
  record OfImages(TrainedModel trained, Dataset images, String source) implements ExplainedRows {
    private static OfImages read(
        TrainedModel trained, DataArgument data, Optional<InputFile> labels) {
      var file =
          labels.orElseThrow(() ->
              new DataException(data.path() + " holds images; add their labels, --labels FILE"));
      var images = Dataset.ofImages(data.path().images(), file.labels(), trained.model().outputs());
      return new OfImages(trained, images, data.path().toString());
    }

    @Override
    public int count() {
      return images.rows();
    }

    @Override
    public ExplainedRow row(int number) {
      require(number, count(), source);
      return row(number, "");
    }

    @Override
    public ExplainedRow worst() {
      return row(ExplainedRows.worst(trained, images) + 1, worstOf(images.rows()));
    }

    private ExplainedRow row(int number, String remark) {
      var one = new int[] {number - 1};
      return new ExplainedRow(
          source + ", image " + number + remark,
          number,
          Optional.empty(),
          images.x().rows(one),
          images.y().rows(one));
    }
  }
}
