package org.backprop.app;

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
   * The table in it; says how it is read.
   *
   * @throws org.backprop.table.DataException if it cannot be read
   */
  public Table table(Terminal terminal) {
    if (path.holdsImages()) {
      throw new DataException(path + " holds images, but this model takes a table; name a table");
    }
    var table = path.table(format.format());
    Notices.reading(terminal, table);
    return table;
  }
}
