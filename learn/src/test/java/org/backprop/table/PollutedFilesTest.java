package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backprop.table.PollutedFiles.Polluted;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PollutedFilesTest {
  @TempDir Path folder;

  static List<Polluted> files() {
    return PollutedFiles.all().toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_polluted_file_is_read_without_hints(Polluted file) throws IOException {
    var table = Table.read(Files.writeString(folder.resolve("polluted.csv"), file.text()));
    assertEquals(file.columns(), table.columns());
    for (var row = 0; row < Math.min(file.rows().size(), table.rowCount()); row++) {
      var place = row;
      assertEquals(
          file.rows().get(row),
          table.columns().stream().map(name -> plain(table.cells(name), place)).toList());
    }
    assertEquals(file.rows().size(), table.rowCount());
  }

  /** The text of a cell, of a number with a decimal point. */
  private static String plain(Column cells, int row) {
    return cells instanceof Numbers numbers && !cells.isMissing(row)
        ? numbers.plainText(row)
        : cells.text(row);
  }
}
