package org.backprop.app;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.prepare.DateFeature;
import org.backprop.prepare.Feature;
import org.backprop.prepare.Preparation;
import org.backprop.table.Counted;
import org.backprop.table.Table;

/** Which columns are numbers, words, partly missing, left out. */
final class ColumnReport {
  private static final int SHOWN = 8;

  private ColumnReport() {}

  static void show(Terminal terminal, Table table, Preparation preparation) {
    var numbers = columns(preparation, Feature.Numeric.class);
    var words = columns(preparation, Feature.Words.class);
    item(terminal, "numbers", numbers.map(name -> name + missing(table, name, "")).toList());
    item(
        terminal,
        "words",
        words.map(name -> name + missing(table, name, levels(preparation, name))).toList());
    var dates = columns(preparation, DateFeature.class);
    item(terminal, "dates", dates.map(name -> name + missing(table, name, "")).toList());
    item(terminal, "left out", preparation.leftOut());
  }

  private static Stream<String> columns(Preparation preparation, Class<? extends Feature> kind) {
    return preparation.inputs().stream().filter(kind::isInstance).map(Feature::column);
  }

  private static String levels(Preparation preparation, String name) {
    return preparation.inputs().stream()
        .filter(input -> input.column().equals(name))
        .map(input -> Counted.of(((Feature.Words) input).levels().size(), "level"))
        .collect(Collectors.joining());
  }

  private static String missing(Table table, String name, String about) {
    var missing = table.cells(name).missingCount();
    var facts =
        Stream.of(about, missing == 0 ? "" : missing + " missing")
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return facts.isEmpty() ? "" : " (" + facts + ")";
  }

  private static void item(Terminal terminal, String label, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    var shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    var more = names.size() - SHOWN;
    terminal.item(label, shown + (more > 0 ? " and " + more + " more" : ""));
  }
}
