package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backprop.bench.Results.Note;
import org.backprop.bench.Results.Row;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What results.json holds. */
record Report(Machine machine, List<Row> results, List<Note> notes) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static Report read(Path file) {
    return JSON.readValue(file.toFile(), Report.class);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  /** This, and what an earlier report of the same machine says of other things. */
  Report after(Report earlier) throws IOException {
    if (!earlier.machine().equals(machine)) {
      throw new IOException("the results to add to are of another machine: " + earlier.machine());
    }
    var rows = new ArrayList<>(earlier.results());
    rows.removeIf(old -> results.stream().anyMatch(row -> isSame(row, old)));
    rows.addAll(results);
    var all = new ArrayList<>(earlier.notes());
    all.removeIf(old -> rows.stream().anyMatch(row -> isAbout(old, row)));
    notes.stream().filter(note -> !all.contains(note)).forEach(all::add);
    return new Report(machine, List.copyOf(rows), List.copyOf(all));
  }

  private static boolean isSame(Row row, Row old) {
    return row.workload().equals(old.workload())
        && row.contender().equals(old.contender())
        && row.metric().equals(old.metric());
  }

  private static boolean isAbout(Note note, Row row) {
    return note.workload().equals(row.workload()) && note.contender().equals(row.contender());
  }
}
