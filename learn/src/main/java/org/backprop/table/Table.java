package org.backprop.table;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Notice;

/**
 * Named columns, each of one type; immutable.
 *
 * <p>A table knows where its rows come from, so that messages can name the file and the line, also
 * after {@link #select}.
 */
public final class Table {
  private final Origin origin;
  private final List<String> columns;
  private final Column[] cells;
  private final int rows;
  private final int[] positions; // of each row in the origin; empty if they are the rows' numbers
  private final Map<String, Integer> places = new HashMap<>();
  private final Memo<Map<String, Integer>> normalPlaces = new Memo<>(this::normalPlaces);

  /** Where rows come from; without lines it is no file, and rows are counted from 1. */
  @SuppressWarnings("ArrayRecordComponent") // one int a row; never compared
  record Origin(
      String source, int[] lines, List<Notice> notices, CsvFormat format, CellFormat cells) {
    static Origin inMemory(String source) {
      return new Origin(source, new int[0], List.of(), CsvFormat.detect(), CellFormat.detect());
    }

    String place(int position) {
      return source + (lines.length == 0 ? ", row " : ", line ") + line(position);
    }

    int line(int position) {
      return lines.length == 0 ? position + 1 : lines[position];
    }
  }

  Table(Origin origin, List<String> columns, Column[] cells) {
    this(origin, columns, cells, cells.length == 0 ? 0 : cells[0].size(), new int[0]);
  }

  private Table(Origin origin, List<String> columns, Column[] cells, int rows, int[] positions) {
    this.origin = origin;
    this.columns = List.copyOf(columns);
    this.cells = cells;
    this.rows = rows;
    this.positions = positions;
    for (var i = 0; i < columns.size(); i++) {
      places.put(columns.get(i), i);
    }
  }

  /**
   * The table in a file, gzipped or not, whose format is detected.
   *
   * @throws DataException if it cannot be read, is empty, or a tenth of the rows is ragged
   */
  public static Table read(Path csv) {
    return read(csv, CsvFormat.detect());
  }

  /** The table in a file of which the format is partly stated. */
  public static Table read(Path csv, CsvFormat format) {
    return read(csv, format, csv.toString());
  }

  /** The same, where messages and {@link #source} name the file otherwise. */
  public static Table read(Path csv, CsvFormat format, String source) {
    return CsvFile.read(csv, format, source);
  }

  /**
   * A table from its rows of texts.
   *
   * @throws DataException if a name comes twice or a row has another length
   */
  public static Table of(List<String> columns, List<List<String>> rows) {
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new DataException("Two columns have the same name among " + columns + "; rename one.");
    }
    var cells = new String[columns.size()][rows.size()];
    for (var row = 0; row < rows.size(); row++) {
      fill(cells, row, rows.get(row));
    }
    var read =
        Arrays.stream(cells)
            .map(column -> ReadCells.of(Arrays.asList(column)))
            .toArray(ReadCells[]::new);
    var reading = TableReading.of(columns, read);
    return new Table(
        new Origin("the table", new int[0], reading.notices(), CsvFormat.detect(), reading.cells()),
        columns,
        reading.columns());
  }

  /** Makes a table from Java arrays and lists. */
  public static TableBuilder builder() {
    return new TableBuilder();
  }

  /** A table of one row; {@code null} and NaN are missing values. */
  public static Table ofRow(Map<String, ?> values) {
    var columns = List.copyOf(values.keySet());
    var cells =
        columns.stream()
            .map(name -> JavaValues.column(Collections.singletonList(values.get(name)), name))
            .toArray(Column[]::new);
    return new Table(Origin.inMemory("the values given"), columns, cells);
  }

  private static void fill(String[][] cells, int row, List<String> texts) {
    if (texts.size() != cells.length) {
      throw new DataException(
          "Row %s has %s where the number of columns is %s; give one text a column."
              .formatted(row + 1, Counted.of(texts.size(), "field"), cells.length));
    }
    for (var column = 0; column < cells.length; column++) {
      cells[column][row] = texts.get(column).strip();
    }
  }

  /** The names, in order. */
  public List<String> columns() {
    return columns;
  }

  public int rowCount() {
    return rows;
  }

  /** Whether there is a column of that name, as {@link #name} finds it. */
  public boolean has(String column) {
    return find(column).isPresent();
  }

  /**
   * The name as the table writes it. Names that are alike under Unicode's normalization form KC are
   * one, such as those with the micro sign and with the Greek mu, unless the table has both.
   *
   * @throws DataException if there is none; the message has the nearest one
   */
  public String name(String column) {
    return columns.get(place(column));
  }

  private Optional<Integer> find(String name) {
    var exact = places.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    return Optional.ofNullable(normalPlaces.get().get(normal(name))).filter(place -> place >= 0);
  }

  /** The place of each name in the normalization form KC; -1 where several names have it. */
  private Map<String, Integer> normalPlaces() {
    Map<String, Integer> normal = new HashMap<>();
    places.forEach((name, place) -> normal.merge(normal(name), place, (_, _) -> -1));
    return normal;
  }

  private static String normal(String name) {
    var isAscii = name.chars().allMatch(c -> c < 128); // the tables of Unicode load slowly
    return (isAscii ? name : Normalizer.normalize(name, Normalizer.Form.NFKC)).strip();
  }

  /**
   * The texts of a column.
   *
   * @throws DataException if there is none of that name; the message has the nearest one
   */
  public List<String> column(String name) {
    return cells(name).asList();
  }

  /** The cells of a column. */
  public Column cells(String name) {
    return cells[place(name)];
  }

  private int place(String name) {
    return find(name)
        .orElseThrow(() ->
            new DataException(
                "%s has no column \"%s\"; %s"
                    .formatted(source(), name, DidYouMean.hint(name, columns))));
  }

  /** What the table is called in messages: the file's path as it was given. */
  public String source() {
    return origin.source();
  }

  /** The line of the file in which a row starts, or its number from 1 where there is no file. */
  public int line(int row) {
    return origin.line(position(row));
  }

  /** Where a row stands, as in {@code iris.csv, line 7}. */
  public String place(int row) {
    return origin.place(position(row));
  }

  /** A row's position, from 0, in the file or list that it came from. */
  public int position(int row) {
    return positions.length == 0 ? row : positions[row];
  }

  /** What was decided in reading: a header that is not there, decimal commas. */
  public List<Notice> notices() {
    return origin.notices();
  }

  /** How the file is written: what was stated, and what was decided otherwise than usual. */
  public CsvFormat format() {
    return origin.format();
  }

  /** How the cells of each column are written, for {@link CellFormat#withUsual}. */
  public CellFormat cellFormat() {
    return origin.cells();
  }

  /** The table of some of the rows, in the order given. */
  public Table select(int[] rows) {
    if (isAll(rows)) {
      return this;
    }
    var chosen = Arrays.stream(cells).map(column -> column.select(rows)).toArray(Column[]::new);
    var chosenPositions = positions.length == 0 ? rows.clone() : chosen(positions, rows);
    return new Table(origin, columns, chosen, rows.length, chosenPositions);
  }

  private boolean isAll(int[] chosen) {
    var row = 0;
    while (row < chosen.length && chosen[row] == row) {
      row++;
    }
    return row == chosen.length && row == rows;
  }

  private static int[] chosen(int[] values, int[] rows) {
    var chosen = new int[rows.length];
    for (var i = 0; i < chosen.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return chosen;
  }

  /** The numbers of the rows in which a column is not missing, ascending. */
  public int[] rowsWith(String column) {
    return cells(column).presentRows();
  }

  /** A number from 0 for each different text of a column, in the order of appearance. */
  public int[] codes(String column) {
    var cells = cells(column);
    var places = new KeyPlaces();
    var codes = new int[cells.size()];
    for (var row = 0; row < codes.length; row++) {
      codes[row] = places.place(cells.key(row));
    }
    return codes;
  }

  /**
   * This table with a column of another type.
   *
   * @throws DataException if a cell is neither missing nor of that type; the message names it
   */
  public Table withType(String column, ColumnType type) {
    var cells = cells(column);
    Retyping.misfit(cells, type)
        .ifPresent(row -> {
          throw new DataException(
              "%s: %s is \"%s\", which is no %s; correct it, or choose another type."
                  .formatted(place(row), column, cells.text(row), type.noun()));
        });
    var retyped = this.cells.clone();
    retyped[place(column)] = Retyping.apply(cells, type);
    return new Table(origin, columns, retyped, rows, positions);
  }

  /** Whether each cell of a column is missing or of that type. */
  public boolean fits(String column, ColumnType type) {
    return Retyping.misfit(cells(column), type).isEmpty();
  }

  /** As in {@code iris.csv: 150 rows of sepal_length, sepal_width, species}. */
  @Override
  public String toString() {
    return source() + ": " + Counted.of(rowCount(), "row") + " of " + DidYouMean.list(columns);
  }
}
