package org.backprop.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that a mistyped one was probably meant to be. */
public final class DidYouMean {
  private static final int LISTED = 8;

  private DidYouMean() {}

  /** The known name nearest to the wrong one, unless all are far from it; case does not count. */
  public static Optional<String> closest(String wrong, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(wrong, name) <= tolerance(wrong))
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .or(() -> known.stream().filter(name -> isPartOf(wrong, name)).findFirst());
  }

  /** The end of a message: {@code did you mean "x"?}, or the first few of the known names. */
  public static String hint(String wrong, Collection<String> known) {
    return closest(wrong, known)
        .map(name -> "did you mean \"" + name + "\"?")
        .orElseGet(() -> "there is " + list(known) + ".");
  }

  /** The names with commas between, the ninth and later ones as {@code and 12 more}. */
  public static String list(Collection<String> names) {
    var shown = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() <= LISTED ? shown : shown + " and " + (names.size() - LISTED) + " more";
  }

  private static int tolerance(String wrong) {
    return Math.max(1, wrong.length() / 3);
  }

  private static boolean isPartOf(String wrong, String name) {
    return wrong.length() >= 3 && fold(name).contains(fold(wrong));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Levenshtein's distance, the fewest insertions, deletions and replacements of a letter, with a
   * swap of two neighbours as one more kind of step.
   */
  static int distance(String from, String to) {
    var a = fold(from);
    var b = fold(to);
    var steps = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : steps(steps, a, b, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int steps(int[][] steps, String a, String b, int i, int j) {
    var replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    var fewest = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    return isSwap(a, b, i, j) ? Math.min(fewest, 1 + steps[i - 2][j - 2]) : fewest;
  }

  private static boolean isSwap(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
