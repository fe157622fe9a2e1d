package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/** The names of a file's columns, all different; the notices say which were made up. */
final class ColumnNames {
  private static final int SHOWN = 5;

  private final List<String> names = new ArrayList<>();
  private final Set<Integer> nameless = new LinkedHashSet<>();
  private final List<Notice> notices = new ArrayList<>();

  ColumnNames(CsvLayout layout, String source) {
    if (layout.headers().isEmpty()) {
      number(layout.width(), source);
    } else {
      join(layout);
      nameNameless(layout.rowNames());
      numberRepeated();
    }
  }

  List<String> names() {
    return names;
  }

  /** The places of columns of which the header says nothing. */
  Set<Integer> nameless() {
    return nameless;
  }

  List<Notice> notices() {
    return notices;
  }

  private void number(int count, String source) {
    IntStream.rangeClosed(1, count).forEach(i -> names.add("c" + i));
    notices.add(
        Notice.decision(
            "%s has no header line; its columns are called %s"
                .formatted(source, count == 1 ? "c1" : "c1 to c" + count),
            Remedy.of(Setting.HEADER_LINES, "0")));
  }

  /** Joins the lines of a header. */
  private void join(CsvLayout layout) {
    var shift = layout.rowNames() ? 1 : 0;
    for (var column = 0; column < layout.width(); column++) {
      var place = column - shift;
      var parts = new LinkedHashSet<String>();
      for (var i = 0; i < layout.headers().size(); i++) {
        var below = layout.headers().subList(i + 1, layout.headers().size());
        var named = below.stream().anyMatch(header -> !text(header, place).isEmpty());
        parts.add(
            withoutHash(
                text(
                    layout.headers().get(i),
                    named ? filled(layout.headers().get(i), place) : place)));
      }
      parts.remove("");
      names.add(String.join(" ", parts));
    }
  }

  /** The place of the text that an empty cell continues, as those of merged cells do. */
  private static int filled(TextRecord header, int column) {
    var place = column;
    while (place > 0 && text(header, place).isEmpty()) {
      place--;
    }
    return place;
  }

  /** As in {@code #CHROM}: the mark of a comment before the first name is no part of it. */
  private static String withoutHash(String name) {
    var bare = name.startsWith("#") || name.startsWith("% ") ? name.substring(1).strip() : name;
    return bare.isEmpty() ? name : bare;
  }

  private static String text(TextRecord header, int column) {
    return column >= 0 && column < header.width() ? header.fields().get(column).strip() : "";
  }

  private void nameNameless(boolean rowNames) {
    var taken = new HashSet<>(names);
    for (var i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        names.set(i, unused(taken, rowNames && i == 0 ? "row" : "c" + (i + 1)));
        if (!rowNames || i > 0) {
          nameless.add(i);
        }
      }
    }
    if (rowNames) {
      notices.add(
          Notice.of(
              "The header has one name fewer than columns; the first column is called "
                  + names.getFirst()
                  + "."));
    }
  }

  private static String unused(Set<String> taken, String name) {
    var free = name;
    while (!taken.add(free)) {
      free += "_";
    }
    return free;
  }

  private void numberRepeated() {
    Set<String> taken = new HashSet<>(names);
    Map<String, Integer> last = new HashMap<>(); // the number that a name got last
    var renamed = new ArrayList<String>();
    for (var i = 0; i < names.size(); i++) {
      var name = names.get(i);
      if (last.putIfAbsent(name, 1) != null) {
        var number = last.get(name) + 1;
        while (!taken.add(name + "_" + number)) {
          number++;
        }
        last.put(name, number);
        names.set(i, name + "_" + number);
        renamed.add(names.get(i));
      }
    }
    if (!renamed.isEmpty()) {
      notices.add(
          Notice.of("Names that occur more than once are numbered: " + listed(renamed) + "."));
    }
  }

  /** Says which columns without a name stay. */
  static Notice calledByNumber(List<String> columns) {
    return Notice.of(
        columns.size() == 1
            ? "A column has no name in the header; it is called " + columns.getFirst() + "."
            : "%s columns have no name in the header; they are called %s."
                .formatted(columns.size(), listed(columns)));
  }

  private static String listed(List<String> names) {
    var more = names.size() - SHOWN;
    return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (more > 0 ? " and %s more".formatted(more) : "");
  }
}
