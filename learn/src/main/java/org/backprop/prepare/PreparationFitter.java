package org.backprop.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.likelihood.Likelihood;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.table.Table;

/** Learns a {@link Preparation}: which columns are inputs, and how each is encoded. */
final class PreparationFitter {
  private static final int FEW_ROWS = 5;

  private final PreparationOptions options;
  private final String targetName;
  private final Likelihood likelihood;
  private final List<Notice> notices = new ArrayList<>();
  private final ColumnChoice choice;
  private Table rows;

  private PreparationFitter(
      Table rows, String targetName, Likelihood likelihood, PreparationOptions options) {
    this.targetName = targetName;
    this.likelihood = likelihood;
    this.options = options;
    this.choice = new ColumnChoice(options, notices);
    this.rows = choice.typed(rows);
  }

  static Preparation fit(
      Table training, String target, Likelihood likelihood, PreparationOptions options) {
    options.types().keySet().forEach(training::cells);
    options.ignored().forEach(training::cells);
    options.logColumns().names().forEach(training::cells);
    var withTarget = TargetRows.of(training, target);
    var labelled = withTarget.rows();
    var fitter = new PreparationFitter(labelled, target, likelihood, options);
    if (labelled.rowCount() == 0) {
      throw new DataException(
          "%s has no row with a value of %s; choose another target."
              .formatted(training.source(), target));
    }
    fitter.notices.addAll(withTarget.notices());
    return fitter.fit();
  }

  private Preparation fit() {
    choice.choose(rows, targetName);
    applyMissing();
    choice.leaveOutConstants(rows);
    if (choice.types().isEmpty()) {
      throw new DataException(
          "%s has no column left to predict %s from; %s"
              .formatted(
                  rows.source(),
                  targetName,
                  notices.stream().map(Notice::fact).collect(Collectors.joining(" "))));
    }
    var target = target();
    var inputs = inputs();
    notices.addAll(TargetLeakage.warnings(rows, inputs, target));
    var used = inputs.stream().map(Feature::column).collect(Collectors.toSet());
    used.add(targetName);
    return new Preparation(
        inputs,
        target,
        likelihood,
        options.missing(),
        options.dtype(),
        choice.leftOut(),
        notices,
        rows.cellFormat().of(used));
  }

  private void applyMissing() {
    var columns = List.copyOf(choice.types().keySet());
    switch (options.missing()) {
      case IMPUTE -> columns.forEach(this::noticeImputed);
      case ERROR -> MissingRows.refuse(rows, columns);
      case DROP -> drop(MissingRows.complete(rows, columns), columns);
    }
  }

  private void noticeImputed(String column) {
    var missing = rows.cells(column).missingCount();
    if (missing > 0) {
      notices.add(
          Notice.of(
              "%s is missing in %s of %s rows: %s."
                  .formatted(
                      column,
                      missing,
                      rows.rowCount(),
                      choice.types().get(column) == ColumnType.WORDS
                          ? "a level of its own"
                          : "the mean stands in, and an indicator says so")));
    }
  }

  private void drop(int[] complete, List<String> columns) {
    var dropped = rows.rowCount() - complete.length;
    if (dropped == 0) {
      return;
    }
    var lacking = columns.stream().filter(name -> rows.cells(name).missingCount() > 0).toList();
    var where = DidYouMean.list(lacking);
    if (complete.length == 0) {
      throw new DataException(
          "Every row of %s has a missing value (in %s)".formatted(rows.source(), where),
          "use {}, or leave such columns out, as with {}.",
          Remedy.of(Setting.MISSING, "impute"),
          Remedy.of(Setting.IGNORE, lacking.getFirst()));
    }
    notices.add(
        Notice.of(
            "%s of %s rows left out for missing values in %s."
                .formatted(dropped, rows.rowCount(), where)));
    var all = rows;
    rows = rows.select(complete);
    if (likelihood.encoding().isClasses()) {
      requireTwoClasses(all, lacking);
    }
  }

  /** Refuses to drop all rows of all classes but one, as where only they have a date. */
  private void requireTwoClasses(Table all, List<String> lacking) {
    var left = rows.cells(targetName).counts().keySet();
    if (left.size() < 2 && all.cells(targetName).counts().size() > 1) {
      throw new DataException(
          "Of %s only rows of the class %s have no missing value (in %s)"
              .formatted(targetName, DidYouMean.list(left), DidYouMean.list(lacking)),
          "use {}, or leave such columns out, as with {}.",
          Remedy.of(Setting.MISSING, "impute"),
          Remedy.of(Setting.IGNORE, lacking.getFirst()));
    }
  }

  private List<Feature> inputs() {
    var columns = List.copyOf(choice.types().keySet());
    columns.forEach(this::requireNumbersOfLogScale);
    var inputs = new ArrayList<>(RowBlocks.map(columns.size(), i -> input(columns.get(i))));
    if (options.referenceLevel()) {
      withoutEqualIndicators(inputs);
    }
    return inputs;
  }

  private void requireNumbersOfLogScale(String column) {
    var type = choice.types().get(column);
    if (options.logColumns().names().contains(column) && type != ColumnType.NUMBER) {
      throw new DataException(
          column + " holds no numbers, so it has no logarithmic scale; name another column.");
    }
  }

  private Feature input(String column) {
    return switch (choice.types().getOrDefault(column, ColumnType.WORDS)) {
      case NUMBER -> numeric(column);
      case DATE -> DateFeature.learn(rows, column);
      case WORDS, FLAG ->
          Feature.Words.learn(rows, column, options.maxLevels(), options.referenceLevel());
    };
  }

  private Feature.Numeric numeric(String column) {
    var cells = rows.cells(column);
    var present = cells.presentRows();
    var numbers = new double[present.length];
    Arrays.setAll(numbers, i -> Feature.Numeric.number(rows, column, cells, present[i]));
    var logScale = options.logColumns().scale(column, numbers);
    logScale.ifPresent(scale -> Arrays.setAll(numbers, i -> scale.apply(numbers[i])));
    var moments = Moments.of(column, numbers);
    var some = present.length < rows.rowCount();
    return new Feature.Numeric(column, logScale, moments.mean(), moments.deviation(), some);
  }

  /** Two equal indicators would not be identifiable in a fit without hidden layers. */
  private void withoutEqualIndicators(List<Feature> inputs) {
    Set<BitSet> patterns = new LinkedHashSet<>();
    inputs.replaceAll(input ->
        input instanceof Feature.Numeric it
                && it.indicator()
                && !patterns.add(bits(rows.rowsWith(it.column())))
            ? it.withoutIndicator()
            : input);
  }

  private static BitSet bits(int[] rows) {
    var bits = new BitSet();
    IntStream.of(rows).forEach(bits::set);
    return bits;
  }

  private Target target() {
    var target = Target.learn(rows, targetName, likelihood, this::levels);
    if (target instanceof Target.Classes classes) {
      return options.positive().<Target>map(classes::withPositive).orElse(classes);
    }
    checkNoPositive();
    return target;
  }

  private List<String> levels() {
    var counts = rows.cells(targetName).counts();
    noticeRareClasses(counts);
    return List.copyOf(counts.keySet());
  }

  private void checkNoPositive() {
    options
        .positive()
        .ifPresent(level -> {
          throw new DataException(
              "a positive class is for two classes, but %s is a number".formatted(targetName),
              "leave {} out, or use {}.",
              Remedy.of(Setting.POSITIVE, level),
              Remedy.of(Setting.LIKELIHOOD, "bernoulli"));
        });
  }

  private void noticeRareClasses(Map<String, Integer> counts) {
    var rare =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() < FEW_ROWS)
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .toList();
    if (!rare.isEmpty()) {
      notices.add(
          Notice.of(
              "Fewer than %s training rows of %s %s; metrics for them are unreliable."
                  .formatted(FEW_ROWS, targetName, DidYouMean.list(rare))));
    }
  }
}
