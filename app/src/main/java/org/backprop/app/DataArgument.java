package org.backprop.app;

import java.nio.file.Path;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The second argument of most commands: a table, with its format. */
public final class DataArgument {
  @Parameters(
      paramLabel = "DATA",
      description = "A table: comma-separated values, gzipped or not (for images: an IDX file).")
  Path path = Path.of("");

  @Mixin FormatOptions format = new FormatOptions();

  /** For a command that has its own argument for the file. */
  public static DataArgument of(Path path, FormatOptions format) {
    var argument = new DataArgument();
    argument.path = path;
    argument.format = format;
    return argument;
  }

  /** The file as it was named. */
  public Path path() {
    return path;
  }

  /**
   * The table in it; says how it is read.
   *
   * @throws org.backprop.table.DataException if it cannot be read
   */
  public Table table(Terminal terminal) {
    if (ImageFiles.isIdx(path)) {
      throw new DataException(path + " holds images, but this model takes a table; name a table");
    }
    var table = Table.read(path, format.format());
    Notices.reading(terminal, table);
    return table;
  }
}
