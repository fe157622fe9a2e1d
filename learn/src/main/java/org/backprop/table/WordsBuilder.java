package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the words of a column; texts that write the same whole number are one level. */
final class WordsBuilder {
  private final List<String> levels = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>(); // by the key of a level
  private final Map<String, Integer> missingPlaces = new HashMap<>();

  /** The code of a text: its level, or the complement of its place among the missing texts. */
  int code(String text, boolean isMissing) {
    return isMissing
        ? ~missingPlaces.computeIfAbsent(text, _ -> added(text, missing))
        : places.computeIfAbsent(key(text), _ -> added(text, levels));
  }

  /** As 0, 0.0 and 0.00 are one; 1.1 and 1.10 may be two versions. */
  private static String key(String text) {
    return CellText.isWhole(text) ? CellText.key(text) : text;
  }

  private static int added(String text, List<String> texts) {
    texts.add(text);
    return texts.size() - 1;
  }

  List<String> levels() {
    return levels;
  }

  List<String> missing() {
    return missing;
  }
}
