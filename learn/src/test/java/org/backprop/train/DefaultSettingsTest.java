package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;
import org.backprop.table.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets who says nothing but the target, on the example data. */
class DefaultSettingsTest {
  private static Table table(String file) {
    return Table.read(Path.of("..", "examples", "data", file));
  }

  @ParameterizedTest
  @CsvSource({
    "penguins.csv, species, 0.97",
    "iris.csv, species, 0.95",
    "wine.csv, cultivar, 0.97",
    "digits.csv, digit, 0.96"
  })
  void mean_test_accuracy_over_ten_seeds(String file, String target, double least) {
    var table = table(file);
    var mean =
        LongStream.rangeClosed(1, 10)
            .parallel()
            .mapToObj(seed -> Training.of(table, target).test(0.2).seed(seed).run())
            .mapToDouble(result -> ((ClassScores) result.test().orElseThrow()).accuracy())
            .average()
            .orElseThrow();
    assertTrue(mean >= least, file + " " + target + ": " + mean);
  }

  @ParameterizedTest
  @CsvSource({"penguins.csv, body_mass_g, 0.80"})
  void mean_test_r_squared_over_ten_seeds(String file, String target, double least) {
    var table = table(file);
    var mean =
        LongStream.rangeClosed(1, 10)
            .parallel()
            .mapToObj(seed -> Training.of(table, target).test(0.2).seed(seed).run())
            .mapToDouble(result -> ((NumberScores) result.test().orElseThrow()).r2())
            .average()
            .orElseThrow();
    assertTrue(mean >= least, file + " " + target + ": " + mean);
  }

  @ParameterizedTest
  @CsvSource({
    "doctor_visits.csv, mdvis, poisson",
    "penguins.csv, body_mass_g, normal",
    "diabetes.csv, progression, normal",
    "digits.csv, digit, categorical",
    "penguins.csv, species, categorical",
    "penguins.csv, sex, bernoulli",
    "spector.csv, grade, bernoulli"
  })
  void the_target_picks_the_likelihood(String file, String target, String likelihood) {
    assertEquals(likelihood, LikelihoodChoice.infer(table(file), target).likelihood().name());
  }
}
