package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.advice.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Test suites of other projects; the resources say which. */
final class CsvSuitesTest {
  @TempDir Path folder;

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(CsvSuitesTest.class.getResource("/csv/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String name) {
    return JsonMapper.shared().readTree(resource(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "location_coordinates",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8"
      })
  void csv_spectrum(String name) throws IOException {
    var expected = new ArrayList<Map<String, String>>();
    var json = json("spectrum/" + name + ".json");
    for (var row : json.isArray() ? json : List.of(json)) {
      var cells = new LinkedHashMap<String, String>();
      row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asString()));
      expected.add(cells);
    }
    var text = Files.readString(resource("spectrum/" + name + ".csv"));
    var table = Table.read(Files.writeString(folder.resolve("f.csv"), ended(name, text)));
    assertEquals(
        expected,
        IntStream.range(0, table.rowCount())
            .mapToObj(row -> {
              var cells = new LinkedHashMap<String, String>();
              table.columns().forEach(column -> cells.put(column, table.column(column).get(row)));
              return cells;
            })
            .toList());
  }

  /** The line ends of the original, which a checkout may lose. */
  private static String ended(String name, String text) {
    return name.endsWith("crlf") ? text.replaceAll("\r?\n", "\r\n") : text;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8_nobom",
        "utf8_bom",
        "utf16le_bom",
        "utf16be_bom",
        "utf32le_bom",
        "utf32be_bom"
      })
  void fastcsv_encodings(String name) {
    var table = Table.read(resource("fastcsv/" + name + ".csv"));
    assertEquals(List.of("foo", "üÜß"), table.columns());
    assertEquals(List.of("456"), table.column("üÜß"));
  }

  /**
   * Where the reader of a table differs from a parser of records: the checks of each feature that
   * it lacks, or has otherwise.
   */
  private static final Map<String, List<String>> LACKING =
      Map.of(
          "comments are returned",
          List.of(
              "comments-read-1 comments-read-2 comments-read-3 comments-read-4",
              "comments-read-5 comments-read-6 comments-read-7"),
          "spaces around cells are kept",
          List.of(
              "comments-none-3 comments-skip-3 quotation-2 skip-empty-lines-2",
              "spaces-around-quotes-1 spaces-around-quotes-2 spaces-around-quotes-3",
              "spaces-around-quotes-4 spaces-around-quotes-5 spaces-unquoted-4",
              "spaces-unquoted-5 trailing-field-separator-5"),
          "a blank line is a row",
          List.of("line-breaks-3 spaces-unquoted-1"),
          "rows differ in their number of fields",
          List.of("comments-none-1 different-field-count-1 different-field-count-2"),
          "a last column without a value is a column",
          List.of(
              "spaces-unquoted-2 spaces-unquoted-3 trailing-field-separator-1",
              "trailing-field-separator-2 trailing-field-separator-3"),
          "an opening mark without an end encloses the rest",
          List.of("open-quotation-2"));

  @Test
  void fastcsv_checks() throws IOException {
    var lacking = new TreeSet<String>();
    var checks = json("fastcsv/checks.json");
    for (var check : checks) {
      for (var lineEnd : List.of("\n", "\r", "\r\n")) {
        var found = found(check, lineEnd);
        var allowed = check.path("settings").path("exceptionAllowed").asBoolean();
        if (!(found.isEmpty() && allowed) && !found.equals(records(check, lineEnd))) {
          lacking.add(check.path("id").asString());
        }
      }
    }
    assertEquals(60, checks.size());
    assertEquals(
        LACKING.values().stream()
            .flatMap(List::stream)
            .flatMap(ids -> Stream.of(ids.split(" ")))
            .collect(Collectors.toCollection(TreeSet::new)),
        lacking);
  }

  private List<List<String>> found(JsonNode check, String lineEnd) throws IOException {
    var comment = check.path("settings").path("commentMode").asString("NONE");
    var format =
        CsvFormat.detect()
            .withHeader(false)
            .withDelimiter(',')
            .withQuote("\"")
            .withEscape("none")
            .withRagged(Ragged.FILL)
            .withComment(comment.equals("NONE") ? "none" : "#");
    var path = Files.writeString(folder.resolve("f.csv"), text(check.path("input"), lineEnd));
    try {
      var table = Table.read(path, format);
      return IntStream.range(0, table.rowCount())
          .mapToObj(row -> table.columns().stream().map(c -> table.column(c).get(row)).toList())
          .toList();
    } catch (DataException _) {
      return List.of();
    }
  }

  private static List<List<String>> records(JsonNode check, String lineEnd) {
    return check
        .path("records")
        .valueStream()
        .map(record -> record.valueStream().map(field -> text(field, lineEnd)).toList())
        .toList();
  }

  private static String text(JsonNode node, String lineEnd) {
    return node.asString()
        .replace("␍", "\r")
        .replace("␊", "\n")
        .replace("␤", "\r\n")
        .replace("⏎", lineEnd)
        .replace("␠", " ");
  }

  /** Delimiter and quotation mark of each file of W3C's tests; some are too short to tell. */
  @Test
  void csv_dialect() throws IOException {
    var wrong = new ArrayList<String>();
    var right = 0;
    for (var line : Files.readAllLines(resource("dialect/annotations.txt")).subList(2, 223)) {
      var parts = line.split("\\|", -1);
      var file = resource("dialect").resolve(parts[0]);
      if (Files.exists(file)) {
        if (List.of(parts[2], parts[3]).equals(dialect(file))) {
          right++;
        } else {
          wrong.add(parts[0]);
        }
      }
    }
    assertEquals(List.of("test305.csv", "test306.csv", "test307.csv"), wrong);
    assertEquals(206, right);
  }

  private static List<String> dialect(Path file) throws IOException {
    var format = CsvFormat.detect();
    try {
      format = Table.read(file).format();
    } catch (DataException e) {
      assertEquals(true, e.getMessage().endsWith("add the rows."), e.getMessage());
    }
    var delimiter = format.text(Setting.DELIMITER).orElse(",");
    var word = Map.of(",", "comma", "spaces", "space", "\t", "tab").getOrDefault(delimiter, "?");
    var quote = format.text(Setting.QUOTE).orElse("\"");
    return List.of(word, quote.equals("\"") ? "doublequote" : quote);
  }
}
