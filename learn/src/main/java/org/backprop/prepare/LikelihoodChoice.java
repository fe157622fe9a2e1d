package org.backprop.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.likelihood.Categorical;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.table.CellText;
import org.backprop.table.Column;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.Numbers;
import org.backprop.table.Table;

/**
 * The likelihood that a target column gets, and why.
 *
 * @param likelihood categorical, bernoulli, poisson or normal, unless it was stated
 * @param reason as in {@code species has 3 classes}
 * @param override what gets another, where the target chose and another is possible
 */
public record LikelihoodChoice(Likelihood likelihood, String reason, Optional<Remedy> override) {
  private static final int MOST_CLASSES = 20;
  private static final int ROWS_PER_CLASS = 5;

  /** The least share of zeros among counts. */
  private static final double COMMON = 0.05;

  /** The least mean of counts, in medians. */
  private static final double SKEWED = 1.1;

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
    var cells = ColumnChoice.typed(table, target, stated).cells(target);
    checkVaries(target, cells);
    return switch (ColumnChoice.type(cells, target, stated)) {
      case WORDS, FLAG -> ofWords(target, cells);
      case NUMBER ->
          !stated.containsKey(target) && areClasses(cells)
              ? ofClasses(target, cells, other(mayCountFew(cells) ? "poisson" : "normal"))
              : ofNumbers(target, cells);
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

  /** That numbers are taken as classes, where a regression may be meant. */
  public Optional<Notice> notice() {
    return override
        .filter(it -> likelihood instanceof Categorical && it.setting() == Setting.LIKELIHOOD)
        .map(it ->
            Notice.of(
                reason + ": its few whole numbers are taken as such",
                it.values().contains("poisson")
                    ? "use {} for a regression on counts."
                    : "use {} for a regression.",
                it));
  }

  private static LikelihoodChoice ofWords(String target, Column cells) {
    var distinct = cells.statistics().distinct();
    if (ColumnChoice.isNearUnique(cells)) {
      throw new DataException(
          "%s has %s different words, nearly one a row, so they are no classes; choose another target."
              .formatted(target, distinct));
    }
    return ofClasses(target, cells, distinct == 2 ? other("categorical") : Optional.empty());
  }

  private static LikelihoodChoice ofClasses(
      String target, Column cells, Optional<Remedy> override) {
    if (cells.statistics().distinct() != 2) {
      return new LikelihoodChoice(
          Likelihoods.categorical(),
          "%s has %s classes".formatted(target, cells.statistics().distinct()),
          override);
    }
    var names = List.copyOf(cells.counts().keySet());
    return new LikelihoodChoice(
        Likelihoods.bernoulli(),
        "%s has 2 classes, %s and %s".formatted(target, names.getFirst(), names.getLast()),
        override);
  }

  private static LikelihoodChoice ofNumbers(String target, Column cells) {
    var mayCount = cells instanceof Numbers numbers && mayCount(numbers);
    if (mayCount && isZeroCommon(cells)) {
      return new LikelihoodChoice(
          Likelihoods.poisson(),
          "%s counts: whole numbers from 0, which is common, and most others are small"
              .formatted(target),
          other("normal"));
    }
    if (mayCount) {
      return new LikelihoodChoice(
          Likelihoods.normal(),
          "%s is a number: whole ones from 0, but 0 is rare or the others are not mostly small, as counts would be"
              .formatted(target),
          other("poisson"));
    }
    return new LikelihoodChoice(
        Likelihoods.normal(),
        target + " is a number",
        cells.statistics().distinct() == 2 ? other("bernoulli") : other("laplace"));
  }

  private static Optional<Remedy> other(String likelihood) {
    return Optional.of(Remedy.of(Setting.LIKELIHOOD, likelihood));
  }

  private static boolean areClasses(Column cells) {
    var statistics = cells.statistics();
    var rows = cells.size() - statistics.missing();
    if (statistics.distinct() == 2 && rows > 2) {
      return true;
    }
    return statistics.distinct() <= MOST_CLASSES
        && rows >= ROWS_PER_CLASS * statistics.distinct()
        && cells.counts().keySet().stream().allMatch(CellText::isWhole);
  }

  /** Whether classes could be counts too: three or more from 0, which is common. */
  private static boolean mayCountFew(Column cells) {
    var statistics = cells.statistics();
    return statistics.distinct() > 2 && statistics.min().orElse(1) == 0 && isZeroCommon(cells);
  }

  private static boolean mayCount(Numbers cells) {
    var statistics = cells.statistics();
    return statistics.distinct() > MOST_CLASSES
        && statistics.min().orElse(1) == 0
        && cells.present().allMatch(cells::isWhole);
  }

  /** Whether many are 0 and the mean is above the median, as with events but not with ages. */
  private static boolean isZeroCommon(Column cells) {
    var numbers = cells.present().mapToDouble(cells::number).sorted().toArray();
    var zeros = Arrays.stream(numbers).filter(number -> number == 0).count();
    var mean = Arrays.stream(numbers).average().orElse(0);
    return zeros > 1
        && zeros >= COMMON * numbers.length
        && mean > SKEWED * numbers[numbers.length / 2];
  }

  private static void checkVaries(String target, Column cells) {
    var distinct = cells.statistics().distinct();
    if (distinct == 0) {
      throw new DataException(target + " has no values; choose another target.");
    }
    if (distinct == 1) {
      throw new DataException(
          "%s has one value only (\"%s\"), so there is nothing to learn; choose another target."
              .formatted(target, cells.counts().keySet().iterator().next()));
    }
  }
}
