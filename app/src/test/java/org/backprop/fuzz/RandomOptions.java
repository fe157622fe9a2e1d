package org.backprop.fuzz;

import static org.backprop.fuzz.RandomCells.oneIn;
import static org.backprop.fuzz.RandomCells.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Options of {@code train} with values that are right, at the border, or wrong. */
final class RandomOptions {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "0.5",
          "0.1",
          "1e-3",
          "-1",
          "1e30",
          "1e-320",
          "NaN",
          "Infinity",
          "",
          "x",
          "99999999999",
          "1.5");

  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry(
              "--likelihood",
              List.of(
                  "normal",
                  "bernoulli",
                  "categorical",
                  "poisson",
                  "laplace",
                  "exponential",
                  "gamma",
                  "gauss")),
          Map.entry("--hidden", List.of("none", "1", "3", "4,2", "2,2,2", "0", "x", "3,", "-2")),
          Map.entry(
              "--activation",
              List.of(
                  "identity",
                  "sigmoid",
                  "tanh",
                  "relu",
                  "leakyRelu",
                  "elu",
                  "gelu",
                  "silu",
                  "softplus",
                  "softmax")),
          Map.entry("--dropout", NUMBERS),
          Map.entry(
              "--optimizer",
              List.of(
                  "sgd",
                  "momentum",
                  "nesterov",
                  "rmsprop",
                  "adagrad",
                  "adam",
                  "amsgrad",
                  "adamw",
                  "newton",
                  "lbfgs")),
          Map.entry("--learning-rate", NUMBERS),
          Map.entry(
              "--schedule",
              List.of("constant", "step", "exponential", "cosine", "warm-up", "one-cycle", "off")),
          Map.entry("--batch", NUMBERS),
          Map.entry("--patience", NUMBERS),
          Map.entry("--weight-decay", NUMBERS),
          Map.entry("--clip", NUMBERS),
          Map.entry("--precision", List.of("float32", "float64", "half")),
          Map.entry("--seed", List.of("0", "-1", "7", "9223372036854775807", "1e3")),
          Map.entry("--validation", List.of("0", "0.2", "0.5", "0.99", "1", "nofile.csv", "-0.1")),
          Map.entry("--test", List.of("0", "0.2", "0.5", "0.99", "1", "nofile.csv")),
          Map.entry("--class-weights", List.of("balanced", "Balanced", "x")),
          Map.entry("--positive", List.of("ill", "red", "1", "nothing")),
          Map.entry("--missing", List.of("impute", "drop", "error", "guess")),
          Map.entry("--delimiter", List.of(",", ";", "tab", "|", "\\t", "", "ab", "\"")));

  private static final List<String> FLAGS =
      List.of("--no-header", "--decimal-comma", "--interpret", "--verify-plan", "--print-plan");

  private static final List<String> NAMES = VALUES.keySet().stream().sorted().toList();

  private RandomOptions() {}

  /** Up to this many options of a training on these columns. */
  static List<String> of(RandomTable table, int most, SplittableRandom random) {
    var options = new ArrayList<String>();
    var count = random.nextInt(most + 1);
    for (var i = 0; i < count; i++) {
      options.addAll(one(table, random));
    }
    return options;
  }

  private static List<String> one(RandomTable table, SplittableRandom random) {
    return switch (random.nextInt(13)) {
      case 0 -> List.of(pick(random, FLAGS));
      case 1 -> List.of("--ignore", table.anyName(random));
      case 2 ->
          List.of(
              "--type",
              table.anyName(random)
                  + pick(random, List.of("=number", "=words", "=date", "=flag", "=", "")));
      case 3 -> List.of("--log-scale", oneIn(4, random) ? "none" : table.anyName(random));
      default -> {
        var name = pick(random, NAMES);
        var value = pick(random, VALUES.get(name));
        yield oneIn(2, random) ? List.of(name + "=" + value) : List.of(name, value);
      }
    };
  }
}
