package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.advice.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableReadingTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return read(text, format -> format);
  }

  private Table read(String text, UnaryOperator<CellFormat> cells) throws IOException {
    var file = Files.writeString(folder.resolve("data.csv"), text.replace("|", "\n"));
    return Table.read(file, CsvFormat.detect().withCells(cells.apply(CellFormat.detect())));
  }

  private static List<Double> numbers(Table table, String column) {
    var cells = table.cells(column);
    assertEquals(ColumnType.NUMBER, cells.type(), column);
    return cells.rows().mapToObj(cells::number).toList();
  }

  private static ColumnType type(Table table, String column) {
    return table.cells(column).type();
  }

  private static String notices(Table table) {
    return String.join("\n", table.notices().stream().map(Notice::inJava).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "n\tx|1,200\ta|950\tb # 1200", // 950 has no decimals, 1,200 would end with zeros
        "n\tx|1,200\t0.5|2,400\t1.5 # 1200", // x has a decimal point
        "n\tx|1,234\t0,5|2,345\t1,5 # 1.234", // x has a decimal comma
        "n\tx|1,234\ta|56789\tb # 1.234", // 56789 would have a group
        "n;x|1,234;a|2,345;b # 1.234", // usual beside semicolons
        "n\tx|1,234\ta|2,345\tb # 1234", // usual otherwise
        "n;x|1.200;a|950;b # 1200", // points in place of the comma
        "n;x|1.234;0,5|2.345;1,5 # 1234", // x has a decimal comma
        "n;x|1.234;0.5|2.345;1.5 # 1.234", // x has a decimal point
        "n;x|1.25;a|950;b # 1.25",
        "n\tx|1.200\ta|950\tb # 1.2", // one point alone is a decimal point
        "n\tx|1.250.000\ta|950\tb # 1250000",
        "n;x|1.250,00;a|1.410;b # 1250",
      })
  void the_cells_or_the_other_columns_tell_the_decimal_mark(String text, double first)
      throws IOException {
    assertEquals(first, numbers(read(text), "n").getFirst());
  }

  @Test
  void an_ambiguous_mark_is_reported_and_can_be_stated() throws IOException {
    var text = "n;m;x|1,234;1,234;a|2,345;2,345;b";
    assertTrue(
        notices(read(text))
            .endsWith(
                """
                n: 1,234 is 1.234; read with withDecimal("n", DecimalMark.COMMA)
                m: 1,234 is 1.234; read with withDecimal("m", DecimalMark.COMMA)\
                """));
    var stated = read(text, cells -> cells.withDecimal("n", DecimalMark.POINT));
    assertEquals(1234, numbers(stated, "n").getFirst());
    assertEquals(1.234, numbers(stated, "m").getFirst());
    var all = read(text, cells -> cells.withDecimal(CellFormat.ALL, DecimalMark.POINT));
    assertEquals(1234, numbers(all, "m").getFirst());
  }

  @Test
  void numbers_written_otherwise_are_reported_once_with_an_example() throws IOException {
    var table = read("a,b,c|$5,\u22121,12%|$6,2,13%|7,3,0");
    assertEquals("Read as numbers: a ($5 is 5), b (\u22121 is -1), c (12% is 12).", notices(table));
    assertEquals(List.of(5.0, 6.0, 7.0), numbers(table, "a"));
    assertEquals(List.of("12%", "13%", "0"), table.column("c"));
  }

  @Test
  void different_units_and_mixed_marks_are_words_with_a_notice() throws IOException {
    var table = read("a;b|$5;3,5|\u20AC6;2.5");
    assertEquals(ColumnType.WORDS, type(table, "a"));
    assertEquals(ColumnType.WORDS, type(table, "b"));
    assertTrue(notices(table).contains("a has numbers of different units"), notices(table));
    assertTrue(notices(table).contains("points are mixed in b"), notices(table));
    assertEquals(ColumnType.WORDS, type(read("a,b|5 kg,1|6 kg,2"), "a"));
  }

  @Test
  void leading_zeros_make_codes_but_fractions_do_not() throws IOException {
    var table = read("zip,share,n|01067,0.5,0|90210,00.5,1");
    assertEquals(ColumnType.WORDS, type(table, "zip"));
    assertEquals(List.of(0.5, 0.5), numbers(table, "share"));
    assertEquals(List.of(0.0, 1.0), numbers(table, "n"));
    assertEquals(
        "zip: leading zeros make codes (01067); read with type(\"zip\", ColumnType.WORDS)",
        notices(table));
  }

  @ParameterizedTest
  @ValueSource(strings = {"N/A", "n/a", "#N/A", "<NA>", "None", "nil", "-", "--", "..", "\u2014"})
  void among_numbers_every_text_that_may_say_so_is_missing(String text) throws IOException {
    var table = read("a,b|1,x|" + text + ",y|3,z");
    assertEquals(List.of(1.0, Double.NaN, 3.0), numbers(table, "a"));
    assertTrue(table.cells("a").isMissing(1));
    assertEquals(text, table.cells("a").text(1));
  }

  @Test
  void unclear_texts_among_words_are_words_unless_they_are_missing_among_numbers()
      throws IOException {
    var words = read("a,b|None,1|mild,2|-,3");
    assertEquals(0, words.cells("a").missingCount());
    assertEquals(
        "Read as words: \"None\" in a, \"-\" in a; use withMissing(\"None\") for what is missing"
            + " instead.",
        notices(words));
    var both = read("a,b|-,1|mild,-|severe,3");
    assertEquals(1, both.cells("a").missingCount());
    assertEquals(
        "Read as missing: \"-\" in a, \"-\" in b; use withoutMissingWords() to keep such words in"
            + " columns of words.",
        notices(both));
    var signs = read("a,b|-,1|+,-|-,3");
    assertEquals(0, signs.cells("a").missingCount());
  }

  @Test
  void missing_words_are_reported_unless_they_are_missing_among_numbers_too() throws IOException {
    assertTrue(notices(read("a,b|NA,1|x,2")).startsWith("Read as missing: \"NA\" in a; use"));
    assertEquals("", notices(read("a,b|NA,NA|x,2|y,3")));
    var kept = read("a,b|NA,NA|x,2", CellFormat::withoutMissingWords);
    assertEquals(0, kept.cells("a").missingCount());
    assertEquals(1, kept.cells("b").missingCount());
  }

  @Test
  void a_stated_text_is_missing_in_every_column_also_as_a_number() throws IOException {
    var table =
        read("a,b|-999,unknown|5,x|-999.0,y", c -> c.withMissing("-999").withMissing("unknown"));
    assertEquals(List.of(Double.NaN, 5.0, Double.NaN), numbers(table, "a"));
    assertTrue(table.cells("b").isMissing(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\'',
      value = {
        "a,b|NA,1|\"NA\",2|EU,3 # 0", // one cell is quoted: the word stands in all
        "a,b|NA,1|\"NA\",NA|EU,3 # 1", // NA is missing elsewhere: only the quoted one is a word
        "\"a\",b|NA,1|\"NA\",2|\"EU\",3 # 1", // words are quoted, so NA without is missing
        "\"a\",b|\"NA\",1|\"NA\",2|\"EU\",3 # 2", // everything is quoted, which says nothing
        "a,b|1,1|\"NA\",2|3,3 # 1", // among numbers it is missing
      })
  void quotes_tell_a_word_from_a_missing_value(String text, int missing) throws IOException {
    assertEquals(missing, read(text).cells("a").missingCount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "d|01/02/2024|03/04/2024 # 2024-02-01 # true",
        "d|01/02/2024|13/04/2024 # 2024-02-01 # false",
        "d|01/02/2024|03/14/2024 # 2024-01-02 # false",
        "d|01.02.2024|03.04.2024 # 2024-02-01 # false",
        "d|01/02/2024 1:00 PM|03/04/2024 2:00 AM # 2024-01-02 # false",
        "d,e|01/02/2024,12/31/2024|03/04/2024,12/30/2024 # 2024-01-02 # true",
        "d|24/12/31|99/12/30 # 2024-12-31 # false",
      })
  void the_cells_or_the_other_columns_tell_the_order_of_dates(
      String text, String first, boolean reported) throws IOException {
    var table = read(text);
    var dates = (DateTimes) table.cells("d");
    var day = java.time.Instant.parse(first + "T00:00:00Z").getEpochSecond();
    assertEquals(day, dates.time(0) / 1_000_000 / 86_400 * 86_400);
    assertEquals(reported, notices(table).contains("though"), notices(table));
  }

  @Test
  void the_order_of_dates_can_be_stated() throws IOException {
    var table = read("d|01/02/2024|03/04/2024", c -> c.withDateOrder("d", DateOrder.MONTH_FIRST));
    assertEquals(1_704_153_600_000_000L, ((DateTimes) table.cells("d")).time(0));
    assertEquals("", notices(table));
  }

  @Test
  void whole_numbers_are_one_level_however_they_are_written() {
    var words = Words.of(List.of("0.0", "0", "0.00", "x", "1.10", "1.1", "007", "7"));
    assertEquals(List.of("0.0", "x", "1.10", "1.1", "007", "7"), words.levels());
    var classes = ReadCells.of(List.of("0.0", "1", "0", "1.00", "0.00")).typed();
    assertEquals(List.of("0.0", "1"), List.copyOf(classes.counts().keySet()));
  }
}
