package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.backprop.advice.Notice;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return file(text, StandardCharsets.UTF_8);
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("data.csv"), text.getBytes(charset));
  }

  private Table read(String text) throws IOException {
    return Table.read(file(text));
  }

  private String refused(String text) throws IOException {
    var path = file(text);
    return assertThrows(DataException.class, () -> Table.read(path)).getMessage();
  }

  @Test
  void columns_and_cells_are_read_as_written() throws IOException {
    var table = read("name,weight\nAda,62.5\nBo,\n");
    assertEquals(List.of("name", "weight"), table.columns());
    assertEquals(List.of("62.5", ""), table.column("weight"));
    assertEquals(2, table.rowCount());
    assertTrue(table.has("name"));
    assertEquals(List.of(), table.notices());
  }

  @Test
  void every_way_to_write_a_number_stays_as_written() throws IOException {
    var table = read("a,b\n-0,1e5\n.5,5.\n\" 1.50 \",+3\n007,0x1p3\n12345678901234567890,1_0\n");
    assertEquals(List.of("-0", ".5", "1.50", "007", "12345678901234567890"), table.column("a"));
    assertEquals(List.of("1e5", "5.", "+3", "0x1p3", "1_0"), table.column("b"));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
    assertEquals(List.of("a", "b"), read("\uFEFFa,b\n1,2\n").columns());
  }

  @Test
  void utf_16_and_32_are_read_where_a_byte_order_mark_says_so() throws IOException {
    for (var charset :
        List.of(
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_32LE,
            StandardCharsets.UTF_32BE)) {
      var table = Table.read(file("\uFEFFname,b\nJosé,2\n", charset));
      assertEquals(List.of("José"), table.column("name"));
    }
  }

  @Test
  void a_quoted_field_may_hold_the_delimiter_a_line_break_and_quotes() throws IOException {
    var table = read("a,b\n\"x, y\",1\n\"two\nlines\",2\n\"say \"\"hi\"\"\",3\n");
    assertEquals(List.of("x, y", "two\nlines", "say \"hi\""), table.column("a"));
    assertEquals(List.of(2, 3, 5), List.of(table.line(0), table.line(1), table.line(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void the_delimiter_is_detected(String delimiter) throws IOException {
    var table = read("a,b,c\n1,x y,3\n4,\"p,q;r\",6\n".replace(",", delimiter));
    assertEquals(List.of("a", "b", "c"), table.columns());
    assertEquals(List.of("1", "4"), table.column("a"));
  }

  @Test
  void a_mark_of_inches_does_not_hide_the_delimiter() throws IOException {
    assertEquals(List.of("5\" pipe"), read("what;n\n5\" pipe;2\n").column("what"));
  }

  @Test
  void a_delimiter_can_be_stated() throws IOException {
    var path = file("a;b,c;d\n1;2,3;4\n");
    var table = Table.read(path, CsvFormat.detect().withDelimiter(','));
    assertEquals(List.of("a;b", "c;d"), table.columns());
  }

  @Test
  void a_quotation_mark_is_no_delimiter() {
    var e = assertThrows(DataException.class, () -> CsvFormat.detect().withDelimiter('"'));
    assertTrue(e.getMessage().contains("another delimiter"));
  }

  @Test
  void a_decimal_comma_is_read_as_a_number_and_stays_as_written() throws IOException {
    var table = read("a;b\n3,5;x,y\n-2,0;z\n4;\n");
    assertEquals(List.of("3,5", "-2,0", "4"), table.column("a"));
    assertEquals(3.5, table.cells("a").number(0));
    assertEquals(List.of("x,y", "z", ""), table.column("b"));
    assertTrue(table.notices().contains(Notice.of("Read as numbers: a (3,5 is 3.5).")));
  }

  @Test
  void a_decimal_comma_can_be_stated_and_denied() throws IOException {
    var quoted = file("a,b\n\"3,500\",1\n");
    assertEquals(3500, Table.read(quoted).cells("a").number(0));
    assertEquals(3.5, read(quoted, DecimalMark.COMMA).cells("a").number(0));
    var bare = file("a;b\n3,500;1\n");
    assertEquals(3.5, Table.read(bare).cells("a").number(0));
    assertEquals(3500, read(bare, DecimalMark.POINT).cells("a").number(0));
  }

  private static Table read(Path path, DecimalMark mark) {
    var cells = CellFormat.detect().withDecimal("a", mark);
    return Table.read(path, CsvFormat.detect().withCells(cells));
  }

  @Test
  void mixed_decimal_commas_and_points_are_left_alone_with_a_notice() throws IOException {
    var table = read("a;b\n3,5;1\n2.5;1\n");
    assertEquals(List.of("3,5", "2.5"), table.column("a"));
    assertTrue(table.notices().getLast().inJava().contains("mixed"));
  }

  @Test
  void without_a_header_the_columns_are_numbered_and_a_notice_says_so() throws IOException {
    var table = read("5.1,setosa\n6.2,virginica\n");
    assertEquals(List.of("c1", "c2"), table.columns());
    assertEquals(2, table.rowCount());
    assertEquals(1, table.line(0));
    assertTrue(table.notices().getFirst().inJava().contains("no header line"));
  }

  @Test
  void whether_there_is_a_header_can_be_stated() throws IOException {
    var path = file("2019,2020\n1,2\n");
    assertEquals(2, Table.read(path).rowCount());
    var table = Table.read(path, CsvFormat.detect().withHeader(true));
    assertEquals(List.of("2019", "2020"), table.columns());
    var words = file("x\ny\n");
    assertEquals(2, Table.read(words, CsvFormat.detect().withHeader(false)).rowCount());
  }

  @Test
  void names_above_numbers_are_a_header_even_if_one_is_a_number() throws IOException {
    assertEquals(List.of("id", "2020"), read("id,2020\n1,2\n").columns());
  }

  @Test
  void a_column_without_a_name_gets_one_and_a_notice() throws IOException {
    var table = read(",b\n1,2\n");
    assertEquals(List.of("c1", "b"), table.columns());
    assertTrue(table.notices().getFirst().inJava().startsWith("A column has no name"));
  }

  @Test
  void a_name_that_comes_twice_is_numbered() throws IOException {
    var table = read("x,y,x,x_2,x\n1,2,3,4,5\n");
    assertEquals(List.of("x", "y", "x_3", "x_2", "x_4"), table.columns());
    assertEquals(
        "Names that occur more than once are numbered: x_3, x_4.",
        table.notices().getFirst().inJava());
  }

  @Test
  void line_ends_of_windows_and_empty_lines_do_not_matter() throws IOException {
    var table = read("\r\na,b\r\n1,2\r\n\r\n3,4\r\n   \r\n\r\n");
    assertEquals(List.of("1", "3"), table.column("a"));
    assertEquals(5, table.line(1));
  }

  @Test
  void ragged_rows_are_left_out_and_counted() throws IOException {
    var table = read("a,b,c\n1,2,3\n4,5\n" + "6,7,8\n".repeat(19) + "1,2,3,4\n" + "6,7,8\n");
    assertEquals(21, table.rowCount());
    assertEquals(
        "2 rows have not 3 fields, left out: line 3 (2), line 23 (4);"
            + " read with withRagged(Ragged.DROP)",
        table.notices().getFirst().inJava());
  }

  @Test
  void more_than_a_tenth_of_ragged_rows_is_an_error_that_shows_three() throws IOException {
    var message = refused("a,b,c\n1,2,3\n" + "4,5\n".repeat(4) + "6,7,8\n".repeat(30));
    assertTrue(
        message.contains(
            "data.csv has 4 rows with other than 3 fields:"
                + " line 3 (2), line 4 (2), line 5 (2) and 1 more; quote a field"),
        message);
  }

  @Test
  void the_policy_for_ragged_rows_can_be_stated() throws IOException {
    var path = file("a,b,c\n1,2,3\n4,5\n1,2,3,4\n6,7,8\n9\n");
    var format = CsvFormat.detect();
    assertEquals(2, Table.read(path, format.withRagged(Ragged.DROP)).rowCount());
    var filled = Table.read(path, format.withRagged(Ragged.FILL));
    assertEquals(List.of("3", "", "3", "8", ""), filled.column("c"));
    var error = format.withRagged(Ragged.ERROR);
    var e = assertThrows(DataException.class, () -> Table.read(path, error));
    assertTrue(e.getMessage().contains("1 row with other than 3 fields: line 3 (2)"));
  }

  @Test
  void an_opening_quotation_mark_without_an_end_is_left_out() throws IOException {
    var table = read("a,b\n1,2\n3,\"x\n4,5\n");
    assertEquals(List.of("2", "x", "5"), table.column("b"));
    assertEquals(
        "Quotation marks that enclose no field are left out: line 3.",
        table.notices().getFirst().inJava());
  }

  @Test
  void an_empty_file_is_refused() throws IOException {
    assertTrue(refused("").contains("is empty"));
    assertTrue(refused("\n \n").contains("is empty"));
  }

  @Test
  void a_header_alone_is_refused() throws IOException {
    assertTrue(refused("a,b\n").endsWith("has a header line but no rows; add the rows."));
  }

  @Test
  void a_folder_is_refused() {
    var e = assertThrows(DataException.class, () -> Table.read(folder));
    assertTrue(e.getMessage().endsWith("is a folder; name a file in it."));
  }

  @Test
  void a_file_that_does_not_exist_is_refused_with_the_nearest_name() throws IOException {
    file("a\n1\n");
    var near = assertThrows(DataException.class, () -> Table.read(folder.resolve("date.csv")));
    assertTrue(near.getMessage().endsWith("does not exist; did you mean \"data.csv\"?"));
    var far = assertThrows(DataException.class, () -> Table.read(folder.resolve("no/such/path")));
    assertTrue(far.getMessage().endsWith("does not exist; check the path."));
  }

  @Test
  void a_file_without_permission_is_refused() throws IOException {
    var path = file("a\n1\n");
    Assumptions.assumeTrue(Files.getFileStore(path).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(path), "root may read everything");
    var e = assertThrows(DataException.class, () -> Table.read(path));
    assertTrue(e.getMessage().contains("may not be read by this user"));
  }

  @Test
  void text_that_is_not_utf_8_is_windows_1252() throws IOException {
    var table = Table.read(file("a,b\né€,1\n", Charset.forName("windows-1252")));
    assertEquals(List.of("é€"), table.column("a"));
    assertEquals(
        "the text is not UTF-8; read with withEncoding(\"windows-1252\")",
        table.notices().getFirst().inJava());
  }

  @Test
  void single_bytes_that_are_not_utf_8_are_counted() throws IOException {
    var bytes = "a,b\né,1\nx,2\n".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 4] = (byte) 0xe4;
    var table = Table.read(Files.write(folder.resolve("data.csv"), bytes));
    assertEquals(List.of("é", "ä"), table.column("a"));
    assertTrue(
        table.notices().getFirst().inJava().startsWith("1 byte "), table.notices().toString());
  }

  @Test
  void a_stated_encoding_must_fit() throws IOException {
    var path = file("a,b\né,1\n", StandardCharsets.ISO_8859_1);
    var utf8 = CsvFormat.detect().withEncoding("UTF-8");
    var e = assertThrows(DataException.class, () -> Table.read(path, utf8));
    assertTrue(e.getMessage().endsWith("state another encoding."));
    var latin = CsvFormat.detect().withEncoding("latin1");
    assertEquals(List.of("é"), Table.read(path, latin).column("a"));
    assertThrows(DataException.class, () -> CsvFormat.detect().withEncoding("utf-9"));
  }

  @Test
  void encodings_are_detected_without_a_byte_order_mark() throws IOException {
    var text = "name,b\nJosé,2\nÉva,3\n";
    for (var name :
        List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "windows-1252")) {
      var table = Table.read(file(text, Charset.forName(name)));
      assertEquals(List.of("José", "Éva"), table.column("name"), name);
    }
  }

  @Test
  void a_spreadsheet_or_other_binary_file_is_refused() throws IOException {
    assertTrue(refused("PK\u0003\u0004zip").contains("is not text"));
    assertTrue(refused("a,\0\n").contains("is not text"));
  }

  @Test
  void a_gzipped_file_is_read_and_a_damaged_one_refused() throws IOException {
    var path = folder.resolve("data.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of("1"), Table.read(path).column("a"));
    var bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 10));
    var cut = assertThrows(DataException.class, () -> Table.read(path));
    assertTrue(cut.getMessage().contains("ends in the middle of its gzip data"));
    bytes[2] = 99;
    Files.write(path, bytes);
    var damaged = assertThrows(DataException.class, () -> Table.read(path));
    assertTrue(damaged.getMessage().contains("is damaged"));
  }

  @Test
  void an_unknown_column_is_refused_with_the_nearest_name() throws IOException {
    var table = read("species,island\na,b\n");
    var e = assertThrows(DataException.class, () -> table.column("speces"));
    assertTrue(e.getMessage().endsWith("has no column \"speces\"; did you mean \"species\"?"));
  }

  @Test
  void a_large_file_with_long_quoted_and_repeated_texts_is_read_whole() throws IOException {
    var text =
        IntStream.range(0, 5000)
            .mapToObj(i -> i + "," + i % 7 + ",\"a rather long text, number " + i + "\"\n")
            .collect(Collectors.joining());
    var table = read("n,mod,long\n" + text);
    assertEquals(5000, table.rowCount());
    assertEquals("4321", table.column("n").get(4321));
    assertEquals("2", table.column("mod").get(4321));
    assertEquals("a rather long text, number 4321", table.column("long").get(4321));
  }

  @Test
  void selected_rows_keep_their_lines() throws IOException {
    var table = read("a\n10\n20\n30\n").select(new int[] {2, 0});
    assertEquals(List.of("30", "10"), table.column("a"));
    assertEquals(4, table.line(0));
    assertTrue(table.place(0).endsWith("data.csv, line 4"));
    assertEquals(3, table.select(new int[] {0}).position(0) + 1);
  }

  @Test
  void a_table_in_memory_counts_rows_from_one() {
    var table = Table.of(List.of("a", "b"), List.of(List.of("1", "x"), List.of(" 2 ", "y")));
    assertEquals("the table, row 2", table.place(1));
    assertEquals(2, table.line(1));
    assertEquals(List.of("1", "2"), table.column("a"));
    assertEquals("the table: 2 rows of a, b", table.toString());
  }

  @Test
  void a_table_in_memory_must_be_rectangular_with_different_names() {
    var ragged =
        assertThrows(
            DataException.class,
            () -> Table.of(List.of("a", "b"), List.of(List.of("1", "2"), List.of("3"))));
    assertTrue(ragged.getMessage().startsWith("Row 2 has 1 field where"));
    assertThrows(DataException.class, () -> Table.of(List.of("a", "a"), List.of()));
  }

  @Test
  void a_row_of_values_takes_any_object_and_null_is_missing() {
    var values = new HashMap<String, Object>(Map.of("n", 3, "x", 2.5, "w", "Dream"));
    values.put("gone", null);
    values.put("nan", Double.NaN);
    var table = Table.ofRow(values);
    assertEquals(1, table.rowCount());
    assertEquals(List.of("3"), table.column("n"));
    assertEquals(0, table.rowsWith("gone").length);
    assertEquals(0, table.rowsWith("nan").length);
    assertEquals("the values given, row 1", table.place(0));
  }

  @Test
  void every_way_to_write_missing_is_recognised() {
    var table = ExampleData.lines("a", "", "NA", "NaN", "null", "?", ".", "0", "other");
    assertArrayEquals(new int[] {6, 7}, table.rowsWith("a"));
  }

  @Test
  void codes_number_the_different_texts() {
    assertArrayEquals(
        new int[] {0, 1, 0, 2}, ExampleData.lines("a", "x", "y", "x", "z").codes("a"));
  }

  @Test
  void names_that_are_alike_in_unicode_are_one() throws IOException {
    var table = read("t,power_\u00b5W,e\u0301\n1,2.5,3\n");
    assertEquals("power_\u00b5W", table.name("power_\u03bcW"));
    assertEquals(List.of("2.5"), table.column("power_\u03bcW"));
    assertEquals(List.of("3"), table.column("\u00e9"));
    assertTrue(table.has("power_\u03bcW"));
    var both = read("\u00b5,\u03bc\n1,2\n");
    assertEquals(List.of("2"), both.column("\u03bc"));
    assertEquals(List.of("1"), both.column("\u00b5"));
  }
}
