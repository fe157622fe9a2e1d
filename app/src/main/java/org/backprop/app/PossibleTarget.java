package org.backprop.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.table.ColumnSummary;
import org.backprop.table.Counted;
import org.backprop.table.Table;

/** A column of a table and the likelihood that it would get as a target. */
public record PossibleTarget(ColumnSummary column, Optional<LikelihoodChoice> choice) {
  private static final int WIDEST = 46;

  /** All columns of a table. */
  public static List<PossibleTarget> of(Table table) {
    return ColumnSummary.of(table).stream()
        .map(it -> new PossibleTarget(it, LikelihoodChoice.ifPossible(table, it.name())))
        .toList();
  }

  static void show(List<PossibleTarget> all, Table table, InputFile path, Terminal terminal) {
    terminal.line(
        "%s: %s, %s"
            .formatted(
                path, Counted.of(table.rowCount(), "row"), Counted.of(all.size(), "column")));
    terminal.line();
    var lines = TextTable.of("column", "<holds", "<likelihood as a target");
    all.forEach(it -> lines.row(it.column.name(), it.holds(), it.likelihood()));
    terminal.table(lines);
    terminal.line();
    terminal.line("Choose the column to predict:");
    terminal.line("  " + new Typed("train", path.toString(), "--target", suggested(all)).here());
  }

  /** The last column that can be one: most tables put the target there. */
  public static String suggested(List<PossibleTarget> all) {
    return all.reversed().stream()
        .filter(it -> it.choice.isPresent())
        .findFirst()
        .map(it -> it.column.name())
        .orElse("COLUMN");
  }

  private String holds() {
    var text = column.describe();
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
  }

  private String likelihood() {
    return choice.map(it -> it.likelihood().name()).orElse("-");
  }

  /** Texts and numbers for JSON. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", column.name());
    map.put("type", column.type().name().toLowerCase(Locale.ROOT));
    map.put("holds", holds());
    map.put("missing", column.missing());
    map.put("distinct", column.distinct());
    choice.ifPresent(it -> {
      map.put("likelihood", it.likelihood().name());
      map.put("reason", it.reason());
    });
    return map;
  }
}
