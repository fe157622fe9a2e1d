package org.backprop.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backprop.prepare.Missing;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.train.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code train} that say which rows and columns it takes. */
final class RowOptions {
  @Option(
      names = "--validation",
      paramLabel = "SHARE|FILE",
      order = 30,
      description =
          "Rows that choose the epoch: a share of them, or a file. Default: 0.2;"
              + " without hidden layers, and of fewer than 30 rows, 0.")
  Optional<String> validation = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "SHARE|FILE",
      order = 31,
      description = "Rows that only the final model sees: a share, or a file. Default: 0.")
  Optional<String> test = Optional.empty();

  @Option(
      names = "--class-weights",
      paramLabel = "balanced",
      order = 32,
      description = "Rare classes count as much as frequent ones.")
  Optional<String> classWeights = Optional.empty();

  @Option(
      names = "--positive",
      paramLabel = "CLASS",
      order = 33,
      description = "Of two classes the one whose probability is said.")
  Optional<String> positive = Optional.empty();

  @Option(
      names = "--weights",
      paramLabel = "COL",
      order = 33,
      description = "The column that states how much each row counts in the loss; no input.")
  Optional<String> weights = Optional.empty();

  @Option(
      names = "--ignore",
      paramLabel = "COL",
      order = 34,
      description = "A column that is no input; may be repeated.")
  List<String> ignored = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "COL=TYPE",
      order = 35,
      description =
          "What a column holds, where the guess is wrong: number, words, date or flag; may be"
              + " repeated.")
  List<String> types = new ArrayList<>();

  @Option(
      names = "--missing",
      paramLabel = "POLICY",
      order = 36,
      description =
          "impute, drop or error where a value is missing. Default: impute; without hidden layers"
              + " drop.")
  Optional<String> missing = Optional.empty();

  @Option(
      names = "--log-scale",
      paramLabel = "COL|none",
      order = 36,
      description =
          "A column of numbers on a logarithmic scale, asinh(x / unit); may be repeated. Default: with"
              + " hidden layers those that span orders of magnitude, where the validation rows"
              + " clearly prefer it.")
  List<String> logScale = new ArrayList<>();

  private @Nullable Map<String, InputFile> files;

  /** All but the rows set aside. */
  void apply(Training training) {
    classWeights.ifPresent(word -> {
      var known = Optional.of(word).filter(w -> w.equalsIgnoreCase("balanced"));
      Choices.require("--class-weights", word, known, List.of("balanced"));
      training.balanced();
    });
    positive.ifPresent(training::positive);
    weights.ifPresent(training::weights);
    ignored.forEach(training::ignore);
    types.forEach(text -> type(text, training));
    missing.map(Missing::parse).ifPresent(training::missing);
    if (!logScale.isEmpty()) {
      training.logScale(
          logScale.equals(List.of("none")) ? new String[0] : logScale.toArray(String[]::new));
    }
  }

  /** A column's name may hold an equals sign, a type may not: the last one divides them. */
  private static void type(String text, Training training) {
    var last = text.lastIndexOf('=');
    if (last <= 0) {
      throw new DataException(
          "--type takes a column and its type, as in --type zip=words, not \"" + text + "\".");
    }
    training.type(text.substring(0, last), ColumnType.parse(text.substring(last + 1)));
  }

  /** The share of the rows that is set aside, unless the option names a file. */
  static OptionalDouble share(String option) {
    try {
      return OptionalDouble.of(Double.parseDouble(option));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /** The files of rows set aside, by what they are for. */
  Map<String, InputFile> files() {
    if (files == null) {
      files = namedFiles();
    }
    return files;
  }

  private Map<String, InputFile> namedFiles() {
    var named = new LinkedHashMap<String, InputFile>();
    validation
        .filter(text -> share(text).isEmpty())
        .ifPresent(f -> named.put("validation", InputFile.of(f)));
    test.filter(text -> share(text).isEmpty()).ifPresent(f -> named.put("test", InputFile.of(f)));
    return named;
  }
}
