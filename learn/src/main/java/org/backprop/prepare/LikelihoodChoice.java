package org.backprop.prepare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.table.CellText;
import org.backprop.table.Column;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.Levels;
import org.backprop.table.Table;

/**
 * The likelihood that a target column gets, and why.
 *
 * @param likelihood {@code categorical}, {@code bernoulli}, {@code poisson} or {@code normal}
 * @param reason as in {@code species has 3 classes}
 * @param override what a user may say to get another, as in {@code --likelihood normal}
 */
public record LikelihoodChoice(String likelihood, String reason, String override) {
  private static final int MOST_CLASSES = 20;
  private static final int ROWS_PER_CLASS = 5;

  /**
   * The choice for a column whose type is inferred.
   *
   * @throws DataException if the column cannot be a target: unknown, empty, constant, dates, or
   *     words that hardly repeat
   */
  public static LikelihoodChoice infer(Table table, String target) {
    return infer(table, target, Map.of());
  }

  /** The choice where types may be stated: a stated number is no class, stated words are. */
  public static LikelihoodChoice infer(Table table, String target, Map<String, ColumnType> stated) {
    var cells = table.cells(target);
    var type = Optional.ofNullable(stated.get(target)).orElseGet(() -> ColumnType.infer(cells));
    var counts = Levels.count(cells, type);
    checkVaries(target, counts);
    return switch (type) {
      case WORDS -> ofWords(target, cells, counts);
      case NUMBER ->
          !stated.containsKey(target) && areClasses(counts)
              ? ofClasses(target, counts, "--likelihood normal")
              : ofNumbers(target, cells, counts);
      case DATE ->
          throw new DataException(
              target + " is a date, which cannot be a target; choose another column.");
    };
  }

  /** The choice, or nothing for a column that cannot be a target. */
  public static Optional<LikelihoodChoice> ifPossible(Table table, String target) {
    try {
      return Optional.of(infer(table, target));
    } catch (DataException _) {
      return Optional.empty();
    }
  }

  private static LikelihoodChoice ofWords(
      String target, Column cells, Map<String, Integer> counts) {
    if (ColumnChoice.isNearUnique(cells, counts.size())) {
      throw new DataException(
          "%s has %d different words, nearly one a row, so they are no classes; choose another target."
              .formatted(target, counts.size()));
    }
    return ofClasses(target, counts, counts.size() == 2 ? "--likelihood categorical" : "");
  }

  private static LikelihoodChoice ofClasses(
      String target, Map<String, Integer> counts, String override) {
    var names = List.copyOf(counts.keySet());
    return names.size() == 2
        ? new LikelihoodChoice(
            "bernoulli",
            "%s has 2 classes, %s and %s".formatted(target, names.getFirst(), names.getLast()),
            override)
        : new LikelihoodChoice(
            "categorical", "%s has %d classes".formatted(target, names.size()), override);
  }

  private static LikelihoodChoice ofNumbers(
      String target, Column cells, Map<String, Integer> counts) {
    return areCounts(cells, counts)
        ? new LikelihoodChoice(
            "poisson",
            "%s counts: whole numbers, never negative, 0 among them, %d different ones"
                .formatted(target, counts.size()),
            "--likelihood normal")
        : new LikelihoodChoice("normal", target + " is a number", otherThanNormal(counts));
  }

  private static String otherThanNormal(Map<String, Integer> counts) {
    return counts.size() == 2 ? "--likelihood bernoulli" : "--likelihood laplace";
  }

  private static boolean areClasses(Map<String, Integer> counts) {
    var rows = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.size() <= MOST_CLASSES
        && rows >= ROWS_PER_CLASS * counts.size()
        && counts.keySet().stream().allMatch(CellText::isPlainWhole);
  }

  private static boolean areCounts(Column cells, Map<String, Integer> counts) {
    return counts.size() > MOST_CLASSES
        && counts.containsKey("0")
        && cells.present().mapToObj(cells::text).allMatch(CellText::isPlainWhole)
        && counts.keySet().stream().noneMatch(text -> text.startsWith("-"));
  }

  private static void checkVaries(String target, Map<String, Integer> counts) {
    if (counts.isEmpty()) {
      throw new DataException(target + " has no values; choose another target.");
    }
    if (counts.size() == 1) {
      throw new DataException(
          "%s has one value only (\"%s\"), so there is nothing to learn; choose another target."
              .formatted(target, counts.keySet().iterator().next()));
    }
  }
}
