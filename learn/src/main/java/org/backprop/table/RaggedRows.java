package org.backprop.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/** The records that have more or fewer fields than the table has columns. */
final class RaggedRows {
  private static final int SHOWN = 3;
  private static final int MOST_SHARE = 10; // one in ten rows

  private final String source;
  private final int width;
  private final Optional<Ragged> policy;
  private final List<Row> rows = new ArrayList<>();

  private record Row(int line, int fields) {}

  RaggedRows(String source, int width, Optional<Ragged> policy) {
    this.source = source;
    this.width = width;
    this.policy = policy;
  }

  /** Takes a ragged record; true if it is a row all the same. */
  boolean isFilled(TextRecord record) {
    rows.add(new Row(record.line(), record.width()));
    if (policy.equals(Optional.of(Ragged.ERROR))) {
      throw refused();
    }
    return policy.equals(Optional.of(Ragged.FILL));
  }

  /** The line in which the footer begins: ragged records after the last row. */
  Optional<Integer> footer(int lastLine) {
    return policy.isPresent() || lastLine == 0
        ? Optional.empty()
        : rows.stream().map(Row::line).filter(line -> line > lastLine).findFirst();
  }

  /** Forgets the records from a line on. */
  void removeFrom(int line) {
    rows.removeIf(row -> row.line() >= line);
  }

  /** Says which rows are left out, beside the number of whole ones. */
  List<Notice> notices(int whole) {
    if (rows.isEmpty()) {
      return List.of();
    }
    if (policy.isEmpty() && MOST_SHARE * rows.size() > whole + rows.size()) {
      throw refused();
    }
    return List.of(
        Notice.decision(
            "%s not %s, %s: %s"
                .formatted(
                    Counted.of(rows.size(), "row has", "rows have"),
                    Counted.of(width, "field"),
                    policy.equals(Optional.of(Ragged.FILL)) ? "filled" : "left out",
                    listed()),
            Remedy.of(Setting.RAGGED, policy.orElse(Ragged.DROP).word())));
  }

  private DataException refused() {
    return new DataException(
        "%s has %s with other than %s fields: %s"
            .formatted(source, Counted.of(rows.size(), "row"), width, listed()),
        "quote a field that contains the delimiter, or use {} to leave such rows out, {} to fill"
            + " them",
        Remedy.of(Setting.RAGGED, Ragged.DROP.word()),
        Remedy.of(Setting.RAGGED, Ragged.FILL.word()));
  }

  private String listed() {
    var more = rows.size() - SHOWN;
    return rows.stream()
            .limit(SHOWN)
            .map(row -> "line %s (%s)".formatted(row.line(), row.fields()))
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and %s more".formatted(more) : "");
  }
}
