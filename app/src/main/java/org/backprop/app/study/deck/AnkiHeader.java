package org.backprop.app.study.deck;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lines with {@code #} at the beginning of a text that Anki exports.
 *
 * @param values by name, as in {@code guid column}
 * @param body the lines below
 */
record AnkiHeader(Map<String, String> values, String body) {
  private static final Map<String, Character> SEPARATORS =
      Map.of("tab", '\t', "comma", ',', "semicolon", ';', "pipe", '|', "colon", ':', "space", ' ');

  static AnkiHeader of(String text) {
    var lines = text.replace("\uFEFF", "").lines().toList();
    var values = new HashMap<String, String>();
    int number = 0;
    while (number < lines.size() && lines.get(number).startsWith("#")) {
      var parts = lines.get(number).substring(1).split(":", 2);
      values.put(parts[0].strip().toLowerCase(Locale.ROOT), parts.length == 2 ? parts[1] : "");
      number++;
    }
    return new AnkiHeader(values, lines.stream().skip(number).collect(Collectors.joining("\n")));
  }

  char separator() {
    var name = values.getOrDefault("separator", "tab");
    return name.length() == 1
        ? name.charAt(0)
        : SEPARATORS.getOrDefault(name.strip().toLowerCase(Locale.ROOT), '\t');
  }

  Optional<Integer> guid() {
    return column("guid");
  }

  Optional<Integer> tags() {
    return column("tags");
  }

  private Optional<Integer> column(String name) {
    return Optional.ofNullable(values.get(name + " column"))
        .map(String::strip)
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(text -> Integer.parseInt(text) - 1);
  }

  /** The fields of a note, without ids, tags, and the names of its deck and type, as plain text. */
  List<String> content(List<String> row) {
    var others =
        Stream.of("guid", "tags", "deck", "notetype")
            .map(this::column)
            .flatMap(Optional::stream)
            .toList();
    boolean isHtml = !Objects.equals(values.get("html"), "false");
    return IntStream.range(0, row.size())
        .filter(i -> !others.contains(i))
        .mapToObj(row::get)
        .map(cell -> isHtml ? plain(cell) : cell)
        .map(String::strip)
        .toList();
  }

  private static String plain(String html) {
    return html.replaceAll("(?i)</?(?:br|div|p|li|tr)\\b[^>]*>", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
