package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as other programs and publishers write them. */
final class WildFilesTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return Table.read(Files.writeString(folder.resolve("data"), text));
  }

  /** Twenty lines of a pattern in which @ is the number of the line and # a digit. */
  private static String lines(String pattern) {
    return IntStream.range(10, 30)
        .mapToObj(i -> pattern.replace("@", "" + i).replace("#", "" + i * 7 % 10) + "\n")
        .collect(Collectors.joining());
  }

  private static void assertTable(Table table, int rows, String columns, String first) {
    assertEquals(columns, String.join("|", table.columns()));
    assertEquals(
        first,
        table.columns().stream()
            .map(c -> table.column(c).getFirst())
            .collect(Collectors.joining("|")));
    assertEquals(rows, table.rowCount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '$',
      quoteCharacter = '~',
      value = {
        "UCI, aligned$@.5   8   13#.0      ?      34##.      12.0   70  1\\t\"ford torino\"$"
            + "c1|c2|c3|c4|c5|c6|c7|c8|c9$10.5|8|130.0|?|3400.|12.0|70|1|ford torino",
        "UCI, spaces after commas$@, State-gov, 77#16, ?, <=50K$c1|c2|c3|c4|c5"
            + "$10|State-gov|77016|?|<=50K",
        "UCI, two spaces$AB@_YEAST  0.5#  0.61  MIT$c1|c2|c3|c4$AB10_YEAST|0.50|0.61|MIT",
        "UCI, a space before$ 0.0@  1#.00   2.31  0  4.98$c1|c2|c3|c4|c5$0.010|10.00|2.31|0|4.98",
        "passwords$u@:x:#:100:User @:/home/u@$c1|c2|c3|c4|c5|c6$u10|x|0|100|User 10|/home/u10",
        "a web server$127.0.0.@ - jo [10/Oct/2000:13:55:3# -0700] \"GET /a.gif HTTP/1.0\" 200"
            + "$c1|c2|c3|c4|c5|c6|c7"
            + "$127.0.0.10|-|jo|[10/Oct/2000:13:55:30|-0700]|GET /a.gif HTTP/1.0|200",
        "Matlab$@.5,-0.@,#$c1|c2|c3$10.5|-0.10|0",
        "decimal commas$@;@,5#;a$c1|c2|c3$10|10,50|a",
      })
  void without_a_header(String kind, String pattern, String columns, String first)
      throws IOException {
    var table = read(lines(pattern.replace("\\t", "\t")));
    assertTable(table, 20, columns, first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '$',
      quoteCharacter = '~',
      value = {
        "R's write.table$\"mpg\" \"cyl\" \"name\"$\"Car @\" 2#.5 4 \"type a\""
            + "$row|mpg|cyl|name$Car 10|20.5|4|type a",
        "R, without quotes$mpg cyl disp$Car@ 2#.5 4 @$row|mpg|cyl|disp$Car10|20.5|4|10",
        "R's write.csv$\"\",\"len\",\"Species\"$\"@\",5.#,\"setosa\"$c1|len|Species$10|5.0|setosa",
        "pandas$,Unnamed: 0,x$@,@,0.#$c1|Unnamed: 0|x$10|10|0.0",
        "Kaggle$id,name,age$@,\"Braund, Mr. \"\"Bill\"\"\",2#$id|name|age$10|Braund, Mr. \"Bill\"|20",
        "spaces before quotes$name, \"address\", age$Bo, \"@ Main St, Town\", 4#"
            + "$name|address|age$Bo|10 Main St, Town|40",
        "gnuplot$# Experiment 5\\n# x\\ty\\tdy$@\\t0.#\\t0.1$x|y|dy$10|0.0|0.1",
        "Matlab with names$% time  pos  vel$  @e+00  0.#e+01  1.5e+00$time|pos|vel"
            + "$10e+00|0.0e+01|1.5e+00",
        "W3C's log$#Version: 1.0\\n#Fields: date time c-ip sc-status"
            + "$2012-05-@ 17:4#:15 172.22.255.@ 200$date|time|c-ip|sc-status"
            + "$2012-05-10|17:40:15|172.22.255.10|200",
        "VCF$##fileformat=VCFv4.2\\n##source=x,y\\n#CHROM\\tPOS\\tID$20\\t@\\trs#$CHROM|POS|ID$20|10|rs0",
        "SAS$DATA a;\\nINPUT x y z;\\nDATALINES;$@ 1# 2.5$c1|c2|c3$10|10|2.5",
        "psql$ id | name | val \\n----+------+-----$ @ | n@  |  #$id|name|val$10|n10|0",
        "MySQL$+----+------+\\n| id | name |\\n+----+------+$| @ | n#   |$id|name$10|n0",
        "a sensor$Device: X100\\nSerial: 12-56\\nDate;Time;Temp;Hum$2020-01-@;12:@;2#,5;40"
            + "$Date|Time|Temp|Hum$2020-01-10|12:10|20,5|40",
        "years as names$country,2000,2001,2002$C@,@.5,#.5,1.5$country|2000|2001|2002$C10|10.5|0.5|1.5",
        "JSON in cells$id,json$@,\"{\"\"a\"\": #, \"\"b\"\": [1,2]}\"$id|json$10|{\"a\": 0, \"b\": [1,2]}",
        "MySQL's escapes$id,text$@,\"a \\\"quoted\\\" text, @\"$id|text$10|a \"quoted\" text, 10",
        "tabs and quotes$id\\ttext$@\\thello \"#\"$id|text$10|hello \"0\"",
        "aligned columns$Name           Age  City$John Smith      @  New York$Name|Age|City"
            + "$John Smith|10|New York",
        "a column with the sign of numbers$#,name$@,n#$#|name$10|n0",
      })
  void with_a_header(String kind, String header, String pattern, String columns, String first)
      throws IOException {
    var table = read(unescaped(header) + "\n" + unescaped(lines(pattern)));
    assertTable(table, 20, columns, first);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t");
  }

  @Test
  void the_publication_of_an_office() throws IOException {
    var table =
        read(
            "\"Table 3: Population by area\"\r\n\"Source: the office\"\r\n\r\n"
                + "\"Code\",\"Area\",\"All ages\"\r\n"
                + lines("\"E@\",\"Kingston upon Thames\",\"5#1,200\"")
                + "\r\n\"Notes\"\r\n\"1. Figures, which are rounded, may not sum.\"\r\n");
    assertTable(table, 20, "Code|Area|All ages", "E10|Kingston upon Thames|501,200");
    assertEquals(
        List.of(
            "lines 1 to 3 stand before the table; read with withSkipLines(3)",
            "lines 26 to 27 stand after the table, which ends in line 24; read with"
                + " withSkipFooter(2)"),
        table.notices().stream().limit(2).map(Object::toString).toList());
    var again = Table.read(folder.resolve("data"), table.format());
    assertTable(again, 20, "Code|Area|All ages", "E10|Kingston upon Thames|501,200");
  }

  @Test
  void the_world_bank_ends_all_lines_with_a_comma() throws IOException {
    var table =
        read(
            "\uFEFF\"Data Source\",\"Indicators\",\r\n\r\n\"Updated\",\"2023-07-25\",\r\n\r\n"
                + "\"Country\",\"Indicator\",\"2018\",\"2019\",\r\n"
                + lines("\"Land @\",\"Population, total\",\"12#4\",\"\",").replace("\n", "\r\n"));
    assertTable(table, 20, "Country|Indicator|2018|2019", "Land 10|Population, total|1204|");
  }

  @Test
  void excel_in_europe() throws IOException {
    var text = "Name;Größe;Gewicht\r\n" + lines("Müller @;1,@;6#,5");
    for (var charset : List.of("windows-1252", "UTF-8", "UTF-16LE")) {
      var path = Files.write(folder.resolve("data"), text.getBytes(Charset.forName(charset)));
      assertTable(Table.read(path), 20, "Name|Größe|Gewicht", "Müller 10|1,10|60,5");
    }
  }

  @Test
  void a_column_of_sentences_has_no_delimiter() throws IOException {
    var table = read("review\nbad\nGood, really\nNice, but, well\nok\nfine\n");
    assertEquals(
        List.of("bad", "Good, really", "Nice, but, well", "ok", "fine"), table.column("review"));
  }

  @Test
  void a_second_table_of_the_same_width_is_a_footer() throws IOException {
    var table = read("x,y\n" + lines("@,#") + "\nname,score\nAnn,5\nBo,6\n");
    assertTable(table, 20, "x|y", "10|0");
    assertTrue(table.notices().getFirst().inJava().startsWith("lines 23 to 25 stand after"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>\n<html><body>404</body></html>",
        "<?xml version=\"1.0\"?>\n<rows/>",
        "[{\"a\": 1}, {\"a\": 2}]",
        "%PDF-1.4\n",
        "PAR1\u0015\u0004",
      })
  void what_is_no_table_is_refused(String text) {
    var e = assertThrows(DataException.class, () -> read(text));
    assertTrue(e.getMessage().contains("save it as CSV") || e.getMessage().contains("download"));
  }

  @Test
  void bytes_after_gzip_data_are_reported() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    bytes.write("garbage, and more of it".getBytes(StandardCharsets.UTF_8));
    var path = Files.write(folder.resolve("data.csv.gz"), bytes.toByteArray());
    var table = Table.read(path);
    assertTable(table, 1, "a|b", "1|2");
    assertTrue(
        table.notices().getFirst().inJava().endsWith("after its gzip data; they are not read."));
  }

  @Test
  void a_table_may_have_twenty_thousand_columns() throws IOException {
    var names = IntStream.range(0, 20_000).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    var row = IntStream.range(0, 20_000).mapToObj(i -> i + ".5").collect(Collectors.joining(","));
    var table = read(names + "\n" + (row + "\n").repeat(3));
    assertEquals(20_000, table.columns().size());
    assertEquals(List.of("19999.5", "19999.5", "19999.5"), table.column("x19999"));
    var unnamed = read(",".repeat(19_999) + "y\n" + (row + "\n").repeat(3));
    assertEquals(1, unnamed.notices().size(), unnamed.notices().toString());
  }

  @Test
  void a_cell_may_be_very_long() throws IOException {
    var text = "long text, ".repeat(200_000);
    var table = read("a,b\n1,\"" + text + "\"\n2,x\n");
    assertEquals(List.of(text.strip(), "x"), table.column("b"));
  }

  private static Path example(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(WildFilesTest.class.getResource("/csv/cases/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_first_line_of_a_spreadsheet_says_the_delimiter() {
    assertTable(Table.read(example("03-sep-line.csv")), 12, "length|width|kind", "1|2|a");
  }

  @Test
  void letters_that_recur_in_their_columns_are_no_header() {
    var table = Table.read(example("05-headerless-letters.data"));
    assertTable(table, 12, "c1|c2|c3|c4|c5|c6", "p|x|s|n|t|p");
  }

  @Test
  void the_micro_sign_and_the_greek_letter_are_one() {
    var table = Table.read(example("33-micro-sign.csv"));
    assertEquals("2.5", table.column("power_\u03bcW").getFirst());
  }
}
