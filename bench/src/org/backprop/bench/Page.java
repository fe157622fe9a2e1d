package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.backprop.bench.Results.Note;
import org.backprop.bench.Results.Row;

/** The tables of docs/performance.md, between two comments. */
final class Page {
  private static final String BEGIN = "<!-- results: written by bench/run -->";
  private static final String END = "<!-- end of results -->";

  private static final int MOST_COLUMNS = 8;
  private static final Set<String> MORE_IS_BETTER = Set.of(Products.RATE, "%");

  private final Machine machine;
  private final List<Row> rows;
  private final List<Note> notes;

  Page(Report report) {
    this.machine = report.machine();
    this.rows = report.results();
    this.notes = report.notes();
  }

  /** Puts the tables into the file in place of those that stand there. */
  void write(Path file) throws IOException {
    var text = Files.readString(file);
    var begin = text.indexOf(BEGIN);
    var end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no lines " + BEGIN + " and " + END);
    }
    Files.writeString(file, text.substring(0, begin) + BEGIN + "\n" + text() + text.substring(end));
  }

  private String text() {
    var parts = new StringJoiner("\n", "\n", "\n");
    parts.add(
        "Measured on %s, %d cores, %d GiB; %s; Java %s.\n"
            .formatted(
                machine.processor(),
                machine.cores(),
                machine.memory(),
                machine.system(),
                machine.java()));
    for (var metric : distinct(rows, row -> row.metric() + ", " + row.unit())) {
      parts.add("### " + metric + "\n");
      parts.add(
          table(
              rows.stream()
                  .filter(row -> metric.equals(row.metric() + ", " + row.unit()))
                  .toList()));
    }
    if (!notes.isEmpty()) {
      parts.add("### Not measured\n");
      notes.forEach(
          note -> parts.add("- " + note.contender() + ", " + note.workload() + ": " + note.note()));
      parts.add("");
    }
    return parts.toString();
  }

  /** Contenders down and workloads across, or where there are many workloads, these down. */
  private static String table(List<Row> rows) {
    var workloads = distinct(rows, Row::workload);
    var contenders = distinct(rows, Page::contender);
    return workloads.size() > MOST_COLUMNS
        ? table("workload", workloads, contenders, (workload, name) -> cell(rows, name, workload))
        : table("contender", contenders, workloads, (name, workload) -> cell(rows, name, workload));
  }

  private static String table(
      String corner, Set<String> down, Set<String> across, BinaryOperator<String> cell) {
    var lines = new StringJoiner("\n", "", "\n");
    lines.add("| " + corner + " | " + String.join(" | ", across) + " |");
    lines.add("|---|" + "--:|".repeat(across.size()));
    for (var row : down) {
      lines.add(
          across.stream()
              .map(column -> cell.apply(row, column))
              .collect(Collectors.joining(" | ", "| " + row + " | ", " |")));
    }
    return lines.toString();
  }

  private static String contender(Row row) {
    return (row.contender() + " " + row.version()).strip();
  }

  private static String cell(List<Row> rows, String contender, String workload) {
    return rows.stream()
        .filter(row -> row.workload().equals(workload) && contender(row).equals(contender))
        .map(row -> number(row.median()) + " (" + number(best(row)) + ")")
        .findFirst()
        .orElse("");
  }

  private static double best(Row row) {
    return MORE_IS_BETTER.contains(row.unit()) ? row.max() : row.min();
  }

  private static Set<String> distinct(List<Row> rows, Function<Row, String> text) {
    return rows.stream().map(text).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Three digits. */
  static String number(double value) {
    var decimals = value >= 100 || value == 0 ? 0 : 2 - (int) Math.floor(Math.log10(value));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
