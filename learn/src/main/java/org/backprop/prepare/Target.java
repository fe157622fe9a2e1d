package org.backprop.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.saved.SavedMap;
import org.backprop.table.CellText;
import org.backprop.table.Column;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.table.Levels;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** What is predicted: a column, and how its texts become the numbers of a likelihood. */
public sealed interface Target {
  /** The column's name. */
  String column();

  /** The number of outputs a row: the classes of a categorical target, otherwise 1. */
  int width();

  /**
   * The target of each row, {@code [rows, width]}.
   *
   * @throws DataException if one is missing, no number, an unknown class, or outside the support
   */
  Tensor encode(Table table, DType dtype);

  /** Plain maps, lists, texts and numbers, from which {@link #fromMap} makes it again. */
  Map<String, Object> toMap();

  /**
   * Learns from training rows how a column becomes the target of a likelihood.
   *
   * @param levels the classes in order, asked for if the likelihood is for classes
   */
  static Target learn(
      Table training, String column, Likelihood likelihood, Supplier<List<String>> levels) {
    return switch (likelihood.encoding()) {
      case ONE_HOT -> new Classes(column, levels.get(), false);
      case BINARY -> Classes.binary(column, levels.get());
      case STANDARDIZED, IDENTITY -> Number.learn(training, column, likelihood);
    };
  }

  /** The target that {@link #toMap} wrote, for the model's likelihood. */
  static Target fromMap(Map<?, ?> map, Likelihood likelihood) {
    var saved = new SavedMap(map, "target");
    return switch (saved.text("kind")) {
      case "classes" ->
          new Classes(saved.text("column"), saved.texts("levels"), saved.flag("binary"));
      case "number" ->
          new Number(saved.text("column"), likelihood, saved.number("mean"), saved.number("scale"));
      default -> throw saved.unreadable("kind");
    };
  }

  /**
   * A class.
   *
   * @param levels the classes; of a binary target the second is the positive one
   * @param binary whether one output says the probability of the positive class (Bernoulli);
   *     otherwise there is one output a class (categorical)
   */
  record Classes(String column, List<String> levels, boolean binary) implements Target {
    private static final List<List<String>> NATURAL =
        List.of(
            List.of("0", "1"),
            List.of("-1", "1"),
            List.of("false", "true"),
            List.of("no", "yes"),
            List.of("n", "y"),
            List.of("f", "t"),
            List.of("negative", "positive"));

    public Classes {
      levels = List.copyOf(levels);
      if (binary && levels.size() != 2) {
        throw new DataException(
            "%s has %s (%s), but bernoulli needs two"
                .formatted(
                    column, Counted.of(levels.size(), "class", "classes"), DidYouMean.list(levels)),
            "use {}.",
            Remedy.of(Setting.LIKELIHOOD, "categorical"));
      }
      if (levels.size() < 2) {
        throw new DataException(
            "%s has one class only (%s), so there is nothing to learn; choose another target or add rows of another class."
                .formatted(column, DidYouMean.list(levels)));
      }
    }

    /** Two classes in the order in which the second is what one would call positive. */
    static Classes binary(String column, List<String> sorted) {
      var classes = new Classes(column, sorted, true);
      var folded = sorted.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      return NATURAL.contains(folded.reversed()) ? classes.reversed() : classes;
    }

    /** The class of which a binary target says the probability. */
    public Optional<String> positive() {
      return binary ? Optional.of(levels.get(1)) : Optional.empty();
    }

    /**
     * This target with that class as the positive one.
     *
     * @throws DataException if there is no such class or the target is not binary
     */
    public Classes withPositive(String level) {
      if (!binary) {
        throw new DataException(
            "a positive class is for two classes and bernoulli, but %s has the classes %s"
                .formatted(column, DidYouMean.list(levels)),
            "leave {} out.",
            Remedy.of(Setting.POSITIVE, level));
      }
      var place = Levels.of(levels).indexOf(level);
      if (place < 0) {
        throw new DataException(
            "%s has no class \"%s\"; %s".formatted(column, level, DidYouMean.hint(level, levels)));
      }
      return place == 1 ? this : reversed();
    }

    private Classes reversed() {
      return new Classes(column, levels.reversed(), binary);
    }

    @Override
    public int width() {
      return binary ? 1 : levels.size();
    }

    /** The place of each row's class among the levels. */
    public int[] labels(Table table) {
      var cells = table.cells(column);
      var labels = Levels.of(levels).indices(cells);
      for (var row = 0; row < labels.length; row++) {
        if (labels[row] < 0) {
          throw unknown(table, row, cells);
        }
      }
      return labels;
    }

    private DataException unknown(Table table, int row, Column cells) {
      var text = cells.text(row);
      return cells.isMissing(row)
          ? missing(table, row, column)
          : new DataException(
              "%s: %s is \"%s\", which is no class of the training rows; %s"
                  .formatted(table.place(row), column, text, DidYouMean.hint(text, levels)));
    }

    @Override
    public Tensor encode(Table table, DType dtype) {
      var labels = labels(table);
      var y = Tensor.builder(dtype, Shape.of(labels.length, width()));
      for (var row = 0; row < labels.length; row++) {
        if (binary) {
          y.set(row, labels[row]);
        } else {
          y.set(row * width() + labels[row], 1);
        }
      }
      return y.build();
    }

    @Override
    public Map<String, Object> toMap() {
      return SavedMap.of("kind", "classes", "column", column, "levels", levels, "binary", binary);
    }
  }

  /**
   * A number, encoded as {@code (value - mean) / scale}.
   *
   * @param mean in the column's own units; 0 where the likelihood is no location family
   * @param scale in the column's own units; 1 where the likelihood is no location family
   */
  @SuppressWarnings("AvoidCommonTypeNames") // always written Target.Number
  record Number(String column, Likelihood likelihood, double mean, double scale) implements Target {

    /** Learns mean and scale from training rows, where the likelihood allows any number. */
    static Number learn(Table training, String column, Likelihood likelihood) {
      var plain = new Number(column, likelihood, 0, 1);
      var numbers = plain.numbers(training);
      if (Arrays.stream(numbers).allMatch(number -> number == numbers[0])) {
        throw new DataException(
            "%s is %s in every training row, so there is nothing to learn; choose another target."
                .formatted(column, CellText.canonical(numbers[0])));
      }
      if (likelihood.encoding() != TargetEncoding.STANDARDIZED) {
        return plain;
      }
      var moments = Moments.of(column, numbers);
      return new Number(column, likelihood, moments.mean(), moments.deviation());
    }

    @Override
    public int width() {
      return 1;
    }

    /** Whether the encoded values have another mean and scale. */
    public boolean isStandardised() {
      return mean != 0 || scale != 1;
    }

    /** A value of the column as the likelihood has it. */
    public double encode(double value) {
      return (value - mean) / scale;
    }

    /** An encoded value in the column's own units. */
    public double restore(double encoded) {
      return mean + scale * encoded;
    }

    @Override
    public Tensor encode(Table table, DType dtype) {
      var y = Tensor.builder(dtype, Shape.of(table.rowCount(), 1));
      var numbers = numbers(table);
      for (var row = 0; row < numbers.length; row++) {
        y.set(row, encode(numbers[row]));
      }
      return y.build();
    }

    /** Each row's target in the column's own units. */
    public double[] numbers(Table table) {
      var cells = table.cells(column);
      var numbers = new double[cells.size()];
      Arrays.setAll(numbers, row -> number(table, row, cells));
      return numbers;
    }

    private double number(Table table, int row, Column cells) {
      var number = cells.number(row);
      if (cells.isMissing(row)) {
        throw missing(table, row, column);
      }
      if (!Double.isFinite(number) || !likelihood.support().contains(number)) {
        throw new DataException(
            "%s: %s is \"%s\", but this likelihood is for %s; correct it or choose another likelihood."
                .formatted(
                    table.place(row), column, cells.text(row), likelihood.support().words()));
      }
      return number;
    }

    @Override
    public Map<String, Object> toMap() {
      return SavedMap.of(
          "kind",
          "number",
          "column",
          column,
          "likelihood",
          likelihood.name(),
          "mean",
          mean,
          "scale",
          scale);
    }
  }

  private static DataException missing(Table table, int row, String column) {
    return new DataException(
        "%s: the target %s is missing; fill it in or leave the row out."
            .formatted(table.place(row), column));
  }
}
