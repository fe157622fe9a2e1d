package org.backprop.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The different values of a column of words or classes, in order, and where each stands. */
public final class Levels {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>(); // by CellText.key

  private Levels(List<String> names) {
    this.names = List.copyOf(names);
    for (var i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
      numbers.putIfAbsent(CellText.key(names.get(i)), i);
    }
  }

  public static Levels of(List<String> names) {
    return new Levels(names);
  }

  /** The most frequent values, the first in order among equally frequent ones; sorted. */
  public static List<String> mostFrequent(Map<String, Integer> counts, int most) {
    return sorted(frequent(counts).limit(most).toList());
  }

  /** The values, most frequent first. */
  public static Stream<String> frequent(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey);
  }

  public List<String> names() {
    return names;
  }

  /**
   * Where the value stands, also if its number is written in another way; -1 if nowhere. A code
   * with leading zeros is no number.
   */
  public int indexOf(String text) {
    var place = places.get(text);
    if (place != null) {
      return place;
    }
    return numbers.getOrDefault(CellText.key(text), -1);
  }

  /** Where each cell's value stands; -1 if nowhere. */
  public int[] indices(Column cells) {
    var keys = new KeyPlaces();
    var known = new int[16];
    var indices = new int[cells.size()];
    for (var row = 0; row < indices.length; row++) {
      var before = keys.size();
      var place = keys.place(cells.key(row));
      if (place == before) {
        known = place < known.length ? known : Arrays.copyOf(known, 2 * place);
        known[place] = index(cells, row);
      }
      indices[row] = known[place];
    }
    return indices;
  }

  private int index(Column cells, int row) {
    if (cells.isMissing(row)) {
      return places.getOrDefault(cells.text(row), -1); // such as NA, where that is a word
    }
    return indexOf(cells instanceof Numbers numbers ? numbers.plainText(row) : cells.text(row));
  }

  /** The counts by value in order, numbers by value. */
  static Map<String, Integer> sorted(Map<String, Integer> counts) {
    Map<String, Integer> sorted = new TreeMap<>(order(counts.keySet()));
    sorted.putAll(counts);
    return sorted;
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted(order(names)).toList();
  }

  private static Comparator<String> order(Collection<String> names) {
    return names.stream().allMatch(CellText::isNumber)
        ? Comparator.<String>comparingDouble(CellText::number)
            .thenComparing(Comparator.naturalOrder())
        : Comparator.naturalOrder();
  }

  /** The names, the ninth and later ones counted. */
  @Override
  public String toString() {
    return DidYouMean.list(names);
  }
}
