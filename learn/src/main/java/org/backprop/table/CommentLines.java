package org.backprop.table;

import java.util.List;
import java.util.Optional;

/** The lines of a sample that begin like comments. */
final class CommentLines {
  private final String text;
  private final Dialect dialect;
  private final int width;

  /** The sample, and its dialect and number of columns without those lines. */
  CommentLines(String text, Dialect dialect, int width) {
    this.text = text;
    this.dialect = dialect;
    this.width = width;
  }

  /**
   * The dialect without comments where all these lines are rows of the table, or its header. In one
   * column they are comments only before all other lines.
   */
  Dialect resolved() {
    var prefix = dialect.comment();
    if (prefix.isEmpty()) {
      return dialect;
    }
    var comments = text.lines().filter(line -> line.startsWith(prefix));
    var rows =
        width > 1
            ? comments.allMatch(line -> FieldSplitter.split(dialect, line).count() == width)
            : text.lines()
                .dropWhile(line -> line.isBlank() || line.startsWith(prefix))
                .anyMatch(line -> line.startsWith(prefix));
    return rows ? dialect.withComment("") : dialect;
  }

  /** The last comment before a line that has a name for each column, as gnuplot and W3C logs do. */
  Optional<TextRecord> namesBefore(int line) {
    if (dialect.comment().isEmpty()) {
      return Optional.empty();
    }
    var lines = text.lines().limit(line - 1L).toList();
    for (var i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith(dialect.comment())) {
        var fields = FieldSplitter.split(dialect, bare(lines.get(i)));
        if (fields.count() == width && areNames(fields.texts())) {
          return Optional.of(new TextRecord(i + 1, 1, fields.texts(), fields.quoted(), false));
        }
      }
    }
    return Optional.empty();
  }

  private String bare(String line) {
    var rest = line;
    while (rest.startsWith(dialect.comment())) {
      rest = rest.substring(dialect.comment().length());
    }
    rest = rest.strip();
    return rest.startsWith("Fields:") ? rest.substring("Fields:".length()).strip() : rest;
  }

  private boolean areNames(List<String> texts) {
    return (width > 1 || texts.getFirst().matches("\\S+"))
        && texts.stream().noneMatch(name -> name.isBlank() || CsvHeader.isValue(name.strip()));
  }
}
