package org.backprop.app;

import org.backprop.model.TrainedModel;
import org.backprop.prepare.Preparation;
import org.backprop.table.CellFormat;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The second argument of most commands: a table, with its format. */
public final class DataArgument {
  @Parameters(
      paramLabel = "DATA",
      description =
          "A table: comma-separated values, gzipped or not (for images: an IDX file); - is standard"
              + " input.")
  InputFile path = InputFile.of("");

  @Mixin FormatOptions format = new FormatOptions();

  /** For a command that has its own argument for the file. */
  public static DataArgument of(InputFile path, FormatOptions format) {
    var argument = new DataArgument();
    argument.path = path;
    argument.format = format;
    return argument;
  }

  /** The file as it was named. */
  public InputFile path() {
    return path;
  }

  /**
   * The table in it, whose cells are written as those of the training table where they leave that
   * open; says how it is read.
   *
   * @throws org.backprop.table.DataException if it cannot be read
   */
  public Table table(TrainedModel trained, Terminal terminal) {
    if (path.holdsImages()) {
      throw new DataException(path + " holds images, but this model takes a table; name a table");
    }
    var stated = format.format();
    var known = trained.preparation().map(Preparation::cells).orElse(CellFormat.detect());
    var table = path.table(stated.withCells(stated.cells().withUsual(known)));
    Notices.reading(terminal, table);
    return table;
  }
}
