package org.backprop.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows that were read.
 *
 * @param columns the cells of each column
 * @param lines the line in which each row begins
 * @param repeatedHeaders how often the header came again
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to a table; two are never compared
record CollectedRows(ReadCells[] columns, int[] lines, int repeatedHeaders) implements RowTexts {

  @Override
  public int rows() {
    return lines.length;
  }

  @Override
  public List<String> row(int row) {
    return Arrays.stream(columns).map(cells -> cells.text(row)).toList();
  }

  /** The rows of blocks of text, of which each says how many lines were before it. */
  static CollectedRows joined(List<CollectedRows> blocks, int[] linesBefore) {
    var columns = new ReadCells[blocks.getFirst().columns.length];
    var lines = lines(blocks, linesBefore);
    IntStream.range(0, columns.length)
        .parallel()
        .forEach(column -> columns[column] = cells(blocks, column, lines.length));
    var headers = blocks.stream().mapToInt(CollectedRows::repeatedHeaders).sum();
    return new CollectedRows(columns, lines, headers);
  }

  /** A column's cells, with the texts of all blocks in one dictionary; the blocks lose theirs. */
  private static ReadCells cells(List<CollectedRows> blocks, int column, int rows) {
    var dictionary = new Dictionary();
    var codes = new Codes.Builder(rows);
    for (var block : blocks) {
      var cells = block.columns[column];
      var places = dictionary.addAll(cells.dictionary());
      for (var row = 0; row < cells.size(); row++) {
        var code = cells.codes().get(row);
        codes.add(code < 0 ? ~places[(int) ~code] : code);
      }
      block.columns[column] = ReadCells.NONE;
    }
    return new ReadCells(codes.build(), dictionary);
  }

  private static int[] lines(List<CollectedRows> blocks, int[] linesBefore) {
    var lines = new int[blocks.stream().mapToInt(CollectedRows::rows).sum()];
    var row = 0;
    for (var i = 0; i < linesBefore.length; i++) {
      for (var line : blocks.get(i).lines) {
        lines[row++] = linesBefore[i] + line;
      }
    }
    return lines;
  }
}
