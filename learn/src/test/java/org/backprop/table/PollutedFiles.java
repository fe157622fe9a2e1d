package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One clean table, written in every way that people meet, with what should be read. */
final class PollutedFiles {
  private static final List<String> PEOPLE = List.of("Ann", "Bo", "Cy", "Dee", "Eve", "Flo");
  private static final List<String> CITIES = List.of("Oslo", "Rome", "New York", "Lima");

  static final List<String> NAMES = List.of("id", "name", "city", "height", "joined");
  static final List<List<String>> ROWS =
      IntStream.range(0, 24).mapToObj(PollutedFiles::row).toList();

  private final List<Polluted> files = new ArrayList<>();

  private PollutedFiles() {}

  /** A file, and the table that it holds. */
  record Polluted(String name, String text, List<String> columns, List<List<String>> rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Polluted> all() {
    var all = new PollutedFiles();
    all.delimiters();
    all.quotes();
    all.lineEnds();
    all.before();
    all.after();
    all.headers();
    all.rows();
    return all.files.stream();
  }

  private static List<String> row(int i) {
    return List.of(
        String.valueOf(i + 1),
        PEOPLE.get(i % PEOPLE.size()) + i,
        CITIES.get(i * 7 % CITIES.size()),
        String.format(Locale.ROOT, "1.%02d", 50 + i * 11 % 47),
        "2021-0%d-1%d".formatted(1 + i % 9, i % 10));
  }

  private void add(String name, String text) {
    add(name, text, NAMES, ROWS);
  }

  private void add(String name, String text, List<String> columns, List<List<String>> rows) {
    files.add(new Polluted(name, text, columns, rows));
  }

  private static String written(UnaryOperator<String> cell, String delimiter, String lineEnd) {
    return table().map(row -> line(row, cell, delimiter) + lineEnd).collect(Collectors.joining());
  }

  private static String line(List<String> row, UnaryOperator<String> cell, String delimiter) {
    return row.stream().map(cell).collect(Collectors.joining(delimiter));
  }

  private static Stream<List<String>> table() {
    return Stream.concat(Stream.of(NAMES), ROWS.stream());
  }

  private static String clean() {
    return written(text -> text, ",", "\n");
  }

  private static String body() {
    return clean().substring(clean().indexOf('\n') + 1);
  }

  /** The clean file with one row written otherwise; row 0 is the first after the header. */
  private static String changed(int row, UnaryOperator<String> change) {
    var lines = new ArrayList<>(clean().lines().toList());
    lines.set(row + 1, change.apply(lines.get(row + 1)));
    return String.join("\n", lines) + "\n";
  }

  private static List<List<String>> without(int row) {
    var rows = new ArrayList<>(ROWS);
    rows.remove(row);
    return rows;
  }

  private void delimiters() {
    for (var delimiter :
        List.of(
            ",", ", ", ";", "\t", "|", "||", "::", ":", "^", "~", " ; ", "\u001f", "\u0001", "\t\t",
            "|~|")) {
      add("delimiter " + delimiter, written(text -> text, delimiter, "\n"));
    }
    add("spaces", written(text -> text.replace(" ", "_"), " ", "\n"), NAMES, underscored());
    add("quoted and spaces", written(text -> "\"" + text + "\"", " ", "\n"));
    add("aligned columns", aligned("  "));
    add("aligned, from the left", aligned("   ").replace("\n", "\n  "));
    add("aligned with commas", aligned(", "));
    add("pipes all around", written(text -> text, " | ", "\n").replaceAll("(?m)^(.+)$", "| $1 |"));
    add("sep line", "sep=;\n" + written(text -> text, ";", "\n"));
    add("quoted sep line", "\"sep=,\"\r\n" + written(text -> text, ",", "\r\n"));
    add("decimal commas", written(text -> text.replace('.', ','), ";", "\n"));
    add("decimal commas and tabs", written(text -> text.replace('.', ','), "\t", "\r\n"));
  }

  private static List<List<String>> underscored() {
    return ROWS.stream()
        .map(row -> row.stream().map(text -> text.replace(" ", "_")).toList())
        .toList();
  }

  private static String aligned(String between) {
    return table()
        .map(row ->
            row.stream().map(text -> "%-10s".formatted(text)).collect(Collectors.joining(between)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void quotes() {
    for (var delimiter : List.of(",", ";", "\t", "|", ", ")) {
      add("all quoted " + delimiter, written(text -> "\"" + text + "\"", delimiter, "\n"));
      add("single quotes " + delimiter, written(text -> "'" + text + "'", delimiter, "\n"));
    }
    var texts = List.of("say \"hi\", twice", "a\nb", "5\" pipe", "plain", "C:\\dir", "it's");
    var rows = new ArrayList<List<String>>();
    ROWS.forEach(row -> rows.add(replaced(row, texts.get(rows.size() % texts.size()))));
    add("doubled quotes", quoted(rows, "\"\""), NAMES, rows);
    add("backslash escapes", quoted(rows, "\\\""), NAMES, rows);
    var commas = ROWS.stream().map(row -> replaced(row, "x, " + row.get(2))).toList();
    add("escaped delimiters", quotedCells(commas, text -> text.replace(",", "\\,")), NAMES, commas);
    add(
        "apostrophes",
        quotedCells(
            ROWS.stream().map(row -> replaced(row, "'tis " + row.get(2))).toList(), text -> text),
        NAMES,
        ROWS.stream().map(row -> replaced(row, "'tis " + row.get(2))).toList());
  }

  private static List<String> replaced(List<String> row, String text) {
    var changed = new ArrayList<>(row);
    changed.set(2, text);
    return changed;
  }

  private static String quoted(List<List<String>> rows, String quote) {
    return quotedCells(
        rows,
        text ->
            text.contains(" ") || text.contains("\n")
                ? "\"" + text.replace("\"", quote) + "\""
                : text);
  }

  private static String quotedCells(List<List<String>> rows, UnaryOperator<String> cell) {
    return String.join(",", NAMES)
        + "\n"
        + rows.stream().map(row -> line(row, cell, ",") + "\n").collect(Collectors.joining());
  }

  private void lineEnds() {
    add("clean", clean());
    add("line ends of Windows", written(text -> text, ",", "\r\n"));
    add("line ends of old Macs", written(text -> text, ",", "\r"));
    add("no line end at the end", clean().stripTrailing());
    add("two line ends at the end", clean() + "\n\n");
    add("blank lines before", "\n \n\n" + clean());
    add("blank lines between all", written(text -> text, ",", "\n\n"));
    add(
        "a blank line below the header",
        NAMES.stream().collect(Collectors.joining(",")) + "\n\n" + body());
    add("other line ends in a row", changed(5, line -> line + "\r"));
    add(
        "a line end of Windows, then of Macs",
        clean().replaceFirst("\n", "\r\n").replaceFirst("1\n", "1\r"));
    add("NUL characters", changed(4, line -> line.replace("Eve", "E\0ve")));
  }

  private void before() {
    add("one line before", "Members of the club\n" + clean());
    add(
        "lines before",
        "Members\nSource: the club, its list\n\nAs of 2021, preliminary\n" + clean());
    add(
        "ten lines before",
        "A line of text about the data, their source, and more\n".repeat(10) + clean());
    add("padded lines before", "Members,,,,\nSource: the club,,,,\n,,,,\n" + clean());
    add("keys and values before", "title,Members\nsource,the club\ndate,2021-05-05\n\n" + clean());
    add("an unbalanced quote before", "The \"club, its members\n" + clean());
    add("comments before", "# Members\n# of the club, its list\n" + clean());
    add(
        "comments between",
        "# Members\n" + clean().replaceFirst("\n2,", "\n# here, a comment\n2,"));
    add("comments of Matlab", "% Members of the club\n% and more\n" + clean());
    add("a commented header", "# some data\n# " + body(NAMES, " "), NAMES, underscored());
    add(
        "a log of W3C",
        "#Version: 1.0\n#Date: 2021-01-12 00:00:00\n#Fields: " + body(NAMES, " "),
        NAMES,
        underscored());
    add("a byte order mark", "\uFEFF" + clean());
  }

  private static String body(List<String> names, String delimiter) {
    return String.join(delimiter, names)
        + "\n"
        + underscored().stream()
            .map(row -> String.join(delimiter, row) + "\n")
            .collect(Collectors.joining());
  }

  private void after() {
    add("a footer", clean() + "24 members in all\n");
    add("a footer after a blank line", clean() + "\nSource: the club, its list\n* preliminary\n");
    add("a padded footer", clean() + "Source: the club and its list,,,,\n");
    add("a smaller table below", clean() + "\ncity,country\nOslo,Norway\nRome,Italy\n");
    add("a wider table below", clean() + "\na,b,c,d,e,f,g\n1,2,3,4,5,6,7\n8,9,1,2,3,4,5\n");
    add("a smaller table above", "city,country\nOslo,Norway\nRome,Italy\n\n" + clean());
    add("a last line that is cut", clean() + "25,Ann24,Ro\n");
  }

  private void headers() {
    add("no header", body(), List.of("c1", "c2", "c3", "c4", "c5"), ROWS);
    add(
        "one row",
        clean().lines().limit(2).collect(Collectors.joining("\n")),
        NAMES,
        ROWS.subList(0, 1));
    add(
        "two lines of header",
        clean().replaceFirst("\n", "\n,,,m,\n"),
        List.of("id", "name", "city", "height m", "joined"),
        ROWS);
    add(
        "three lines of header",
        clean().replaceFirst("\n", "\nno,text,text,number,date\n-,-,-,m,d\n"),
        List.of("id no -", "name text -", "city text -", "height number m", "joined date d"),
        ROWS);
    add(
        "merged cells above",
        "who,,,what,\n" + clean(),
        List.of("who id", "who name", "who city", "what height", "what joined"),
        ROWS);
    add(
        "a rule below the header",
        written(text -> text, "|", "\n").replaceFirst("\n", "\n---+---+---+---+---\n"));
    add(
        "a table of Markdown",
        written(text -> text, "|", "\n")
            .replaceAll("(?m)^(.+)$", "|$1|")
            .replaceFirst("\n", "\n|--|--|--|--|--|\n"));
    add(
        "row names of R",
        NAMES.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","))
            + "\n"
            + ROWS.stream()
                .map(row -> "\"r" + row.getFirst() + "\"," + String.join(",", row) + "\n")
                .collect(Collectors.joining()),
        concat("row", NAMES),
        ROWS.stream().map(row -> concat("r" + row.getFirst(), row)).toList());
    add(
        "an index without a name",
        ","
            + String.join(",", NAMES)
            + "\n"
            + ROWS.stream()
                .map(row -> "9," + String.join(",", row) + "\n")
                .collect(Collectors.joining()),
        concat("c1", NAMES),
        ROWS.stream().map(row -> concat("9", row)).toList());
    add("delimiters at all ends", clean().replace("\n", ",\n"));
    add(
        "delimiters at the ends of rows",
        String.join(",", NAMES) + "\n" + body().replace("\n", ",\n"));
    add("many delimiters at all ends", clean().replace("\n", ",,,,\n"));
    add("delimiters at the ends of some rows", changed(3, line -> line + ",,"));
    add(
        "the header again",
        clean() + clean(),
        NAMES,
        Stream.of(1, 2).flatMap(_ -> ROWS.stream()).toList());
    add(
        "names that occur twice",
        clean().replaceFirst("city", "name"),
        List.of("id", "name", "name_2", "height", "joined"),
        ROWS);
    add(
        "an empty name",
        clean().replaceFirst("city", ""),
        List.of("id", "name", "c3", "height", "joined"),
        ROWS);
  }

  private static List<String> concat(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private void rows() {
    for (var row : List.of(0, 1, 11, 22)) {
      add(
          "a delimiter less in row " + row,
          changed(row, line -> line.replaceFirst(",", "")),
          NAMES,
          without(row));
      for (var column = 0; column < NAMES.size(); column++) {
        var place = column;
        add(
            "a delimiter more in row %d, column %d".formatted(row, column),
            changed(row, line -> cell(line, place, "x," + ROWS.get(row).get(place))),
            NAMES,
            without(row));
        add(
            "an opening quote in row %d, column %d".formatted(row, column),
            changed(row, line -> cell(line, place, "\"" + ROWS.get(row).get(place))));
        add(
            "a closing quote too much in row %d, column %d".formatted(row, column),
            changed(row, line -> cell(line, place, "\"" + ROWS.get(row).get(place) + "\"\"")));
        var all = written(text -> "\"" + text + "\"", ",", "\n").lines().toList();
        add(
            "a quote too much in row %d, column %d, all quoted".formatted(row, column),
            all.stream()
                .map(line ->
                    line.equals(all.get(row + 1))
                        ? line.replace(
                            "\"" + ROWS.get(row).get(place) + "\"",
                            "\"" + ROWS.get(row).get(place) + "\"\"")
                        : line)
                .collect(Collectors.joining("\n")));
      }
      for (var delimiter : List.of(";", "\t", "|", ", ")) {
        add(
            "row %d with the delimiter %s".formatted(row, delimiter),
            changed(row, line -> line.replace(",", delimiter)));
      }
      add(
          "row %d quoted".formatted(row),
          changed(row, line -> line(ROWS.get(row), text -> "\"" + text + "\"", ",")));
    }
  }

  private static String cell(String line, int column, String text) {
    var cells = line.split(",");
    cells[column] = text;
    return String.join(",", cells);
  }
}
