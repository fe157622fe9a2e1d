package org.backprop.app.explain;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backprop.app.Common;
import org.backprop.app.DataArgument;
import org.backprop.app.ModelArgument;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Feature;
import org.backprop.table.DataException;
import org.backprop.table.Idx;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the chain rule with the numbers of one row. */
@Command(
    name = "explain",
    header = "The chain rule for one row: symbols, numbers, result, each gradient checked.",
    footer = {
      "",
      "Examples:",
      "  backprop explain penguins.safetensors penguins.csv --row 1",
      "  backprop explain penguins.safetensors penguins.csv --row 1 --wrt \"W1[0,1]\"",
      "  backprop explain penguins.safetensors penguins.csv --row 1 --columns",
    })
public final class ExplainCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin DataArgument data = new DataArgument();
  @Mixin Common common = new Common();

  @Option(
      names = "--row",
      paramLabel = "N",
      required = true,
      order = 1,
      description = "The row of DATA, counted from 1.")
  int row;

  @Option(
      names = "--wrt",
      paramLabel = "PARAMETER",
      order = 2,
      description = "Follow one weight or bias, as in W1[0,1] or b2[0], counted from 0.")
  Optional<String> wrt = Optional.empty();

  @Option(
      names = "--columns",
      order = 3,
      description = "Write samples as columns, as some textbooks do: dL/dW1 = delta1 x^T.")
  boolean columns;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      order = 4,
      description = "Of the update at the end. Default: 0.1.")
  double rate = 0.1;

  @Option(
      names = "--labels",
      paramLabel = "IDX",
      order = 5,
      description = "The labels of the images in DATA.")
  Optional<Path> labels = Optional.empty();

  @Override
  public Integer call() {
    var terminal = common.terminal();
    var trained = model.load();
    var explained =
        trained.preparation().isPresent() ? ofTable(trained, terminal) : ofImage(trained);
    new ChainReport(terminal, explained, columns).show(rate);
    wrt.ifPresent(place -> new PathReport(terminal, explained, place).show());
    return 0;
  }

  private Explained ofTable(TrainedModel trained, Terminal terminal) {
    var table = data.table();
    requireRow(table.rowCount());
    var column = trained.target().column();
    if (!table.has(column)) {
      throw new DataException(data.path() + " has no column " + column + ", and the loss needs it");
    }
    var one = table.select(new int[] {row - 1});
    var preparation = trained.preparation().orElseThrow();
    var encoded = preparation.encode(one);
    if (encoded.dropped() > 0) {
      throw new DataException(
          one.place(0) + " has a missing value, and this model was trained on complete rows");
    }
    var x = encoded.x().to(DType.FLOAT64);
    raw(terminal, trained, one, x);
    return explained(trained, x, preparation.encodeTarget(one));
  }

  /** The row as it stands in the table, beside what the model sees. */
  private void raw(Terminal terminal, TrainedModel trained, Table one, Tensor x) {
    terminal.line(one.place(0) + ", row " + row + " of " + data.path());
    terminal.line();
    var columnsOf = TextTable.of("column", "value", "<encoded as");
    var at = 0;
    for (Feature input : trained.preparation().orElseThrow().inputs()) {
      var parts = new StringBuilder();
      for (var name : input.names()) {
        parts
            .append(parts.isEmpty() ? "" : ", ")
            .append(name)
            .append(" ")
            .append(Numbers.of(x.at(at++)));
      }
      columnsOf.row(input.column(), one.column(input.column()).getFirst(), parts.toString());
    }
    var target = trained.target().column();
    columnsOf.row(target, one.column(target).getFirst(), "the target");
    terminal.table(columnsOf);
    terminal.line();
  }

  private Explained ofImage(TrainedModel trained) {
    var file =
        labels.orElseThrow(() ->
            new DataException(data.path() + " holds images; add their labels, --labels FILE"));
    var images =
        Dataset.ofImages(
            Idx.readImages(data.path()), Idx.readLabels(file), trained.model().outputs());
    requireRow(images.rows());
    var one = new int[] {row - 1};
    return explained(trained, images.x().rows(one), images.y().rows(one));
  }

  private static Explained explained(TrainedModel trained, Tensor x, Tensor y) {
    return new Explained(trained.model(), trained.parameters(), x, y);
  }

  private void requireRow(int rows) {
    if (row < 1 || row > rows) {
      throw new DataException(
          "--row " + row + " is not in " + data.path() + ", which has rows 1 to " + rows);
    }
  }
}
