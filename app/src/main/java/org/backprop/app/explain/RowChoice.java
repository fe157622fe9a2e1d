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

/** Finds the row to explain: the one that is asked for, or the one that is predicted worst. */
final class RowChoice {
  private final TrainedModel trained;
  private final DataArgument data;
  private final Optional<Integer> wanted;
  private final Terminal terminal;

  RowChoice(TrainedModel trained, DataArgument data, Optional<Integer> wanted, Terminal terminal) {
    this.terminal = terminal;
    this.trained = trained;
    this.data = data;
    this.wanted = wanted;
  }

  /**
   * The row of a table, or an image.
   *
   * @throws DataException if it is not there or has a value missing
   */
  ExplainedRow row(Optional<InputFile> labels) {
    return trained.preparation().isPresent() ? ofTable() : ofImages(labels);
  }

  private ExplainedRow ofTable() {
    var table = data.table(trained, terminal);
    var column = trained.target().column();
    if (!table.has(column)) {
      throw new DataException(data.path() + " has no column " + column + ", and the loss needs it");
    }
    wanted.ifPresent(row -> requireRow(row, table.rowCount()));
    return wanted.isPresent()
        ? ofRow(table.select(new int[] {wanted.get() - 1}), wanted.get(), "")
        : worst(table);
  }

  private ExplainedRow worst(Table table) {
    var examples = trained.preparation().orElseThrow().examples(table);
    if (examples.data().rows() == 0) {
      throw new DataException(
          data.path() + " has no complete row with a value of " + trained.target().column());
    }
    var number = examples.rows()[worst(examples.data())];
    return ofRow(table.select(new int[] {number}), number + 1, worstOf(examples.data().rows()));
  }

  /** The place of the largest loss. */
  private int worst(Dataset rows) {
    var losses = trained.predictor().losses(rows);
    var worst = 0;
    for (var i = 1; i < losses.length; i++) {
      worst = losses[i] > losses[worst] || Double.isNaN(losses[i]) ? i : worst;
    }
    return worst;
  }

  private static String worstOf(int rows) {
    return ", the worst predicted of " + Counted.of(rows, "row");
  }

  private ExplainedRow ofRow(Table one, int number, String remark) {
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

  private ExplainedRow ofImages(Optional<InputFile> labels) {
    var file =
        labels.orElseThrow(() ->
            new DataException(data.path() + " holds images; add their labels, --labels FILE"));
    var images = Dataset.ofImages(data.path().images(), file.labels(), trained.model().outputs());
    wanted.ifPresent(row -> requireRow(row, images.rows()));
    var number = wanted.orElseGet(() -> worst(images) + 1);
    var one = new int[] {number - 1};
    return new ExplainedRow(
        data.path() + ", image " + number + (wanted.isPresent() ? "" : worstOf(images.rows())),
        number,
        Optional.empty(),
        images.x().rows(one),
        images.y().rows(one));
  }

  private void requireRow(int row, int rows) {
    if (row < 1 || row > rows) {
      throw new DataException(
          "--row " + row + " is not in " + data.path() + ", which has rows 1 to " + rows);
    }
  }
}
